"""One list of hits over all record types, with counts by type."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.publishing.filters import MOST_CHARACTERS
from cinterfor.publishing.listing import page_or_404
from cinterfor.publishing.registry import RecordType, get_type, record_types

from .models import SearchEntry


@dataclass
class TypeCount:
    record_type: RecordType
    count: int
    chosen: bool


def search_results(request) -> dict:
    """The hits of the query in the address, most relevant first, twenty a page."""
    text = request.GET.get("q", "").strip()
    chosen = request.GET.get("type", "")
    errors = _errors(text, chosen)
    found = {"text": text, "chosen": get_type(chosen), "errors": errors, "page": None, "types": []}
    if errors or not text:
        return found
    entries = SearchEntry.objects.public().matching(text)
    found["types"] = _counts(entries, chosen)
    found["total"] = sum(item.count for item in found["types"])
    if chosen:
        entries = entries.of_type(chosen)
    page = page_or_404(entries.by_relevance(text, get_language()), request)
    page.object_list = with_records(page.object_list)
    return found | {"page": page}


def _errors(text: str, chosen: str) -> list[str]:
    errors = []
    if len(text) > MOST_CHARACTERS:
        errors.append(_("Search for at most %(most)d characters.") % {"most": MOST_CHARACTERS})
    if chosen and get_type(chosen) is None:
        errors.append(_("There is no such type of record."))
    return errors


def _counts(entries, chosen) -> list[TypeCount]:
    counts = dict(entries.order_by().values_list("record_type").annotate(Count("pk")))
    return [
        TypeCount(record_type, counts[record_type.name], record_type.name == chosen)
        for record_type in record_types()
        if record_type.name in counts
    ]


def with_records(entries) -> list:
    """The records of a page of hits, in its order: one fetch for each type among them."""
    wanted: dict[str, list[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.record_type, []).append(entry.record_id)
    records = {
        (name, record.pk): record
        for name, keys in wanted.items()
        for record in get_type(name).public().filter(pk__in=keys)
    }
    hits = (
        (get_type(entry.record_type), records.get((entry.record_type, entry.record_id))) for entry in entries
    )
    return [{"type": record_type, "record": record} for record_type, record in hits if record]
