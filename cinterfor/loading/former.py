"""Addresses of the Centre's former site that lead to the records that were written from them."""

import re
from collections import defaultdict
from pathlib import Path

from cinterfor.former.remembering import Target, keep
from cinterfor.former.table import read_table
from cinterfor.publishing.former import FORMER_HOSTS, Named, read_address
from cinterfor.publishing.models import Publication, Record
from cinterfor.publishing.registry import record_types
from network.models import Figure

from .references import MODELS
from .report import Report
from .source import Folder

#: In a folder: addresses whose target no record's sources tell.
CHOSEN = "former_addresses.csv"
#: What a page of the former site that several records cite was about, the likeliest first.
ORDER = ("agreement", "product", "event", "news", "institution", "question", "page", "country")
ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+")


def type_name(file: str) -> str:
    """Of the records of a file, as the address book calls them."""
    model = MODELS[file]
    return model.record_type().name if issubclass(model, Record) else file


def former_addresses(source: str) -> set[Named]:
    """The addresses on the former site that a source names, also among words."""
    found = set()
    for address in ADDRESS.findall(source):
        named = read_address(address.rstrip(".,;:)"))
        former = named and (not named.host or named.host in FORMER_HOSTS)
        if former and named.path != "/":
            found.add(named)
    return found


def _citations(folder: Folder) -> dict[Named, set[tuple[str, str]]]:
    """Each address with the records, here and stored, that cite it."""
    cited = defaultdict(set)

    def cite(sources, record_type, slug):
        for source in sources:
            for named in former_addresses(source):
                cited[named].add((record_type, slug))

    for file in MODELS:
        for key, record in folder.of(file).items():
            source = record.get("source") or []
            cite([source] if isinstance(source, str) else source, type_name(file), key.lower())
    for record_type in record_types():
        for slug, source in record_type.model.objects.values_list("slug", "source"):
            cite(source, record_type.name, slug)
    for slug, source in Figure.objects.values_list("slug", "source"):
        cite([source], "figures", slug)
    return cited


def _own_addresses(folder: Folder) -> dict[Named, set[tuple[str, str]]]:
    """Each address that works give as their own."""
    own = defaultdict(set)
    for key, record in folder.of("knowledge_products").items():
        for named in former_addresses(record.get("url") or ""):
            own[named].add((type_name("knowledge_products"), key.lower()))
    return own


def _likeliest(records: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The one record of the likeliest type; None where there are several of it."""
    for name in ORDER:
        if found := [record for record in records if record[0] == name]:
            return found[0] if len(found) == 1 else None
    return None


def keep_former_addresses(folder: Folder) -> int:
    """Note each address that is a work's own or that records cite, for the likeliest; public ones first.

    The record must be of the folder; an address that is known already stays as it is.
    """
    loaded = {(type_name(file), key.lower()) for file in MODELS for key in folder.of(file)}
    public = {
        (record_type.name, slug)
        for record_type in record_types()
        for slug in record_type.model.objects.filter(publication_status=Publication.PUBLISHED).values_list(
            "slug", flat=True
        )
    }
    own, targets = _own_addresses(folder), {}
    for named, records in sorted(_citations(folder).items()):
        # What only a draft tells leads there as soon as that is public.
        record = _likeliest(own[named] & public) or _likeliest(records & public) or _likeliest(records)
        if record in loaded:
            targets[named] = Target(*record)
    return keep(targets, only_new=True)


def keep_chosen_addresses(folder: Path, report: Report) -> int:
    """Note the addresses of the folder's own table, before all that its sources tell."""
    place = folder / CHOSEN
    if not place.exists():
        return 0
    table = read_table(place)
    for reason in table.wrong:
        report.note(f"{CHOSEN}: {reason}")
    return table.write(only_new=True)
