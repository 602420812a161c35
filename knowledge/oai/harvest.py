"""What harvesters are told of, in the order of datestamps: works that are public, and that were."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min, Value

from cinterfor.publishing.models import Address
from cinterfor.search.models import SearchEntry

TYPE = "product"
#: More would be faster for harvesters, and slow where the metadata of a page must be made first.
PAGE = 200


class Item(NamedTuple):
    """A work that is public, or the tombstone of one that was."""

    record_id: int | None
    slug: str
    datestamp: datetime
    facets: list[str]
    is_public: bool


class Position(NamedTuple):
    """The last item that a harvester was told of."""

    datestamp: datetime
    slug: str


@dataclass(frozen=True)
class Selection:
    """What is asked for: between two moments, with a facet, with a date of publication."""

    first: datetime | None = None
    last: datetime | None = None
    facet: str | None = None
    dated: bool = False

    def of(self, rows):
        found = rows.changed_within(self.first, self.last)
        return found.with_facet(self.facet) if self.facet else found

    def parts(self):
        """The works and the tombstones; those know no more whether the work had a date."""
        works = live().filter(date__isnull=False) if self.dated else live()
        return self.of(works), self.of(gone())


def live():
    return SearchEntry.objects.public().of_type(TYPE).annotate(is_public=Value(True))


def gone():
    return Address.objects.of_type(TYPE).gone().annotate(is_public=Value(False))


def items(selection: Selection, after: Position | None, number: int) -> list[Item]:
    """The next items: one query, which takes as long at the end of a harvest as at its beginning."""
    works, tombstones = (
        (rows.told_after(*after) if after else rows)
        .in_order_of_change()
        .values_list("record_id", "slug", "datestamp", "facets", "is_public")[:number]
        for rows in selection.parts()
    )
    found = works.union(tombstones, all=True).order_by("datestamp", "slug")[:number]
    return [Item(*row) for row in found]


def item(slug: str) -> Item | None:
    """The item of a slug, found by way of the address book, which has an index for that."""
    address = Address.objects.of_type(TYPE).filter(slug=slug)
    rows = (live().filter(slug=slug, record_id__in=address.values("record_id")), gone().filter(slug=slug))
    for found in rows:
        if row := found.values_list("record_id", "slug", "datestamp", "facets", "is_public").first():
            return Item(*row)
    return None


def size(selection: Selection) -> int:
    return sum(rows.aggregate(Count("pk"))["pk__count"] for rows in selection.parts())


def earliest() -> datetime | None:
    """The datestamp before which there is none."""
    return min(
        filter(None, (rows.aggregate(Min("datestamp"))["datestamp__min"] for rows in (live(), gone()))),
        default=None,
    )
