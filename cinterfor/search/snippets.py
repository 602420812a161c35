"""The part of a text in which the words stand that were looked for, with these marked."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .languages import WORD, accentless, literal, stems

#: How long a snippet is, and how much of it stands before the first word that was found.
CHARACTERS, BEFORE = 240, 60
#: Of a long text only so much is read.
MOST_READ = 20_000


class Pattern(NamedTuple):
    """A term: the stems of its words, in order."""

    words: tuple[frozenset[str], ...]
    text: str


def pattern(text: str, is_exact: bool = False) -> Pattern:
    """The pattern of a term; an exact one, such as an acronym, has no other forms."""
    if is_exact:
        return Pattern((frozenset({literal(text)}),), text)
    return Pattern(tuple(stems(word) for word in WORD.findall(text)), text)


def _forms(word: str) -> frozenset[str]:
    return stems(word) | {literal(word)}


@lru_cache(maxsize=10_000)
def _beginning(letters: str) -> str:
    return accentless(letters)[:2]


class Found(NamedTuple):
    start: int
    end: int
    pattern: Pattern


class Marker:
    """Finds and marks terms in texts."""

    def __init__(self, patterns: list[Pattern]):
        self.patterns = [found for found in patterns if found.words]
        # Stems keep how a word begins: most words of a text need no closer look.
        self.beginnings = {
            accentless(stem.lstrip("="))[:2] for found in self.patterns for stem in found.words[0] if stem
        }
        self._known: dict[str, list[Found]] = {}

    def find(self, text: str) -> list[Found]:
        """Where in the text the terms stand."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> list[Found]:
        words = list(WORD.finditer(text[:MOST_READ])) if self.patterns else []
        found, place = [], 0
        while place < len(words):
            length = self._length_at(words, place)
            if length:
                pattern, count = length
                found.append(Found(words[place].start(), words[place + count - 1].end(), pattern))
                place += count
            else:
                place += 1
        return found

    def _length_at(self, words, place):
        if _beginning(words[place].group()[:2]) not in self.beginnings:
            return None
        fitting = [
            (found, len(found.words))
            for found in self.patterns
            if all(
                place + number < len(words) and _forms(words[place + number].group()) & wanted
                for number, wanted in enumerate(found.words)
            )
        ]
        return max(fitting, key=lambda fit: fit[1], default=None)

    def mark(self, text: str, start: int = 0, end: int | None = None) -> SafeString:
        """The part of the text as HTML: escaped, the terms in `mark` elements."""
        end = len(text) if end is None else end
        parts, place = [], start
        for found in self.find(text):
            if found.start >= start and found.end <= end:
                parts.append((text[place : found.start], text[found.start : found.end]))
                place = found.end
        marked = format_html_join("", "{}<mark>{}</mark>", parts)
        return format_html("{}{}", marked, text[place:end])

    def snippet(self, text: str) -> SafeString:
        """About CHARACTERS of the text around its first terms, as HTML."""
        start, end = self.window(text)
        before, after = ("…\u00a0" if start else ""), ("\u00a0…" if end < len(text) else "")
        return format_html("{}{}{}", before, self.mark(text, start, end), after)

    def window(self, text: str) -> tuple[int, int]:
        """From where to where the snippet goes: whole words, where most different terms stand."""
        places = self.find(text)
        if len(text) <= CHARACTERS:
            return 0, len(text)
        densest = max(
            places,
            key=lambda first: (
                len(
                    {
                        found.pattern.text
                        for found in places
                        if first.start <= found.start <= first.start + CHARACTERS - BEFORE
                    }
                ),
                -first.start,
            ),
            default=None,
        )
        start = max(0, densest.start - BEFORE) if densest else 0
        if start:
            start = min(start, len(text) - CHARACTERS)
            space = text.find(" ", start, densest.start)
            start = space + 1 if space >= 0 else densest.start
        end = min(len(text), start + CHARACTERS)
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + BEFORE)
        return start, end
