"""Events as calendars (RFC 5545), which readers subscribe to.

An event stands there only where its first day is known: one of which the month or the year is known is
left out, since a calendar knows days alone. Where its last day is not known, it has the first alone.
"""

import datetime
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.prop import vText, vUri

from cinterfor.formats.objects import CHUNK
from cinterfor.formats.registry import Format
from cinterfor.publishing.plaintext import plain, writable

from .linked import place_of

DAY = datetime.timedelta(days=1)
#: SEQUENCE counts the seconds from here to the last change: it only grows, and fits in 31 bits until 2088.
BEGINNING = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
#: How often programs should ask again.
REFRESH = datetime.timedelta(days=1)


def has_day(event) -> bool:
    return bool(event.begins and len(event.begins) == len("2018-07-04"))


def _text(value: str, language: str | None = None) -> vText:
    return vText(writable(value), params={"LANGUAGE": language} if language else {})


def entry_of(event, absolute) -> bytes:
    """The event as a VEVENT of whole days, in the language that is active or, marked, in another."""
    first = event.begins_first
    last = event.ends_last if event.ends and len(event.ends) == len(event.begins) else first
    title, summary, city = event.title_text, event.summary_text, event.text("city")
    page = absolute(event.get_absolute_url())
    found = Entry()
    found.add("uid", absolute(event.permalink))
    found.add("dtstamp", event.datestamp)
    found.add("last-modified", event.datestamp)
    found.add("sequence", max(0, int((event.datestamp - BEGINNING).total_seconds())))
    found.add("dtstart", first)
    found.add("dtend", last + DAY)
    found.add("summary", _text(title.value, title.language))
    if summary:
        found.add("description", _text(plain(summary.value), summary.language))
    if place := place_of(event) or (event.online and _("online")):
        found.add("location", _text(place, city.language or get_language()))
    found.add("categories", [_text(event.get_kind_display())])
    found.add("url", page)
    # A whole day in the calendar must not make who subscribes look busy.
    found.add("transp", "TRANSPARENT")
    return found.to_ical()


def _calendar(name: str, page: str, language: str) -> Calendar:
    found = Calendar()
    found.add("prodid", f"-//ILO/Cinterfor//Portal//{language.upper()}")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    for label in ("name", "x-wr-calname"):
        found.add(label, _text(name, language))
    found.add(
        "description", _text(_("Events whose day is not known yet are not in this calendar."), language)
    )
    found.add("url", vUri(page))
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    return found


class Calendars:
    """Writes lists of events, and one event, as a calendar."""

    def write_list(self, request, listing):
        with override(get_language_from_path(request.path_info)):
            name = f"{_('ILO/Cinterfor')}: {capfirst(str(listing.record_type.label_plural))}"
            page = request.build_absolute_uri(listing.path + (f"?{listing.query}" if listing.query else ""))
        return self._parts(request, name, page, listing.records.iterator(chunk_size=CHUNK))

    def write_record(self, request, record, record_type):
        page = request.build_absolute_uri(record.get_absolute_url())
        return self._parts(request, record.title_text.value, page, [record])

    def _parts(self, request, name: str, page: str, events) -> Iterator[bytes]:
        language = get_language_from_path(request.path_info)
        with override(language):
            opening, ending, _rest = _calendar(name, page, language).to_ical().partition(b"END:VCALENDAR")
        yield opening
        for event in filter(has_day, events):
            # The response is written after the middleware has put the language back.
            with override(language):
                entry = entry_of(event, request.build_absolute_uri)
            yield entry
        yield ending + b"\r\n"


ICS = Format(
    "ics",
    "ICS",
    "text/calendar",
    Calendars(),
    attachment=True,
    whole_up_to=1_000,
    holds=has_day,
    is_calendar=True,
)
