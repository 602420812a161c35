"""The synonyms of a theme as editors write them: one a line, behind it perhaps where it is said.

`capacitación laboral [MX, CO]` is a synonym of Mexico and Colombia (ISO 3166-1 alpha-2). What stands in the
brackets and is no list of such codes belongs to the synonym.
"""

import re
from typing import NamedTuple

USED_IN = re.compile(r"(?P<term>.*\S)\s*\[(?P<codes>[^\[\]]*)\]")
SEPARATOR = re.compile(r"[\s,;]+")


class Label(NamedTuple):
    """A synonym and the codes of the countries where it is said; none where that is not recorded."""

    term: str
    countries: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.term} [{', '.join(self.countries)}]" if self.countries else self.term


def labels_in(lines: str) -> list[Label]:
    return [_label(line.strip()) for line in (lines or "").splitlines() if line.strip()]


def unreadable(lines: str, known: set[str]) -> list[str]:
    """The lines that end in brackets with something other than codes of known countries."""
    return [
        line
        for line in map(str.strip, (lines or "").splitlines())
        if USED_IN.fullmatch(line) and not ((codes := _label(line).countries) and known.issuperset(codes))
    ]


def _label(line: str) -> Label:
    found = USED_IN.fullmatch(line)
    codes = [code for code in SEPARATOR.split(found["codes"]) if code] if found else []
    if codes and all(re.fullmatch("[A-Za-z]{2}", code) for code in codes):
        return Label(found["term"], tuple(dict.fromkeys(code.upper() for code in codes)))
    return Label(line)
