"""A month of the calendar, as addresses have it: 2026-11 (ISO 8601)."""

import calendar
import datetime
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cinterfor.publishing.dates import in_words
from cinterfor.publishing.periods import EARLIEST, LATEST

PATTERN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
MONDAY_FIRST = calendar.Calendar(calendar.MONDAY)


class Month(NamedTuple):
    """A month of a year that a record's date may have."""

    year: int
    month: int

    def __str__(self):
        return f"{self.year:04}-{self.month:02}"

    @property
    def in_words(self) -> str:
        return in_words(str(self))

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last(self) -> datetime.date:
        return self.first.replace(day=calendar.monthrange(self.year, self.month)[1])

    def weeks(self) -> list[list[datetime.date | None]]:
        """Its days by weeks, Monday first; None for days of the months beside it."""
        return [
            [datetime.date(self.year, self.month, day) if day else None for day in week]
            for week in MONDAY_FIRST.monthdayscalendar(self.year, self.month)
        ]

    def moved(self, months: int) -> "Month":
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)


def month_of(day: datetime.date) -> Month:
    return Month(day.year, day.month)


def read_month(text: str) -> Month:
    """`2026-11` as a month; raises ValidationError with a message for readers."""
    found = PATTERN.fullmatch(text)
    month = Month(*map(int, found.groups())) if found else None
    if month is None or not EARLIEST <= month.year <= LATEST:
        raise ValidationError(
            _("“%(value)s” is not a month. Write year and month: 2026-11."),
            code="invalid",
            params={"value": text},
        )
    return month
