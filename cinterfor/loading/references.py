"""What the records of a folder refer to, and whether it is there: in the folder, stored, or shipped."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.models import Agreement
from cinterfor.publishing.models import Address, Record
from knowledge.models import Event, NewsItem, Page, Product, Question, Theme
from network.models import Country, Figure, Institution, Sector

from .organisations import Ambiguous, Names
from .report import Report
from .rules import Object
from .source import SHAPES, Folder, key_of, read_shipped

#: What the records of each file become. Their ids are the slugs, of countries the codes.
MODELS = {
    "sectors": Sector,
    "countries": Country,
    "partners": Institution,
    "institutions": Institution,
    "themes": Theme,
    "agreements": Agreement,
    "knowledge_products": Product,
    "events": Event,
    "news": NewsItem,
    "faq": Question,
    "pages": Page,
    "figures": Figure,
}


class Waiting(Exception):
    """The record refers to one that was refused: it cannot be loaded, and there is nothing to add."""


def group_slug(group: str) -> str:
    return f"group-{group}"


def stored(file: str, key: str):
    """The stored record of an id, also where an editor has given it another address since."""
    model, slug = MODELS[file], key.lower()
    if found := model.objects.filter(slug=slug).first():
        return found
    if not issubclass(model, Record):
        return None
    address = Address.objects.filter(record_type=model.record_type().name, slug=slug).first()
    return model.objects.filter(pk=address.record_id).first() if address and address.record_id else None


def is_gone(file: str, key: str) -> bool:
    """Whether the record was public once and an editor has deleted it."""
    model = MODELS[file]
    if not issubclass(model, Record):
        return False
    own = Address.objects.filter(record_type=model.record_type().name, slug=key.lower())
    return own.filter(record_id=None).exists()


class References:
    """Finds what a record refers to while it is loaded."""

    def __init__(self, folder: Folder):
        self.folder = folder
        self._found: dict[tuple[str, str], object] = {}

    def remember(self, file: str, key: str, record) -> None:
        self._found[self._kind(file), key] = record

    def get(self, file: str, key: str | None):
        """The record; None where the id is null, or where an editor has deleted the record."""
        if key is None:
            return None
        if self.was_refused(file, key):
            raise Waiting
        place = self._kind(file), key
        if place not in self._found:
            self._found[place] = stored(file, key)
        return self._found[place]

    def many(self, file: str, keys: list[str]) -> list:
        return [record for key in dict.fromkeys(keys) if (record := self.get(file, key))]

    def was_refused(self, file: str, key: str) -> bool:
        files = ("institutions", "partners") if file in ("institutions", "partners") else (file,)
        return any((name, key) in self.folder.refused for name in files)

    @staticmethod
    def _kind(file: str) -> str:
        return "institutions" if file == "partners" else file


def named_organisations(file: str, record: dict) -> Iterator[tuple[str, str, bool]]:
    """Key, name, and whether the name must be an organisation's, for each name without an id."""
    for party in record.get("parties", ()):
        if party["type"] == "organization" and party["institution"] is None:
            yield "parties", party["name"], True
    for key in ("other_hosts", "other_organisers"):
        yield from ((key, name, True) for name in record.get(key, ()))
    yield from (("other_institutions", name, False) for name in record.get("other_institutions", ()))
    yield from (("authors", author["name"], False) for author in record.get("authors", ()))


def _governments(record: dict) -> Iterator[str]:
    for party in record.get("parties", ()):
        if party["type"] == "government" and not party.get("country"):
            yield party["name"]


def references_of(file: str, record: dict, names: Names) -> Iterator[tuple[str, str, str]]:
    """Key, file and id of all that a sound record refers to. ValueError: a name that nobody bears."""
    for key, rule in SHAPES[file].items():
        if key in record:
            yield from ((key, target, found) for target, found in rule.references(record[key]))
    if file == "themes" and record["group"]:
        yield "group", "themes", group_slug(record["group"])
    for key, name, must in named_organisations(file, record):
        found = names.institution(name) if must else names.institution_or_none(name)
        if found:
            yield key, "institutions", found
    for name in _governments(record):
        if not (code := names.country(name)):
            raise ValueError(_("no country is known by the name “%s”") % name)
        yield "parties", "countries", code


def supplement(folder: Folder, names: Names) -> None:
    """Take from the shipped files what the folder refers to by name or custom, and nobody has."""
    countries = read_shipped("countries")
    shipped = {
        "countries": {code: item for code, item in countries.items() if not item["in_network"]},
        "themes": {key: item for key, item in read_shipped("themes").items() if item["group"] is None},
        "institutions": names.shipped_partners,
    }
    waiting = [(file, record) for file in SHAPES for record in folder.of(file).values()]
    while waiting:
        file, record = waiting.pop()
        if _is_unsound(file, record):
            continue
        is_shipped = (file, record[key_of(file)]) in folder.supplied
        own = shipped | {"countries": countries} if is_shipped else shipped
        waiting.extend(_supply(file, record, folder, names, own))


def _supply(file: str, record: dict, folder: Folder, names: Names, shipped: dict) -> list[tuple[str, dict]]:
    """Add the shipped records that this one refers to; they may refer to others in their turn."""
    added = []
    for target, key in _lenient(file, record, names):
        if key in shipped.get(target, ()) and not _is_there(target, key, folder):
            own = "partners" if target == "institutions" else target
            folder.supply(own, shipped[target][key])
            added.append((own, shipped[target][key]))
    return added


def _is_unsound(file: str, record: dict) -> bool:
    return any(True for _wrong in Object(keys=SHAPES[file]).wrong_keys(record))


def _lenient(file: str, record: dict, names: Names) -> Iterator[tuple[str, str]]:
    try:
        for _key, target, found in references_of(file, record, names):
            yield target, found
    except ValueError:
        return


def _is_there(file: str, key: str, folder: Folder) -> bool:
    if folder.holds(file, key) or (file == "institutions" and folder.holds("partners", key)):
        return True
    return bool(stored(file, key)) or is_gone(file, key)


def check_references(folder: Folder, names: Names, report: Report) -> None:
    """Refuse each record that refers to nothing that is there, and each id that two files give."""
    for key in folder.of("partners").keys() & folder.of("institutions").keys():
        report.refuse(
            "partners", key, key_of("partners"), _("institutions.json has a record with this id too")
        )
        folder.refused.add(("partners", key))
    seen: dict[tuple[str, str], bool] = {}
    for file in SHAPES:
        for key, record in folder.of(file).items():
            if (file, key) in folder.refused and _is_unsound(file, record):
                _check_sound_part(file, key, record, folder, report)
                continue
            _check_record(file, key, record, folder, names, report, seen)


def _check_record(file, key, record, folder, names, report, seen) -> None:
    try:
        for own_key, target, found in references_of(file, record, names):
            if (target, found) not in seen:
                seen[target, found] = _is_there(target, found, folder)
            if not seen[target, found]:
                _refuse(file, key, own_key, target, found, folder, report)
    except Ambiguous as error:
        report.refuse(file, key, "", error)
        folder.refused.add((file, key))
    except ValueError as error:
        report.refuse(file, key, "parties", error)
        folder.refused.add((file, key))


def _check_sound_part(file, key, record, folder, report) -> None:
    """What a record that is refused already refers to by id: all its reasons are told at once."""
    for own_key, rule in SHAPES[file].items():
        if own_key not in record or any(True for _reason in rule.reasons(record[own_key])):
            continue
        for target, found in rule.references(record[own_key]):
            if not _is_there(target, found, folder):
                _refuse(file, key, own_key, target, found, folder, report)


def _refuse(file, key, own_key, target, found, folder, report) -> None:
    reason = _("“%(id)s” is in no record of %(file)s, neither here nor stored") % {
        "id": found,
        "file": target,
    }
    report.refuse(file, key, own_key, reason)
    folder.refused.add((file, key))
