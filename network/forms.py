"""Memberships of one institution side by side."""

import datetime

from cinterfor.desk.editing import RowsFormSet
from cinterfor.publishing.dates import first_day

from .models import Membership


def period(begins: str | None, ends: str | None) -> tuple[datetime.date, datetime.date]:
    """The days from the first up to, not including, the last: what portal_period says in the database."""
    start = first_day(begins) if begins else datetime.date.min
    if not ends:
        return start, datetime.date.max
    last = first_day(ends)
    stop = last + datetime.timedelta(days=1) if len(ends) == 10 else last
    return start, max(start, stop)


def overlap(first: Membership, second: Membership) -> bool:
    """Whether both run on one day; an end without date is compared with nothing."""
    if any(row.ended and not row.ends for row in (first, second)):
        return False
    starts, stops = zip(*(period(row.begins, row.ends) for row in (first, second)), strict=True)
    # An empty period, which begins on the day before which it ends, overlaps nothing.
    return max(starts) < min(stops)


class MembershipFormSet(RowsFormSet):
    """The memberships of an institution: no two at a time."""

    def conflict(self, first, second):
        if not overlap(first, second):
            return None
        constraints = {item.name: item for item in self.model._meta.constraints}
        return constraints["network_membership_overlap"].violation_error_message
