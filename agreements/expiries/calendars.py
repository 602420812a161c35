"""Coming ends and renewals as a calendar (RFC 5545) of whole days, which readers subscribe to."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from cinterfor.formats.calendars import MEDIA_TYPE, add_whole_days, calendar, entry, marked
from cinterfor.formats.objects import CHUNK
from cinterfor.publishing.languages import Text

from .coming import Expiry, expiries


def ics(request, listing) -> HttpResponse:
    name = f"{_('ILO/Cinterfor')}: {_('Coming ends and renewals')}"
    told = _("Agreements whose term is not documented are not in this calendar.")
    absolute = request.build_absolute_uri
    found = calendar(name, absolute(listing.address), get_language(), told)
    for expiry in expiries(listing.records.iterator(chunk_size=CHUNK)):
        found.add_component(entry_of(expiry, absolute))
    return HttpResponse(found.to_ical(), content_type=f"{MEDIA_TYPE}; charset=utf-8")


def entry_of(expiry: Expiry, absolute) -> Entry:
    """The agreement and the day make its UID, so that a day that was moved is another entry."""
    agreement, kind = expiry.agreement, str(expiry.kind.label)
    title = agreement.title_text
    summary = Text(f"{kind}: {title.value}", title.language)
    page = absolute(agreement.get_absolute_url())
    found = entry(
        absolute(expiry.key), agreement.datestamp, summary, Text(expiry.in_words, get_language()), page
    )
    add_whole_days(found, expiry.day, expiry.day)
    found.add("categories", [marked(kind)])
    return found
