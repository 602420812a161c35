"""Terms of the thesaurus in a text to translate, with what they are called in the other language (SKOS)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Case, When
from django.utils.translation import gettext as _

from cinterfor.search.languages import fold
from cinterfor.search.models import SearchName

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
#: So many equivalents of a term are named, the preferred label first.
TOLD = 4


class Hit(NamedTuple):
    """A term as it stands in the text, and how it may be translated, the preferred label first."""

    term: str
    equivalents: tuple[str, ...]


class Glossary:
    """The terms of one language with their equivalents in another, read in one query."""

    def __init__(self, source_language: str, target_language: str):
        self.concepts: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.equivalents: dict[int, list[str]] = defaultdict(list)
        # Only concepts have names with stems. The title first: labels are preferred to synonyms.
        names = SearchName.objects.filter(
            stems__isnull=False, language__in=[source_language, target_language]
        )
        is_synonym = Case(When(relation="title", then=0), default=1)
        found = names.order_by(is_synonym, "pk").values_list("entry_id", "language", "text")
        for entry, language, text in found:
            if language == target_language:
                self.equivalents[entry].append(text)
            elif form := tuple(_form(word) for word in WORD.findall(text)):
                self.concepts[form].add(entry)
        self.longest = max(map(len, self.concepts), default=0)

    def hits(self, text: str) -> list[Hit]:
        """The terms in the text, in its order, each once; of two that overlap the longer one."""
        words = list(WORD.finditer(_without_tags(text)))
        forms = [_form(word[0]) for word in words]
        found = {}
        for first, last, entries in self._found(forms):
            equivalents = [name for entry in sorted(entries) for name in self.equivalents[entry]]
            if equivalents:
                hit = Hit(text[words[first].start() : words[last].end()], tuple(dict.fromkeys(equivalents)))
                found.setdefault(tuple(forms[first : last + 1]), hit)
        return list(found.values())

    def remarks(self, source: str, target: str) -> list[str]:
        """In words: the terms of the source for which the translation has none of the glossary's.

        Words are inflected in more ways than are known here: it may be right all the same.
        """
        words = f" {' '.join(_forms(target))} "
        told = _("The glossary has other words for “%(term)s”: %(expected)s.")
        return [
            told % {"term": hit.term, "expected": " · ".join(hit.equivalents[:TOLD])}
            for hit in self.hits(source)
            if not any(f" {' '.join(_forms(name))} " in words for name in hit.equivalents)
        ]

    def _found(self, forms: list[str]) -> Iterator[tuple[int, int, set[int]]]:
        """(first word, last word, concepts) of each term, longest first wherever one begins."""
        first = 0
        while first < len(forms):
            for count in range(min(self.longest, len(forms) - first), 0, -1):
                if entries := self.concepts.get(tuple(forms[first : first + count])):
                    yield first, first + count - 1, entries
                    first += count - 1
                    break
            first += 1


def glossary_hits(text: str, source_language: str, target_language: str) -> list[Hit]:
    """The terms of the thesaurus in one text; for many of the same languages make the `Glossary` once."""
    return Glossary(source_language, target_language).hits(text)


def _without_tags(text: str) -> str:
    """The text with each tag blank, its words where they were."""
    return TAG.sub(lambda tag: " " * len(tag[0]), text)


def _forms(text: str) -> list[str]:
    return [_form(word) for word in WORD.findall(_without_tags(text))]


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    """The word without case, accents and the ending of plurals: “formaciones” as “formación”."""
    folded = fold(word)
    for ending in ("s", "e"):
        folded = folded.removesuffix(ending) if len(folded) > 3 else folded
    # “Policies” as “policy”.
    return f"{folded[:-1]}i" if folded.endswith("y") else folded
