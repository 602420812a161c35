"""What the calendar of events is narrowed by: a month, and what narrows their list."""

from itertools import groupby

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from cinterfor.publishing.months import Month, MonthField
from knowledge.filters import EventFilter
from knowledge.models import Event

#: In the list other filters ask for a time.
OF_THE_LIST = ("sort", "when", "year", "year_from", "year_to")


class MonthFilter(Filter):
    """A month, chosen among those that have events; any other is as good."""

    field_class = MonthField


class CalendarFilter(EventFilter):
    """The month is shown by the page itself; all other filters narrow its events."""

    month = MonthFilter(method="keep", label=_("Month"), max_length=40)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        for name in OF_THE_LIST:
            del self.filters[name]
        self.filters = {"month": self.filters.pop("month"), **self.filters}
        self.filters["month"].extra["widget"] = forms.Select(choices=self._choices())

    @property
    def order(self) -> str:
        """In a calendar there is one order; the hours of a day follow from it."""
        return "date"

    def filter_queryset(self, queryset):
        """Within a day what has no hour comes first."""
        by_hour = F("begins_time").asc(nulls_first=True)
        return super().filter_queryset(queryset).order_by("begins_first", by_hour, "pk")

    def active(self) -> dict:
        """The month is what is shown, and no filter that one takes away."""
        return {name: value for name, value in super().active().items() if name != "month"}

    def _choices(self) -> list:
        """The months with events by years, the newest first; what was asked for is among them."""
        asked = self.data.get("month", "")
        every = sorted({*Event.objects.published().months(), asked} - {""}, reverse=True)
        years = groupby(every, lambda month: month[:4])
        found = [(year, [(month, _named(month)) for month in months]) for year, months in years]
        return [("", _("The present month")), *found]


def _named(month: str) -> str:
    """In words; what is no month stays as it was written."""
    try:
        return Month.read(month).in_words
    except ValueError:
        return month
