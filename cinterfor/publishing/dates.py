"""Dates as far as they are known: a year, a month or a day (ISO 8601, reduced precision).

The text keeps the precision; two columns that the database generates from it give the first
and the last day it may mean, for sorting and comparing.
"""

import calendar
import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def validate_partial_date(value: str) -> None:
    """Accept `2018`, `2018-07` and `2018-07-04`; refuse all else, also 2018-02-30."""
    if not re.fullmatch(PATTERN, value) or not _exists(value):
        raise ValidationError(
            _("“%(value)s” is not a date. Write a year (2018), a month (2018-07) or a day (2018-07-04)."),
            code="partial_date",
            params={"value": value},
        )


def _exists(value: str) -> bool:
    """A day of the calendar. Years beyond 2999 are slips, and past 9999 Python reads no date."""
    try:
        return first_day(value).year < 3000
    except ValueError:
        return False


def first_day(value: str) -> datetime.date:
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return datetime.date(year, month, day)


def last_day(value: str) -> datetime.date:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        parts.append(12)
    if len(parts) == 2:
        parts.append(calendar.monthrange(*parts)[1])
    return datetime.date(*parts)


def is_before(one: str | None, other: str | None) -> bool:
    """Whether every day that the one may mean comes before all of the other; not where one is unknown."""
    try:
        return bool(one and other) and last_day(one) < first_day(other)
    except ValueError:  # no date: the field that holds it says so
        return False


def in_words(value: str | None) -> str:
    """“4 de julio de 2018”, “julio de 2018” or “2018”, in the active language."""
    if not value:
        return ""
    form = {4: None, 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}[len(value)]
    return formats.date_format(first_day(value), form) if form else value


def period_in_words(begins: str | None, ends: str | None) -> str:
    """From one partial date to another, as one reads it: “27–29 de agosto de 2025”."""
    if begins and ends and begins != ends and len(begins) == len(ends) == 10 and begins[:7] == ends[:7]:
        return f"{int(begins[8:])}–{in_words(ends)}"
    if begins and ends and begins != ends:
        words = {"begins": in_words(begins), "ends": in_words(ends)}
        return pgettext("period", "%(begins)s to %(ends)s") % words
    return in_words(begins or ends)


def today() -> datetime.date:
    """The day in Montevideo, where the Centre is."""
    return timezone.localdate()


def year_before(day: datetime.date) -> datetime.date:
    """The same day a year earlier; of a leap day the day before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; of a leap day the day before it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class PartialDateField(models.CharField):
    """A date known to the year, the month or the day; null where nothing is known."""

    default_validators = [validate_partial_date]
    description = _("Date known to the year, month or day")

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_length": 10, "null": True, "blank": True}
        kwargs.setdefault("help_text", _("As far as known: 2018, 2018-07 or 2018-07-04."))
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        field = super().formfield(**kwargs)
        field.widget.attrs.setdefault("size", self.max_length + 2)
        return field

    def db_check(self, connection):
        return f"\"{self.column}\" ~ '{PATTERN}'"

    def db_parameters(self, connection):
        return super().db_parameters(connection) | {"check": self.db_check(connection)}


def _generated(function: str, source: str, **options) -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.Func(models.F(source), function=function, output_field=models.DateField()),
        output_field=models.DateField(null=True),
        db_persist=True,
        **options,
    )


def first_day_of(field: str) -> models.GeneratedField:
    """A column with the first day that the partial date of that name may mean."""
    return _generated("portal_first_day", field, db_index=True)


def last_day_of(field: str) -> models.GeneratedField:
    return _generated("portal_last_day", field)
