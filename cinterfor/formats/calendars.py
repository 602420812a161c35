"""Calendars (RFC 5545), which readers subscribe to: what is common to all that the portal writes."""

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache

from icalendar import Calendar, Timezone
from icalendar import Event as Entry
from icalendar.prop import vText, vUri

from cinterfor.publishing.languages import Text
from cinterfor.publishing.plaintext import writable

MEDIA_TYPE = "text/calendar"
DAY = datetime.timedelta(days=1)
#: SEQUENCE counts the seconds from here to the last change: it only grows, and fits in 31 bits until 2088.
BEGINNING = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
#: How often programs should ask again.
REFRESH = datetime.timedelta(days=1)
UTC = "UTC"


def marked(value: str, language: str | None = None) -> vText:
    """A text that can write no lines of its own, with the language (BCP 47) it is in."""
    return vText(writable(value), params={"LANGUAGE": language} if language else {})


def calendar(name: str, page: str, language: str, description: str = "") -> Calendar:
    """The calendar without its entries; the page shows the same to readers."""
    found = Calendar()
    found.add("prodid", f"-//ILO/Cinterfor//Portal//{language.upper()}")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    for label in ("name", "x-wr-calname"):
        found.add(label, marked(name, language))
    if description:
        found.add("description", marked(description, language))
    found.add("url", vUri(page))
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    return found


def entry(identity: str, changed: datetime.datetime, title: Text, told: Text, page: str) -> Entry:
    """A VEVENT without its dates; `identity` is the address that never changes, and its UID.

    `told` is plain text, perhaps of several lines.
    """
    found = Entry()
    found.add("uid", identity)
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    found.add("sequence", max(0, int((changed - BEGINNING).total_seconds())))
    found.add("summary", marked(title.value, title.language))
    if told:
        found.add("description", marked(told.value, told.language))
    found.add("url", page)
    return found


def add_whole_days(entry: Entry, first: datetime.date, last: datetime.date) -> None:
    """From the first day to the last, that one with it."""
    entry.add("dtstart", first)
    entry.add("dtend", last + DAY)
    # A whole day in the calendar must not make who subscribes look busy.
    entry.add("transp", "TRANSPARENT")


@lru_cache(maxsize=256)
def time_zone(zone: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE of an IANA zone, with its changes of these years; of universal time there is none."""
    if zone == UTC:
        return b""
    first, last = datetime.date(first_year, 1, 1), datetime.date(last_year + 1, 12, 31)
    return Timezone.from_tzid(zone, first_date=first, last_date=last).to_ical()


def parts(opened: Calendar, zones: Iterable[bytes], entries: Iterable[bytes]) -> Iterator[bytes]:
    """The calendar's text, an entry at a time: none is kept."""
    opening, ending, _rest = opened.to_ical().partition(b"END:VCALENDAR")
    yield opening
    yield from zones
    yield from entries
    yield ending + b"\r\n"
