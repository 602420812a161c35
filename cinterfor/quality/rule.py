"""How good the entry of a record is, from 0 to 100: a sum of five parts, by a rule that editors can read.

The rule reads a record's state (history/state.py), so that it judges what is stored and what is pending
alike. Filling a field never lowers the score.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import today
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.translations.ledger import translated_fields

#: Days since a record was verified: up to the first it counts as fresh, from the last on not at all.
FRESH_UNTIL, STALE_FROM = 365, 3 * 365
#: Below the first a record is called poor, from the second on good.
POOR_BELOW, GOOD_FROM = 50, 80


class Part(TextChoices):
    """What the score is made of."""

    COMPLETENESS = "completeness", _("Completeness")
    LANGUAGES = "languages", _("Languages")
    FRESHNESS = "freshness", _("Freshness")
    SOURCES = "sources", _("Sources")
    LINKS = "links", _("Links")


#: The points that each part can give: 100 together.
POINTS = {
    Part.COMPLETENESS: 35,
    Part.LANGUAGES: 25,
    Part.FRESHNESS: 15,
    Part.SOURCES: 15,
    Part.LINKS: 10,
}


class Facts(NamedTuple):
    """What is known of a record's quality besides its own type."""

    state: dict
    #: (field, language) of the translations whose source has changed since.
    outdated: frozenset = frozenset()
    #: How many of its links are broken.
    broken: int = 0


class Assessment(NamedTuple):
    """The points of each part, whole numbers."""

    parts: dict[str, int]

    @property
    def score(self) -> int:
        return sum(self.parts.values())


def assess(record_type, facts: Facts, on: date | None = None) -> Assessment:
    """The quality of a record on a day."""
    shares = {
        Part.COMPLETENESS: completeness(record_type, facts.state),
        Part.LANGUAGES: languages(record_type, facts),
        Part.FRESHNESS: freshness(facts.state, on or today()),
        Part.SOURCES: 1 if is_filled(facts.state["fields"].get("source")) else 0,
        Part.LINKS: 0 if facts.broken else 1,
    }
    return Assessment({part.value: round(POINTS[part] * share) for part, share in shares.items()})


def completeness(record_type, state: dict) -> float:
    """The weight of what is filled, of the whole weight."""
    weights = record_type.weights
    filled = sum(weight for names, weight in weights.items() if has_any(record_type, state, names))
    return filled / sum(weights.values()) if weights else 1


def languages(record_type, facts: Facts) -> float:
    """The weight of the texts that are there, outdated ones by half, of those in all languages."""
    halves = whole = 0
    for field, language, weight in translated_texts(record_type):
        whole += 2 * weight
        if has_text(record_type, facts.state, field, language):
            halves += weight if (field, language) in facts.outdated else 2 * weight
    return halves / whole if whole else 1


def freshness(state: dict, on: date) -> float:
    """1 within a year of the verification, 0 after three, in even steps between."""
    verified = state["fields"].get("verified_on")
    if not verified:
        return 0
    age = (on - date.fromisoformat(verified)).days
    return min(1.0, max(0.0, (STALE_FROM - age) / (STALE_FROM - FRESH_UNTIL)))


def names_in(names: str | tuple[str, ...]) -> tuple[str, ...]:
    """A weight stands for one field, or for several of which any will do."""
    return (names,) if isinstance(names, str) else names


def translated_texts(record_type) -> Iterator[tuple[str, str, int]]:
    """The texts that count: (field, language, weight)."""
    translated = translated_fields(record_type.model)
    for names, weight in record_type.weights.items():
        for name in names_in(names):
            if name in translated:
                yield from ((name, code, weight) for code in LANGUAGES)


def has_any(record_type, state: dict, names) -> bool:
    return any(_has(record_type, state, name) for name in names_in(names))


def _has(record_type, state: dict, name: str) -> bool:
    for kind in ("relations", "rows"):
        if name in state[kind]:
            return bool(state[kind][name])
    if name in translated_fields(record_type.model):
        return any(has_text(record_type, state, name, code) for code in LANGUAGES)
    return is_filled(state["fields"].get(record_type.model._meta.get_field(name).attname))


def has_text(record_type, state: dict, field: str, language: str) -> bool:
    """Whether the text is there in the language; a work has its own title in its own."""
    fields = state["fields"]
    is_title = record_type.is_work and field in record_type.model.required_translations
    return (is_title and fields.get("language") == language) or is_filled(fields.get(f"{field}_{language}"))


def is_filled(value) -> bool:
    """Whether something was said; “no” and 0 say something too."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []
