"""A record in words, as a focal point checks it."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cinterfor.publishing import dates
from cinterfor.publishing.languages import language_name, reading_order, texts
from network.models import WORKING_LANGUAGES, CooperationOffer, Institution

from .lines import as_lines
from .proposals import TRANSLATED


class Said(NamedTuple):
    """A text, its language, and the names of all languages in which it is the same; none where in all."""

    value: str
    language: str | None = None
    languages: str = ""


class Fact(NamedTuple):
    """What one field of the record says: each different text once."""

    label: str
    texts: list[Said]


def facts_of(institution: Institution) -> list[Fact]:
    """What may be proposed, in the order of the form; empty fields too, for they may be filled."""
    found = [Fact(_label(name), _translated(institution, name)) for name in TRANSLATED]
    found += [
        Fact(_label("official_name"), _plain(institution.official_name)),
        Fact(_label("former_names"), _plain(*institution.former_names)),
        Fact(_label("founded"), _plain(dates.in_words(institution.founded))),
        Fact(_label("website"), _plain(institution.website)),
        Fact(_("Offers to others"), _offers(institution, CooperationOffer.Direction.OFFERS)),
        Fact(_("Seeks from others"), _offers(institution, CooperationOffer.Direction.SEEKS)),
    ]
    spoken = [language_name(code, WORKING_LANGUAGES) for code in institution.working_languages]
    return [*found, Fact(_label("working_languages"), _plain(", ".join(spoken)))]


def _label(name: str) -> str:
    return capfirst(str(Institution._meta.get_field(name).verbose_name))


def _plain(*values: str) -> list[Said]:
    return [Said(value) for value in values if value]


def _translated(institution: Institution, name: str) -> list[Said]:
    """The reader's language first."""
    by_language = texts(institution, name)
    if name != "description" and len(set(by_language.values())) == 1:
        return _plain(*set(by_language.values()))
    found: dict[str, list[str]] = {}
    for code in filter(by_language.get, reading_order()):
        value = by_language[code]
        found.setdefault(as_lines(value) if name == "description" else value, []).append(code)
    return [Said(value, codes[0], ", ".join(map(language_name, codes))) for value, codes in found.items()]


def _offers(institution: Institution, direction: str) -> list[Said]:
    found = []
    for offer in institution.cooperation(direction):
        note = offer.note
        found.append(f"{offer.theme}: {note}" if note else str(offer.theme))
    return _plain(*found)
