"""A month of the calendar in Montevideo: as addresses have it (2026-11, ISO 8601), as days and moments."""

import calendar
import datetime
import re
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from .dates import in_words, today
from .periods import EARLIEST, LATEST

PATTERN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
MONDAY_FIRST = calendar.Calendar(calendar.MONDAY)


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

    def weeks(self) -> list[list[datetime.date | None]]:
        """Its days by weeks, Monday first; None for days of the months beside it."""
        weeks = MONDAY_FIRST.monthdayscalendar(*self)
        return [[self.first.replace(day=day) if day else None for day in week] for week in weeks]

    @property
    def previous(self) -> "Month":
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)

    @property
    def following(self) -> "Month":
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    @property
    def in_words(self) -> str:
        """“noviembre de 2026”, in the active language."""
        return in_words(str(self))


class MonthField(forms.CharField):
    """A month of a year that a record’s date may have; None where it is left empty."""

    def to_python(self, value):
        text = super().to_python(value).strip()
        if not text:
            return None
        try:
            found = Month.read(text)
        except ValueError:
            found = None
        if found is None or not EARLIEST <= found.year <= LATEST:
            raise ValidationError(
                _("“%(value)s” is not a month. Write year and month: 2026-11."),
                code="invalid",
                params={"value": text},
            )
        return found

    def run_validators(self, value):
        """The month was checked as it was read."""
