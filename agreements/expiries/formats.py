"""Coming ends and renewals as tables, JSON, feed and calendar."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _

from agreements.models import Agreement
from cinterfor.formats import feeds, tables
from cinterfor.formats.objects import CHUNK, as_json
from cinterfor.formats.pages import PageFormat
from cinterfor.publishing.languages import LANGUAGES, Text, text_in, texts

from . import calendars
from .coming import Expiry, expiries


def _found(listing) -> Iterator[Expiry]:
    return expiries(listing.records.iterator(chunk_size=CHUNK))


def _institutions(agreement: Agreement) -> list[str]:
    found = (party.institution for party in agreement.present_parties)
    return [institution.slug for institution in found if institution and institution.is_public]


def _names(agreement: Agreement) -> list[str]:
    """All parties of today, as readers are told them."""
    parties = agreement.present_parties
    return [str(text_in(party.institution or party.country or party, "name")) for party in parties]


def _countries(agreement: Agreement) -> list[str]:
    return [country.code for country in agreement.countries.all()]


def _themes(agreement: Agreement) -> list[str]:
    return [theme.slug for theme in agreement.themes.all() if theme.is_public]


def _object(request, expiry: Expiry) -> dict:
    agreement = expiry.agreement
    return {
        "agreement": agreement.slug,
        "permalink": request.build_absolute_uri(agreement.permalink),
        "title": texts(agreement, "title"),
        "kind": expiry.kind.value,
        "day": expiry.day,
        "known_to": expiry.known_to,
        "institutions": _institutions(agreement),
        "countries": _countries(agreement),
        "themes": _themes(agreement),
        "updated": agreement.datestamp,
    }


def json(request, listing) -> HttpResponse:
    items = [_object(request, expiry) for expiry in _found(listing)]
    whole = {
        "type": "expiry",
        "count": len(items),
        "filters": listing.filters.values(),
        "languages": LANGUAGES,
        "page": request.build_absolute_uri(listing.address),
        "items": items,
    }
    return HttpResponse(as_json(whole) + "\n", content_type="application/json; charset=utf-8")


def csv(request, listing) -> HttpResponse:
    heading = [
        _("agreement"),
        _("permalink"),
        *(f"{_('title')} ({code})" for code in LANGUAGES),
        _("what happens"),
        _("day"),
        _("known to"),
        _("parties"),
        _("countries"),
        _("themes"),
    ]
    return tables.download("expiries.csv", heading, (_row(request, expiry) for expiry in _found(listing)))


def _row(request, expiry: Expiry) -> list[str]:
    agreement, titles = expiry.agreement, texts(expiry.agreement, "title")
    return [
        agreement.slug,
        request.build_absolute_uri(agreement.permalink),
        *(titles.get(code, "") for code in LANGUAGES),
        expiry.kind.value,
        expiry.day.isoformat(),
        expiry.known_to,
        " | ".join(_names(agreement)),
        " | ".join(_countries(agreement)),
        " | ".join(_themes(agreement)),
    ]


def atom(request, listing) -> HttpResponse:
    title = f"{_('ILO/Cinterfor')}: {_('Coming ends and renewals')}"
    entries = [
        feeds.Entry(
            expiry.agreement.title_text,
            expiry.agreement.get_absolute_url(),
            Text(expiry.in_words, None),
            expiry.key,
            expiry.agreement.datestamp,
        )
        for expiry in _found(listing)
    ]
    feed = feeds.feed_of(request, title, listing.address, entries)
    return HttpResponse(feed, content_type=f"{feeds.MEDIA_TYPE}; charset=utf-8")


FORMATS = {
    found.name: found
    for found in (
        PageFormat("csv", "CSV", "text/csv", csv, is_saved=True),
        PageFormat("json", "JSON", "application/json", json),
        PageFormat("atom", "Atom", feeds.MEDIA_TYPE, atom),
        PageFormat("ics", "ICS", calendars.MEDIA_TYPE, calendars.ics, is_saved=True, is_calendar=True),
    )
}
