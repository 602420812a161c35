"""A month of the calendar in Montevideo: as addresses write it (2026-11), and as moments and words."""

import calendar
import datetime
import re
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from cinterfor.publishing.dates import today

PATTERN = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


class Month(NamedTuple):
    """A month; those of one era sort as they follow each other."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str) -> "Month":
        """From `2026-11`. ValueError."""
        found = PATTERN.fullmatch(text)
        if not found:
            raise ValueError(text)
        return cls(*map(int, found.groups()))

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def now(cls) -> "Month":
        return cls.of(today())

    def __str__(self):
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last(self) -> datetime.date:
        return self.first.replace(day=calendar.monthrange(*self)[1])

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Its first moment, and that of the next month."""
        return self._begins, self.following._begins

    @property
    def _begins(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime(self.year, self.month, 1))

    @property
    def previous(self) -> "Month":
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)

    @property
    def following(self) -> "Month":
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    @property
    def in_words(self) -> str:
        """“noviembre de 2026”, in the active language."""
        return date_format(self.first, "YEAR_MONTH_FORMAT")
