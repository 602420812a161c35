"""Which records a list has no more: what its feed tells those who keep a copy."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from cinterfor.publishing.addresses import Address
from cinterfor.publishing.moved import departures

#: The last that went; who has not come by for longer reads the whole list again.
MOST = 1_000
#: Filters of lists that are facets of search too, with the same values.
FACETS = ("country", "theme", "language", "kind", "membership")


class Tombstone(NamedTuple):
    """An address that led to a public record, when it ceased to, and why, as far as it is told."""

    permalink: str
    gone_at: datetime
    reason: str


def tombstones(listing) -> list[Tombstone]:
    """Those that were or may have been in the list, the last first.

    The address book remembers a record's facets, and nothing else that a list is narrowed by (words,
    dates, status): of what it cannot tell, a reader who never had the record hears that it is gone.
    """
    name = listing.record_type.name
    gone = Address.objects.of_type(name).gone()
    for facet, value in listing.filters.values().items():
        if facet in FACETS:
            gone = gone.that_may_have(facet, value)
    return [
        Tombstone(reverse("permalink", args=[name, address.slug]), address.gone_at, reason)
        for address, reason, _successor in departures(
            listing.record_type, gone.order_by("-gone_at", "slug")[:MOST]
        )
    ]
