"""What changed and what went since a moment, in the order of its moment; and what is told of what went."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Value
from django.urls import reverse

from cinterfor.formats.shapes import KEY, TEXT, TEXTS, or_null
from cinterfor.publishing.models import Address
from cinterfor.publishing.moved import Departure, departures
from cinterfor.publishing.registry import RecordType
from cinterfor.search.models import SearchEntry

#: What is written within a long transaction is seen later than its moment says.
OVERLAP = datetime.timedelta(minutes=10)
MOMENT = {"type": "string", "format": "date-time"}
ADDRESS = {"type": "string", "format": "uri"}
TOMBSTONE = {
    "type": {"type": "string"},
    "id": KEY,
    "permalink": ADDRESS,
    "name": TEXTS,
    "gone_at": or_null(MOMENT),
    "reason": TEXT,
    "successor": or_null(ADDRESS),
}


class Change(NamedTuple):
    """A record that is public and was changed, or an address of one that is there no more."""

    datestamp: datetime.datetime
    slug: str
    #: Of the record, or of the address.
    key: int
    is_public: bool


class Changes:
    """The changes of one list since a moment: records by its filters, tombstones of the whole type."""

    def __init__(self, record_type: RecordType, records, since: datetime.datetime):
        entries = SearchEntry.objects.public().of_type(record_type.name)
        self.record_type = record_type
        self.live = entries.filter(record_id__in=records.order_by().values("pk")).changed_within(since)
        self.gone = Address.objects.of_type(record_type.name).gone().changed_within(since)

    def count(self) -> int:
        return self.live.count() + self.gone.count()

    def after(self, datestamp, slug: str | None, number: int) -> list[Change]:
        """The next changes, in one query."""
        parts = [
            (rows.told_after(datestamp, slug) if slug else rows)
            .annotate(is_public=Value(is_public))
            .in_order_of_change()
            .values_list("datestamp", "slug", key, "is_public")[:number]
            for rows, key, is_public in ((self.live, "record_id", True), (self.gone, "pk", False))
        ]
        found = parts[0].union(parts[1], all=True).order_by("datestamp", "slug")[:number]
        return [Change(*row) for row in found]

    def told(self, request, changes: list[Change], as_told) -> list[dict]:
        """Each change in words; what went since it was read is told of later, as gone."""
        keys = [change.key for change in changes if change.is_public]
        records = self.record_type.public_in_full().in_bulk(keys)
        gone = Address.objects.filter(pk__in=[change.key for change in changes if not change.is_public])
        stones = tombstones(request, self.record_type, gone)
        found = []
        for change in changes:
            if not change.is_public:
                found.append(stones.get(change.key))
            elif change.key in records:
                found.append(as_told(records[change.key]))
        return [item for item in found if item]


def tombstones(request, record_type: RecordType, addresses: Iterable[Address]) -> dict[int, dict]:
    """By the key of the address, what is told of a record that was at it."""
    return {
        found.address.pk: _tombstone(request, record_type, found)
        for found in departures(record_type, addresses)
    }


def _tombstone(request, record_type, departure: Departure) -> dict:
    address, reason, successor = departure
    permalink = reverse("permalink", args=[record_type.name, address.slug])
    return {
        "type": record_type.name,
        "id": address.slug,
        "permalink": request.build_absolute_uri(permalink),
        "name": {code: text for code, text in address.titles.items() if text},
        "gone_at": address.gone_at,
        "reason": reason,
        "successor": request.build_absolute_uri(successor) if successor else None,
    }
