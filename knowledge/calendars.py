"""Events as calendars (RFC 5545), which readers subscribe to.

An event stands there only where its first day is known: one of which the month or the year is known is
left out, since a calendar knows days alone. Where its last day is not known, it has the first alone. One
whose hours are known is put in its time zone; without an hour of its end it is the moment of its beginning.
"""

from collections.abc import Iterator

from django.db.models import Max, Min
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _

from cinterfor.formats import calendars
from cinterfor.formats.calendars import marked
from cinterfor.formats.objects import CHUNK
from cinterfor.formats.registry import Format
from cinterfor.publishing.dates import last_day
from cinterfor.publishing.languages import Text
from cinterfor.publishing.plaintext import plain

from .event_words import deadline_in_words
from .linked_events import place_of
from .models import Event

#: As RFC 5545 calls what became of the plan; of what is postponed it knows only that it is not certain.
STATUS = {
    Event.Status.SCHEDULED: "CONFIRMED",
    Event.Status.POSTPONED: "TENTATIVE",
    Event.Status.CANCELLED: "CANCELLED",
}


def has_day(event) -> bool:
    return event.has_day


def entry_of(event, absolute) -> bytes:
    """The event as a VEVENT, in the language that is active or, marked, in another."""
    page = absolute(event.get_absolute_url())
    found = calendars.entry(absolute(event.permalink), event.datestamp, event.title_text, _told(event), page)
    _add_times(found, event)
    if place := place_of(event) or (event.is_online and _("online")):
        found.add("location", marked(place, event.text("city").language or get_language()))
    found.add("categories", [marked(event.get_kind_display())])
    found.add("status", STATUS[event.event_status])
    return found.to_ical()


def _told(event) -> Text:
    """Its summary, and how and until when one registers."""
    summary = event.summary_text
    lines = [plain(summary.value), deadline_in_words(event), event.registration_url, event.online_url]
    return Text("\n".join(filter(None, lines)), summary.language or get_language())


def _add_times(entry, event) -> None:
    start, end = event.start, event.end
    if start is None:
        calendars.add_whole_days(entry, event.begins_first, last_day(event.last_known_day))
        return
    entry.add("dtstart", start)
    if end:
        entry.add("dtend", end)


def _zones(events) -> list[bytes]:
    """The time zones of the events, each once, with the years in which it is used."""
    rows = events.exclude(begins_time=None).order_by().values("time_zone")
    rows = rows.annotate(first=Min("begins_first__year"), last=Max("over_at__year")).order_by("time_zone")
    return [calendars.time_zone(row["time_zone"], row["first"], row["last"]) for row in rows]


class Calendars:
    """Writes lists of events, and one event, as a calendar."""

    def write_list(self, request, listing):
        with override(get_language_from_path(request.path_info)):
            name = f"{_('ILO/Cinterfor')}: {capfirst(str(listing.record_type.label_plural))}"
            page = request.build_absolute_uri(listing.path + (f"?{listing.query}" if listing.query else ""))
        # The years of a zone come from a query of their own, since no entry is kept.
        zones = _zones(listing.records)
        return self._parts(request, name, page, zones, listing.records.iterator(chunk_size=CHUNK))

    def write_record(self, request, record, record_type):
        page = request.build_absolute_uri(record.get_absolute_url())
        zones = _zones(Event.objects.filter(pk=record.pk))
        return self._parts(request, record.title_text.value, page, zones, [record])

    def _parts(self, request, name: str, page: str, zones: list[bytes], events) -> Iterator[bytes]:
        language = get_language_from_path(request.path_info)
        with override(language):
            told = _("Events whose day is not known yet are not in this calendar.")
            opened = calendars.calendar(name, page, language, told)
        return calendars.parts(opened, zones, self._entries(request, language, events))

    def _entries(self, request, language: str, events) -> Iterator[bytes]:
        for event in filter(has_day, events):
            # The response is written after the middleware has put the language back.
            with override(language):
                entry = entry_of(event, request.build_absolute_uri)
            yield entry


ICS = Format(
    "ics",
    "ICS",
    calendars.MEDIA_TYPE,
    Calendars(),
    attachment=True,
    whole_up_to=1_000,
    holds=has_day,
    is_calendar=True,
)
