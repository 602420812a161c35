"""Widening a query by the thesaurus: a concept's labels and synonyms in all languages (SKOS)."""

from typing import NamedTuple

from .languages import CONFIGURATIONS, stemmed
from .models import SearchName
from .syntax import Words

#: The longest synonym that is looked for, in words, and how many words a query is widened by.
LONGEST, MOST_LABELS = 5, 24


class Label(NamedTuple):
    text: str
    language: str | None


class Concept(NamedTuple):
    """Words of a query, first to last group, that name a concept; and what else it is called."""

    first: int
    last: int
    labels: tuple[Label, ...]


def concepts_in(words: Words) -> list[Concept]:
    """The concepts that the query names, the longest names first; no word is in two of them."""
    spans = _spans(words)
    if not spans:
        return []
    wanted = {form for _first, _last, forms in spans for form in forms}
    named = SearchName.objects.filter(stems__in=wanted)
    entries: dict[str, set[int]] = {}
    for form, entry in named.values_list("stems", "entry_id"):
        entries.setdefault(form, set()).add(entry)
    labels = _labels({entry for found in entries.values() for entry in found})
    return _without_overlaps(spans, entries, labels)


def labels_of(concepts) -> list[Label]:
    """What the concepts are called besides, each label once."""
    return list(dict.fromkeys(label for concept in concepts for label in concept.labels))


def _spans(words: Words) -> list[tuple[int, int, set[str]]]:
    """Each run of plain words, with its stems in each language. Quotes ask for just these words."""
    found = []
    plain = [len(group) == 1 and not group[0].is_phrase for group in words.groups]
    for first in range(len(plain)):
        for last in range(first, min(first + LONGEST, len(plain))):
            if not plain[last]:
                break
            text = " ".join(group[0].text for group in words.groups[first : last + 1])
            found.append((first, last, {stemmed(text, code) for code in CONFIGURATIONS} - {""}))
    return found


def _labels(entries: set[int]) -> dict[int, list[tuple[str | None, Label]]]:
    found: dict[int, list[tuple[str | None, Label]]] = {}
    names = SearchName.objects.filter(entry__in=entries, stems__isnull=False).order_by("pk")
    for name in names:
        found.setdefault(name.entry_id, []).append((name.stems, Label(name.text, name.language)))
    return found


def _without_overlaps(spans, entries, labels) -> list[Concept]:
    chosen: list[Concept] = []
    taken: set[int] = set()
    room = MOST_LABELS
    for first, last, forms in sorted(spans, key=lambda span: span[0] - span[1]):
        places = set(range(first, last + 1))
        found = sorted({entry for form in forms for entry in entries.get(form, ())})
        if taken & places or not found:
            continue
        others = {label for entry in found for form, label in labels[entry] if form not in forms}
        ordered = tuple(label for entry in found for _form, label in labels[entry] if label in others)
        if kept := tuple(dict.fromkeys(ordered))[:room]:
            chosen.append(Concept(first, last, kept))
            room -= len(kept)
        taken |= places
    return sorted(chosen)
