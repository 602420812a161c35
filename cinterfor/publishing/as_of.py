"""The network as it was on another day: `?on=2015-06-30` in an address.

As a page has one language, it has one day: while it is made, all that follows from dates asks `day_shown`.
The day is Montevideo's. What is recorded today tells of the day; nobody kept what the portal showed then.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .dates import today, years_after

#: The name of the day in addresses.
ON = "on"
#: Before the Centre (1963) and the bodies that it grew from there is nothing to tell.
FIRST_DAY, YEARS_AHEAD = datetime.date(1950, 1, 1), 10
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_asked: ContextVar[datetime.date | None] = ContextVar("as_of", default=None)


def day_asked() -> datetime.date | None:
    """The day of which the page under way is to be true; None where nobody asked for one."""
    return _asked.get()


def day_shown() -> datetime.date:
    """The day of which the page under way is true: the one asked for, else today."""
    return _asked.get() or today()


def is_past(day: datetime.date) -> bool:
    """What is known to be so today, without a date, is not known of a day before."""
    return day < today()


def is_day_past() -> bool:
    """Whether the page under way is of a day before today."""
    return is_past(day_shown())


@contextmanager
def as_of(day: datetime.date | None) -> Iterator[None]:
    """What is read within is true of the day; None: of today."""
    token = _asked.set(day)
    try:
        yield
    finally:
        _asked.reset(token)


def parts_as_of(day: datetime.date | None, parts: Iterable) -> Iterator:
    """The parts of a response that is sent while it is made, each made as of the day."""
    made = iter(parts)
    while True:
        with as_of(day):
            try:
                part = next(made)
            except StopIteration:
                return
        yield part


def latest() -> datetime.date:
    return years_after(today(), YEARS_AHEAD)


def read_day(text: str) -> datetime.date:
    """`2015-06-30` as a day; raises ValidationError with a message for readers."""
    try:
        day = datetime.date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(
            _("“%(value)s” is not a day. Write year, month and day: 2015-06-30."),
            code="invalid",
            params={"value": text},
        )
    if not FIRST_DAY <= day <= latest():
        raise ValidationError(
            _("This portal can tell of days from %(earliest)s to %(latest)s."),
            code="out_of_range",
            params={"earliest": date_format(FIRST_DAY), "latest": date_format(latest())},
        )
    return day


def asked_day(request) -> datetime.date | None:
    """The day that a request's address asks for; raises ValidationError where it is none."""
    text = request.GET.get(ON, "").strip()
    return read_day(text) if text else None


def asked_or_today(request) -> datetime.date | None:
    """As `asked_day`; None where the day cannot be read: the page's form tells why."""
    try:
        return asked_day(request)
    except ValidationError:
        return None


class DayInput(forms.DateInput):
    """The browser’s own calendar; a field for text where what was typed is no day, to be corrected."""

    input_type = "date"

    def format_value(self, value):
        return value.isoformat() if isinstance(value, datetime.date) else value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not ISO_DAY.fullmatch(shown):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.CharField):
    """A day as addresses have it (ISO 8601), within what the portal can tell of."""

    widget = DayInput

    def __init__(self, **options):
        options.setdefault("max_length", 40)
        super().__init__(**options)

    def to_python(self, value):
        text = super().to_python(value)
        return read_day(text) if text else None

    def run_validators(self, value):
        """The day was checked as it was read; the validators of texts have nothing to say of it."""


class AsOfForm(forms.Form):
    """Asks for the day of which a page is to be true."""

    on = DayField(required=False, label=gettext_lazy("As of a date"))

    @property
    def day(self) -> datetime.date | None:
        """None where nothing was asked, or what was asked is no day."""
        return self.cleaned_data.get(ON) if self.is_valid() else None

    @property
    def query(self) -> str:
        return urlencode({ON: self.day.isoformat()}) if self.day else ""


def with_day(path: str) -> str:
    """The path of a page that knows days, of the day that is shown."""
    query = urlencode(asked_query())
    if not query:
        return path
    path, mark, fragment = path.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{query}{mark}{fragment}"


def asked_query() -> dict[str, str]:
    """The day that was asked for as addresses have it."""
    day = day_asked()
    return {ON: day.isoformat()} if day else {}


def without_day(query: str) -> str:
    """A query of an address, of today whichever day it asks for."""
    kept = QueryDict(query, mutable=True)
    kept.pop(ON, None)
    return kept.urlencode()


def path_of_today(request) -> str:
    """The page that was asked for as it is today, with its filters; a list from its beginning."""
    query = request.GET.copy()
    for name in (ON, "page"):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
