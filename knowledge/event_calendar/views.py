"""The page of a month of events."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from django.shortcuts import render
from django.utils.dates import WEEKDAYS
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.publishing.dates import today
from cinterfor.publishing.listing import Filtered, cleaned
from cinterfor.publishing.months import Month
from cinterfor.publishing.titles import error_title, joined
from knowledge.calendars import ICS
from knowledge.models import Event

from .days import MonthOfEvents, events_of
from .filters import CalendarFilter


class EventCalendar(Filtered):
    """A month of the events that the filters leave, and the months with events around it."""

    page_name = "event_calendar"

    def __init__(self, filters: CalendarFilter):
        self.filters = filters

    @cached_property
    def month(self) -> Month:
        return self.filters.form.cleaned_data["month"] or Month.now()

    @cached_property
    def shown(self) -> MonthOfEvents:
        events = self.filters.qs.select_related("country")
        return events_of(self.month, events.between(self.month.first, self.month.last))

    @cached_property
    def _months(self) -> list[str]:
        return self.filters.qs.months()

    @cached_property
    def _range(self) -> tuple[Month, Month]:
        """From the first to the last month to which the calendar leads: what lies beyond is empty."""
        known = [Month.now(), *map(Month.read, self._months)]
        return min(known), max(known)

    @property
    def earlier(self) -> Month | None:
        """The month before, while there are events in it or before it."""
        before = self.month.previous
        return before if before >= self._range[0] else None

    @property
    def later(self) -> Month | None:
        after = self.month.following
        return after if after <= self._range[1] else None

    @property
    def last_with_events(self) -> Month | None:
        """The nearest before this month in which an event begins."""
        place = bisect_left(self._months, str(self.month))
        return Month.read(self._months[place - 1]) if place else None

    @property
    def next_with_events(self) -> Month | None:
        place = bisect_right(self._months, str(self.month))
        return Month.read(self._months[place]) if place < len(self._months) else None

    @property
    def query_of_list(self) -> str:
        """The filters that the list has too."""
        values = {name: value for name, value in self.filters.values().items() if name != "month"}
        return urlencode(values)

    def path_of(self, month: Month | None) -> str:
        """The page of another month under the same filters."""
        values = {"month": month, **{k: v for k, v in self.filters.values().items() if k != "month"}}
        return f"{self.path}?{urlencode(values)}" if month else ""

    @property
    def ways(self) -> dict[str, tuple[Month, str] | None]:
        """Where one may go from here: month and path."""
        months = {
            "earlier": self.earlier,
            "later": self.later,
            "last": self.last_with_events,
            "next": self.next_with_events,
        }
        return {name: (month, self.path_of(month)) for name, month in months.items() if month}


@require_safe
def event_calendar(request):
    """Without a month in the address the present one."""
    events = Event.objects.published()
    filters = CalendarFilter(cleaned(request.GET), queryset=events, request=request)
    calendar = EventCalendar(filters)
    context = {"calendar": calendar, "listing": calendar, "filters": filters, "formats": [ICS]}
    if not filters.is_valid():
        context["title"] = error_title(_("Calendar of events"))
        return render(request, "knowledge/event_calendar.html", context, status=400)
    chips = (chip.value for chip in filters.chips())
    context |= {
        "title": joined([_("Calendar of events"), calendar.month.in_words, *chips]),
        "weekdays": WEEKDAYS.values(),
        "today": today(),
    }
    return render(request, "knowledge/event_calendar.html", context)
