"""Addresses of the Centre's former site that lead to the records that were written from them."""

import re
from collections import defaultdict
from urllib.parse import unquote, urlsplit

from cinterfor.publishing.models import FormerAddress, Publication, Record
from cinterfor.publishing.registry import record_types
from network.models import Figure

from .references import MODELS
from .source import Folder

HOSTS = {"oitcinterfor.org", "www.oitcinterfor.org", "cinterfor.org", "www.cinterfor.org"}
HOME = {"", "/en", "/es", "/pt"}
LONGEST = 500


def type_name(file: str) -> str:
    """Of the records of a file, as the address book calls them."""
    model = MODELS[file]
    return model.record_type().name if issubclass(model, Record) else file


def former_paths(source: str) -> set[str]:
    """The paths on the former site that a source names, also among words."""
    found = set()
    for address in re.findall(r"https?://[^\s<>\"“”«»]+", source):
        try:
            parts = urlsplit(address.rstrip(".,;:)"))
        except ValueError:
            continue
        path = unquote(parts.path).rstrip("/")
        if parts.hostname in HOSTS and not parts.query and path not in HOME and len(path) <= LONGEST:
            found.add(path)
    return found


def _citations(folder: Folder) -> dict[str, set[tuple[str, str]]]:
    """Each path with the records, here and stored, that cite it."""
    cited = defaultdict(set)

    def cite(sources, record_type, slug):
        for source in sources:
            for path in former_paths(source):
                cited[path].add((record_type, slug))

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


def keep_former_addresses(folder: Folder) -> int:
    """Note each path that exactly one record cites, where that record is public and of the folder."""
    loaded = {(type_name(file), key.lower()) for file in MODELS for key in folder.of(file)}
    public = {
        (record_type.name, slug)
        for record_type in record_types()
        for slug in record_type.model.objects.filter(publication_status=Publication.PUBLISHED).values_list(
            "slug", flat=True
        )
    }
    single = {path: next(iter(records)) for path, records in _citations(folder).items() if len(records) == 1}
    known = set(FormerAddress.objects.filter(path__in=single).values_list("path", flat=True))
    new = [
        FormerAddress(path=path, record_type=record[0], slug=record[1])
        for path, record in sorted(single.items())
        if path not in known and record in loaded and record in public
    ]
    FormerAddress.objects.bulk_create(new)
    return len(new)
