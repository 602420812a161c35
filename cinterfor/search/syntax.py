"""What a reader typed, read as users of web search mean it.

Words must all be found. `"several words"` stand together, `-word` must not be found, and `one OR other`
(also `one | other`) asks for either. Everything else is a plain word; nothing is an error.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from .languages import WORD, key

TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
EITHER = {"OR", "|"}
#: More words than a question has are not read.
MOST_TERMS = 16
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-", "–": "-"})
#: Marks of writing direction and other unseen characters come along when text is copied.
UNSEEN = re.compile("[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Term(NamedTuple):
    """A word, or words that stand together."""

    text: str
    is_phrase: bool = False

    def __str__(self):
        return f'"{self.text}"' if self.is_phrase else self.text


@dataclass(frozen=True)
class Words:
    """A query as read: groups of alternatives, all of which must be found, and what must not be."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> list[Term]:
        return [term for group in self.groups for term in group]

    @property
    def is_plain(self) -> bool:
        """Whether it is words alone: who writes quotes, `-` or `OR` has said what may be left out."""
        return not self.excluded and all(len(group) == 1 and not group[0].is_phrase for group in self.groups)

    @property
    def names(self) -> list[str]:
        """The names of which one may be meant by the words as a whole, as names are compared."""
        if len(self.groups) == 1:
            return [key(term.text) for term in self.groups[0]]
        return [key(" ".join(term.text for term in self.terms))]

    def __str__(self):
        wanted = [" OR ".join(map(str, group)) for group in self.groups]
        return " ".join([*wanted, *(f"-{term}" for term in self.excluded)])

    def with_terms(self, corrected: dict[Term, Term]) -> "Words":
        """The same query with some of its terms written in another way."""
        groups = tuple(tuple(corrected.get(term, term) for term in group) for group in self.groups)
        return replace(self, groups=groups)


def tidy(text: str) -> str:
    """The text without unseen characters and outer space, with plain quotes."""
    return " ".join(UNSEEN.sub(" ", text).translate(QUOTES).split())


def read(text: str) -> Words:
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joins = False
    for found in list(TOKEN.finditer(tidy(text)))[: 3 * MOST_TERMS]:
        minus, phrase, word = found["minus"], found["phrase"], found["word"]
        if word in EITHER and not minus:
            joins = bool(groups)
            continue
        term = Term(phrase or word or "", phrase is not None)
        if not WORD.search(term.text):
            continue
        if minus:
            excluded.append(term)
        elif joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    return Words(tuple(map(tuple, groups[:MOST_TERMS])), tuple(excluded[:MOST_TERMS]))
