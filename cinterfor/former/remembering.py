"""Taking addresses of the former site into the table, one by one, by whoever brings records from there."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from cinterfor.publishing.former import FormerAddress, Named, read_address
from cinterfor.publishing.models import Address
from cinterfor.publishing.permalinks import is_ours, record_at
from cinterfor.publishing.registry import get_type, record_types

from .leading import page_in_language

MEDIA = "/files/"
CHUNK = 1000


@dataclass(frozen=True)
class Target:
    """What an address leads to: a record by type and slug, or a page of code."""

    record_type: str = ""
    slug: str = ""
    page: str = ""

    @property
    def columns(self) -> dict[str, str]:
        return {"record_type": self.record_type, "slug": self.slug, "target": self.page}


def remember(address: str, record) -> bool:
    """From now on the former site's address leads to the record, or to the record that the row belongs to.

    `address` is an address of the web or a path (`/node/8135`), `record` a saved record or its file. Whether
    anything changed; ValueError where the address is none.
    """
    record = record if hasattr(type(record), "record_type") else record.product
    return bool(keep({named_by(address): Target(type(record).record_type().name, record.slug)}))


def keep(targets: dict[Named, Target], only_new: bool = False) -> int:
    """Write where these addresses lead; how many are new or lead elsewhere than before.

    With `only_new`, addresses that are known already stay as they are.
    """
    changed, named = 0, list(targets)
    for start in range(0, len(named), CHUNK):
        part = named[start : start + CHUNK]
        rows = FormerAddress.objects.filter(path__in={one.path for one in part})
        known = {Named(row.host, row.path): row for row in rows}
        new = [FormerAddress(**one._asdict(), **targets[one].columns) for one in part if one not in known]
        moved = [] if only_new else [known[one] for one in part if one in known]
        moved = [row for row in moved if _turn(row, targets[Named(row.host, row.path)])]
        FormerAddress.objects.bulk_create(new)
        FormerAddress.objects.bulk_update(moved, ["record_type", "slug", "target"])
        changed += len(new) + len(moved)
    return changed


def _turn(row: FormerAddress, target: Target) -> bool:
    """Whether the row led elsewhere, until now."""
    before = {name: getattr(row, name) for name in target.columns}
    for name, value in target.columns.items():
        setattr(row, name, value)
    return before != target.columns


def named_by(address: str) -> Named:
    """Host and path of the address; ValueError, in words, where it is none or is the home's own."""
    named = read_address(address)
    if named is None:
        raise ValueError(_("This is no address of a page, such as /node/8135."))
    if named.path == "/" and not named.host:
        raise ValueError(_("The first page of the former site is the home of the portal."))
    if len(named.host) > FormerAddress._meta.get_field("host").max_length:
        raise ValueError(_("The host is too long."))
    return named


def read_target(text: str) -> Target:
    """What a person wrote: the address of a record, a file, a list or a page here; ValueError, in words."""
    path = _own_path(text.strip())
    if path is None:
        raise ValueError(_("It leads to another site. Give an address of this portal."))
    if path.startswith(MEDIA):
        return _of_file(path.removeprefix(MEDIA))
    if found := record_at(path.partition("?")[0]):
        return _of_record(*found)
    if page_in_language(path, settings.LANGUAGE_CODE) is None:
        raise ValueError(_("There is no such list, page or record here."))
    return Target(page=page_in_language(path, settings.LANGUAGE_CODE))


def _own_path(text: str) -> str | None:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or ((parts.netloc or parts.scheme) and not is_ours(host)):
        return None
    if not parts.path.startswith("/") or parts.path.startswith(("//", "/\\")):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _of_record(type_name: str, slug: str) -> Target:
    """A record that has, or had, the address; also one that is not public yet."""
    model = get_type(type_name).model
    if model.objects.filter(slug=slug).exists():
        return Target(type_name, slug)
    if Address.objects.filter(record_type=type_name, slug=slug).exists():
        return Target(type_name, slug)
    raise ValueError(_("There is no such list, page or record here."))


def _of_file(name: str) -> Target:
    for record_type in record_types():
        for lookup in record_type.file_fields:
            if record := record_type.model.objects.filter(**{lookup: name}).first():
                return Target(record_type.name, record.slug)
    raise ValueError(_("No record has this file."))
