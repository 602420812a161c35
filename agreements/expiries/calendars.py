"""Coming ends and renewals as a calendar (RFC 5545) of whole days, which the staff subscribes to."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from cinterfor.formats.objects import CHUNK
from knowledge.calendars import BEGINNING, DAY, _calendar, _text

from .coming import Expiry, expiries


def ics(request, listing) -> HttpResponse:
    name = f"{_('ILO/Cinterfor')}: {_('Coming ends and renewals')}"
    absolute = request.build_absolute_uri
    found = _calendar(name, absolute(listing.address), get_language())
    for expiry in expiries(listing.records.iterator(chunk_size=CHUNK)):
        found.add_component(entry_of(expiry, absolute))
    return HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")


def entry_of(expiry: Expiry, absolute) -> Entry:
    """A whole day; the agreement and the day make its UID, so that a day that was moved is another entry."""
    agreement = expiry.agreement
    title, stamp = agreement.title_text, agreement.datestamp
    found = Entry()
    found.add("uid", absolute(expiry.key))
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    found.add("sequence", max(0, int((stamp - BEGINNING).total_seconds())))
    found.add("dtstart", expiry.day)
    found.add("dtend", expiry.day + DAY)
    found.add("summary", _text(f"{expiry.kind.label}: {title.value}", title.language))
    found.add("description", _text(expiry.in_words))
    found.add("categories", [_text(str(expiry.kind.label))])
    found.add("url", absolute(agreement.get_absolute_url()))
    found.add("transp", "TRANSPARENT")
    return found
