"""The events of a month on their days, and those of which no day in it is known."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cinterfor.publishing.dates import first_day
from cinterfor.publishing.months import Month
from knowledge.models import Event

DAY = datetime.timedelta(days=1)
WHOLE_DAY, WHOLE_MONTH = len("2018-07-04"), len("2018-07")


class OnDay(NamedTuple):
    """An event on one of its days: which day it is, of how many."""

    event: Event
    date: datetime.date
    number: int
    of: int

    @property
    def is_told_beside(self) -> bool:
        """Whether its title stands on the day before, in the same week of the same month."""
        return self.number > 1 and self.date.day > 1 and self.date.weekday() != calendar.MONDAY


@dataclass
class Day:
    """A day with its events; outside the month there is no date."""

    date: datetime.date | None
    events: list[OnDay] = field(default_factory=list)


@dataclass
class MonthOfEvents:
    """The weeks of a month with their events, and apart from them what has no known day in it."""

    month: Month
    weeks: list[list[Day]]
    #: Of which the month is known, and of which only the year is.
    in_month: list[Event]
    in_year: list[Event]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known to be in the month; what is so of the year alone, does not count."""
        return not self.in_month and not any(day.events for week in self.weeks for day in week)


def events_of(month: Month, events: Iterable[Event]) -> MonthOfEvents:
    """The events that may be in the month, each where it belongs, in the order in which they come."""
    by_day: dict[datetime.date, list[OnDay]] = defaultdict(list)
    in_month, in_year = [], []
    for event in events:
        days = list(_days_in(month, event))
        for on_day in days:
            by_day[on_day.date].append(on_day)
        if not days:
            (in_year if len(event.begins) < WHOLE_MONTH else in_month).append(event)
    weeks = [[Day(date, by_day.get(date, [])) for date in week] for week in month.weeks()]
    return MonthOfEvents(month, weeks, in_month, in_year)


def _days_in(month: Month, event: Event) -> Iterator[OnDay]:
    """The known days of an event that are in the month; where its last is not known, the first alone."""
    if len(event.begins) < WHOLE_DAY:
        return
    first = first_day(event.begins)
    last = first_day(event.ends) if len(event.ends or "") == WHOLE_DAY else first
    total = (last - first).days + 1
    date = max(first, month.first)
    while date <= min(last, month.last):
        yield OnDay(event, date, (date - first).days + 1, total)
        date += DAY
