"""The rule in words, and what would raise a record's score."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cinterfor.history.differences import place_in_words
from cinterfor.publishing.languages import LANGUAGES, language_name

from .rule import (
    POINTS,
    Facts,
    Part,
    assess,
    freshness,
    has_any,
    has_text,
    is_filled,
    names_in,
    translated_texts,
)

RULES = {
    Part.COMPLETENESS: gettext_lazy(
        "Which fields of its type the record has filled in, each by its weight in the table below."
    ),
    Part.LANGUAGES: gettext_lazy(
        "Which of these texts there are in Spanish, Portuguese and English. One whose source has changed "
        "since it was translated counts half."
    ),
    Part.FRESHNESS: gettext_lazy(
        "Whether it was verified within the last 12 months. From then on the points fall from day to day, "
        "to none after 36 months."
    ),
    Part.SOURCES: gettext_lazy("Whether it names at least one source."),
    Part.LINKS: gettext_lazy("Whether none of its links is broken."),
}


class Explained(NamedTuple):
    """A part of a record's score, and what would raise it, in the editor's language."""

    label: str
    points: int
    most: int
    advice: list[str]


class Rule(NamedTuple):
    """A part of the rule."""

    label: str
    most: int
    text: str


def rules() -> list[Rule]:
    return [Rule(part.label, POINTS[part], RULES[part]) for part in Part]


def explain(record_type, facts: Facts, on: date) -> list[Explained]:
    """The parts of the score one by one, as `assess` counts them."""
    points = assess(record_type, facts, on).parts
    advice = {
        Part.COMPLETENESS: _to_complete(record_type, facts),
        Part.LANGUAGES: _to_translate(record_type, facts),
        Part.FRESHNESS: _to_verify(facts, on),
        Part.SOURCES: [] if is_filled(facts.state["fields"].get("source")) else [_("Name a source.")],
        Part.LINKS: _to_mend(facts),
    }
    return [Explained(part.label, points[part], POINTS[part], advice[part]) for part in Part]


def weights_in_words(record_type) -> list[tuple[str, int]]:
    """The weighed fields as the editing page names them, the heaviest first."""
    found = [(_named(record_type, names), weight) for names, weight in record_type.weights.items()]
    return sorted(found, key=lambda item: -item[1])


def _named(record_type, names) -> str:
    labels = []
    for name in names_in(names):
        field = record_type.model._meta.get_field(name)
        labels.append(
            place_in_words(record_type.model, ("rows", name))
            if field.one_to_many
            else capfirst(str(field.verbose_name))
        )
    return " / ".join(labels)


def _to_complete(record_type, facts: Facts) -> list[str]:
    empty = [
        _named(record_type, names)
        for names in record_type.weights
        if not has_any(record_type, facts.state, names)
    ]
    return [_("Fill in: %(fields)s.") % {"fields": ", ".join(empty)}] if empty else []


def _to_translate(record_type, facts: Facts) -> list[str]:
    missing = {code: [] for code in LANGUAGES}
    outdated = {code: [] for code in LANGUAGES}
    for field, language, _weight in translated_texts(record_type):
        if not has_text(record_type, facts.state, field, language):
            missing[language].append(_named(record_type, field))
        elif (field, language) in facts.outdated:
            outdated[language].append(_named(record_type, field))
    # Translators: a language and the fields that lack a text in it, as in “Write in Portuguese: Name, City.”
    write, renew = _("Write (%(language)s): %(fields)s."), _("Translate anew (%(language)s): %(fields)s.")
    return [
        text % {"language": language_name(code), "fields": ", ".join(found[code])}
        for text, found in ((write, missing), (renew, outdated))
        for code in LANGUAGES
        if found[code]
    ]


def _to_verify(facts: Facts, on: date) -> list[str]:
    if freshness(facts.state, on) == 1:
        return []
    verified = facts.state["fields"].get("verified_on")
    if not verified:
        return [_("Verify it, and note the day: it was never verified.")]
    day = date_format(date.fromisoformat(verified), "SHORT_DATE_FORMAT")
    return [_("Verify it anew: it was last verified on %(day)s.") % {"day": day}]


def _to_mend(facts: Facts) -> list[str]:
    if not facts.broken:
        return []
    text = ngettext("Mend %(count)d broken link.", "Mend %(count)d broken links.", facts.broken)
    return [text % {"count": facts.broken}]
