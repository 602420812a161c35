"""Which addresses stand in a record: its fields for addresses, its sources, the links of its texts."""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import URLField
from django.http.request import validate_host
from django.utils.translation import override

from cinterfor.history.state import plain_translated
from cinterfor.publishing.models import Publication
from cinterfor.publishing.registry import RecordType
from cinterfor.publishing.richtext import RichTextField, clean_html

from .models import Link, Target

#: Longer ones no browser opens, and no index holds: bytes of UTF-8.
LONGEST = 2000
#: How cleaned texts write the address of a link.
HREF = re.compile(r'(?<= href=")[^"]*')


class Found(NamedTuple):
    """An address as it is written, the field and language in which it stands, and what it asks for."""

    field: str
    language: str
    url: str
    target: str


def addresses_in(record) -> set[Found]:
    """All http(s) addresses of the record, those of this portal included."""
    found = set()
    for field in type(record)._meta.concrete_fields:
        language = getattr(field, "language", "")
        name = field.translated_field.name if language else field.name
        for url in _urls_in(record, field):
            found.add(Found(name, language, url, target_of(url, record, language)))
    return {one for one in found if one.target and max(map(_bytes, (one.url, one.target))) <= LONGEST}


def _bytes(text: str) -> int:
    return len(text.encode())


def _urls_in(record, field) -> list[str]:
    if isinstance(field, URLField):
        return [getattr(record, field.attname)]
    if field.name == "source":
        # A remark may stand behind an address.
        words = [line.split(maxsplit=1)[0] for line in record.source if line.strip()]
        return [word for word in words if word.startswith(("http://", "https://"))]
    if isinstance(field, RichTextField) and field.name not in plain_translated(type(record)):
        html = clean_html(getattr(record, field.attname))
        return [unescape(href) for href in HREF.findall(html)]
    return []


def target_of(url: str, record, language: str) -> str:
    """What is asked for: an address of the web, a path of this portal, or "" for neither."""
    url = url.strip().partition("#")[0]
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _port = parts.port  # read, because only reading it finds that it is no number
    except ValueError:
        return url if url.startswith(("http://", "https://")) else ""  # it will be called malformed
    if parts.scheme in ("http", "https"):
        return _path_of(parts) if host and is_own(parts.netloc) else url
    if parts.scheme or not url:
        return ""
    with override(language or settings.LANGUAGE_CODE):
        absolute = urljoin(f"https://own{record.get_absolute_url()}", url)
    # “//elsewhere/…” is another site's.
    return _path_of(urlsplit(absolute)) if absolute.startswith("https://own/") else absolute


def is_own(netloc: str) -> bool:
    """Whether the address is one of this portal's hosts."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return validate_host(netloc.lower(), hosts)


def _path_of(parts) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def note(record_type: RecordType, records: list, are_new: bool = False) -> None:
    """Write down where addresses stand in these records, and forget those that do so no more.

    A withdrawn record leads nobody anywhere: it has no links. Of records that are new nothing is known yet.
    """
    wanted = {
        (record.pk, found)
        for record in records
        if record.publication_status != Publication.WITHDRAWN
        for found in addresses_in(record)
    }
    known = {}
    old = [] if are_new else [record.pk for record in records]
    for link in Link.objects.of(record_type, old).select_related("target"):
        known[link.record_id, Found(link.field, link.language, link.url, link.target.url)] = link.pk
    if known.keys() == wanted:
        return
    with transaction.atomic():
        Link.objects.filter(pk__in=[known[gone] for gone in known.keys() - wanted]).delete()
        _add(record_type, wanted - known.keys())


def _add(record_type: RecordType, new: set) -> None:
    urls = {found.target for _key, found in new}
    # Sorted, so that two writers at once wait for each other in the same order.
    Target.objects.bulk_create([Target(url=url) for url in sorted(urls)], ignore_conflicts=True)
    targets = dict(Target.objects.filter(url__in=urls).values_list("url", "pk"))
    Link.objects.bulk_create(
        [
            Link(
                record_type=record_type.name,
                record_id=key,
                field=found.field,
                language=found.language,
                url=found.url,
                target_id=targets[found.target],
            )
            for key, found in sorted(new)
        ],
        ignore_conflicts=True,
    )
