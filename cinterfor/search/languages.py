"""How words are compared: PostgreSQL's configuration of each language, the fold, and stems.

Stock Portuguese stemming misses most singular and plural pairs of this field, so texts and queries
are read twice: as they are, and folded (case, accents, Portuguese plurals) by `portal_fold`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import snowballstemmer
from django.db import models

from cinterfor.publishing.languages import LANGUAGES

#: Those of the languages that the network's members write.
STOCK = {
    "ca": "catalan",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
#: A language that is not among them is read word for word.
CONFIGURATIONS = {code: STOCK.get(code, "simple") for code in LANGUAGES}
#: The same rules as the SQL function `portal_fold`; a test holds the two together.
PLURALS = [
    (re.compile(r"oes\b"), "ao"),
    (re.compile(r"(?<=\w\w)ais\b"), "al"),
    (re.compile(r"eis\b"), "el"),
    (re.compile(r"([aeiou])ns\b"), r"\1m"),
]
WORD = re.compile(r"\w+")


def configuration(language: str | None) -> str:
    return CONFIGURATIONS.get(language, "simple")


def accentless(text: str) -> str:
    """The text in lower case without accents; as many characters as it has in normal form C."""
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    return "".join(letter for letter in spread if not "\u0300" <= letter <= "\u036f")


def fold(text: str) -> str:
    """The text without case, accents and the plurals that Portuguese stemming misses."""
    folded = accentless(text)
    for plural, singular in PLURALS:
        folded = plural.sub(singular, folded)
    return folded


def literal(word: str) -> str:
    """The lexeme of an acronym: with a sign that no parser leaves, so that no stem is taken for it."""
    return "=" + accentless(word)


def acronyms_in(texts: Iterable[str]) -> list[str]:
    """The words in capitals. No stemmer keeps acronyms apart: to some, SENAI is a form of SENA."""
    words = {word for text in texts for word in WORD.findall(text) if len(word) > 1 and word.isupper()}
    return sorted(literal(word) for word in words)


def key(text: str) -> str:
    """A name as it is compared: its words without case, accents and punctuation."""
    return " ".join(WORD.findall(accentless(text)))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    name = CONFIGURATIONS[language]
    return str if name == "simple" else snowballstemmer.stemmer(name).stemWord


@lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """What the word becomes in the index, in each language and as it is."""
    found = {accentless(word), fold(word)}
    for language in CONFIGURATIONS:
        stem = _stemmer(language)
        found |= {stem(word.lower()), stem(fold(word))}
    return frozenset(found)


def stemmed(text: str, language: str | None) -> str:
    """The stems of a text's words in one language, as one string: equal for singular and plural."""
    words = WORD.findall(fold(text))
    if language not in CONFIGURATIONS:
        return " ".join(words)
    return " ".join(map(_stemmer(language), words))


class Fold(models.Func):
    """The fold of a column or value, by the database."""

    function = "portal_fold"
    output_field = models.TextField()


__all__ = [
    "CONFIGURATIONS",
    "LANGUAGES",
    "Fold",
    "accentless",
    "configuration",
    "fold",
    "key",
    "stemmed",
    "stems",
]
