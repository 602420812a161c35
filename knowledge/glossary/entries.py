"""The entries of the glossary as a reader of one language meets them, under their letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import get_language

from cinterfor.publishing.languages import Text, language_name, texts
from cinterfor.publishing.profiles import in_menu_order
from cinterfor.publishing.registry import RecordType, record_types
from cinterfor.publishing.urls import list_path
from knowledge.labels import Label, labels_in
from knowledge.models import Theme
from network.models import Country

#: What a sort key makes of ñ, so that it stands behind n.
ENYE = "n~"
#: Of each record type that has themes, the number of records by theme.
Counted = list[tuple[RecordType, dict[int, int]]]


class Letter(NamedTuple):
    """A letter of the alphabet; all digits stand under one sign, what begins with neither under another."""

    sign: str
    anchor: str


class Equivalent(NamedTuple):
    """The term in another language, and what the reader calls that language."""

    language: str
    text: Text


class Synonym(NamedTuple):
    """Another word for the concept, and the names of the countries where it is said."""

    text: Text
    countries: list[Text]


class Number(NamedTuple):
    """How many records of one type are on the theme, and the list of them."""

    record_type: RecordType
    count: int
    path: str


@dataclass
class Entry:
    """A concept: its term, what it is called besides and elsewhere, and what the network has on it."""

    theme: Theme
    term: Text
    equivalents: list[Equivalent]
    synonyms: list[Synonym]
    numbers: list[Number]

    @property
    def anchor(self) -> str:
        return f"term-{self.theme.slug}"

    @property
    def letter(self) -> Letter:
        key = sort_key(self.theme)
        if key.startswith(ENYE):
            return Letter("Ñ", "letter-enye")
        if key[:1].isdigit():
            return Letter("0–9", "letter-0-9")
        return Letter(key[0].upper(), f"letter-{key[0]}") if key else Letter("#", "letter-other")


def sort_key(theme: Theme) -> str:
    """Of the language of the term: where another stands in, its own articles count for nothing."""
    return getattr(theme, f"sort_key_{theme.title_text.language or get_language()}") or ""


def in_alphabet(themes: Iterable[Theme]) -> list[Theme]:
    """In the order of the terms that the reader sees."""
    return sorted(themes, key=lambda theme: (sort_key(theme), theme.pk))


def entries_of(themes: list[Theme]) -> list[Entry]:
    """What the glossary shows of the themes, in a number of queries that does not grow."""
    labels = {theme.pk: _labels(theme, theme.title_text.language) for theme in themes}
    names = _names_of({code for found in labels.values() for label in found for code in label.countries})
    counted = _numbers()
    return [_entry(theme, labels[theme.pk], names, counted) for theme in themes]


def by_letter(entries: list[Entry]) -> list[tuple[Letter, list[Entry]]]:
    """The sorted entries under their letters."""
    return [(letter, list(found)) for letter, found in groupby(entries, key=lambda entry: entry.letter)]


def _entry(theme: Theme, labels: list[Label], names: dict[str, Text], counted: Counted) -> Entry:
    term = theme.title_text or Text(theme.slug, None)
    return Entry(
        theme=theme,
        term=term,
        equivalents=_equivalents(theme, term),
        synonyms=_synonyms(labels, term.language, names),
        numbers=[
            Number(item, found[theme.pk], list_path(item.name, theme=theme.slug))
            for item, found in counted
            if theme.pk in found
        ],
    )


def synonyms_of(theme: Theme) -> list[Synonym]:
    """What the theme is called besides, in the reader's language or, where it has nothing there, another."""
    found = theme.text("alt_labels")
    labels = labels_in(found.value)
    return _synonyms(
        labels, found.language, _names_of({code for label in labels for code in label.countries})
    )


def _synonyms(labels: list[Label], language: str | None, names: dict[str, Text]) -> list[Synonym]:
    return [
        Synonym(Text(label.term, language), [names[code] for code in label.countries]) for label in labels
    ]


def _labels(theme: Theme, language: str | None) -> list[Label]:
    """The synonyms in the language of the term; those of another would say nothing beside it."""
    return labels_in(texts(theme, "alt_labels").get(language, ""))


def _equivalents(theme: Theme, term: Text) -> list[Equivalent]:
    return [
        Equivalent(language_name(code), Text(name, code))
        for code, name in theme.titles().items()
        if code != term.language
    ]


def _names_of(codes: set[str]) -> dict[str, Text]:
    """Of each country its name; the code itself where the portal does not know it."""
    found = Country.objects.filter(code__in=codes) if codes else []
    return {code: Text(code, None) for code in codes} | {
        country.code: country.title_text for country in found
    }


def _numbers() -> Counted:
    """Of each record type that has themes, how many public records are on which."""
    able = [item for item in record_types() if hasattr(item.model.objects.all(), "numbers_by_theme")]
    return [(item, item.model.objects.published().numbers_by_theme()) for item in in_menu_order(able)]
