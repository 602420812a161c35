"""Who can help, and who matches whom, as CSV, XLSX and JSON: exactly what the pages show, all of it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cinterfor.formats.tabular import Table
from cinterfor.publishing.languages import LANGUAGES, texts

from .directory import Directory, Found
from .evidence import EVENTS, WORKS, Share
from .matches import Matches

COUNTED = (WORKS, EVENTS, *Share.values)


def of_directory(directory: Directory, absolute) -> Table:
    headings = {
        "theme": _("theme"),
        "institution": _("institution"),
        **{f"name_{code}": f"{_('name')} ({code})" for code in LANGUAGES},
        "country": _("country"),
        "standing": _("state in the network"),
        "direction": _("offers or seeks"),
        "declared": _("declared on the themes"),
        **{f"note_{code}": f"{_('what exactly')} ({code})" for code in LANGUAGES},
        "stated_on": _("stated on"),
        "works": _("knowledge products"),
        "events": _("events"),
        "gave": _("agreements, as provider"),
        "took-part": _("agreements, as another party"),
        "received": _("agreements, as recipient"),
        "permalink": _("permalink"),
    }
    rows = [_of_found(found, directory.filters.side, absolute) for found in directory[:]]
    theme = directory.theme
    return Table(f"expertise-{theme.slug}", str(theme.title_text), headings, _named(headings, rows))


def _of_found(found: Found, direction: str, absolute) -> list:
    institution, offers = found.institution, found.offers
    names = institution.titles()
    notes = [texts(offer, "note") for offer in offers]
    return [
        found.theme.slug,
        institution.slug,
        *(names.get(code, "") for code in LANGUAGES),
        institution.country.code if institution.country else "",
        institution.standing,
        direction,
        [offer.theme.slug for offer in offers],
        *(_each(note.get(code) for note in notes) for code in LANGUAGES),
        _each(offer.stated_on for offer in offers),
        *(found.numbers[what] for what in COUNTED),
        absolute(institution.permalink),
    ]


def of_matches(matches: Matches) -> Table:
    headings = {
        "match": _("nearness of the themes"),
        "theme_offered": _("theme offered"),
        "offers": _("who offers"),
        "offers_country": _("country of who offers"),
        "offers_stated_on": _("offer stated on"),
        "theme_sought": _("theme sought"),
        "seeks": _("who seeks"),
        "seeks_country": _("country of who seeks"),
        "seeks_stated_on": _("need stated on"),
        "languages": _("languages in common"),
    }
    rows = [
        [match.nearness.name.lower(), *_side(match.offer), *_side(match.need), match.common]
        for match in matches[:]
    ]
    return Table("matches", _("Matches"), headings, _named(headings, rows))


def _named(headings: dict[str, str], rows: list[list]) -> list[dict]:
    return [dict(zip(headings, row, strict=True)) for row in rows]


def _side(offer) -> list:
    country = offer.institution.country
    return [offer.theme.slug, offer.institution.slug, country.code if country else "", offer.stated_on]


def _each(found: Iterable) -> list:
    return list(filter(None, found))
