"""The tags within a paragraph, told apart from its text as programs for translators want it."""

import re
from typing import NamedTuple

TAG = re.compile(r"(</?(?:strong|em|a)(?: [^<>]*)?>|<br>)")
#: What XLIFF calls them.
KINDS = {"strong": "bold", "em": "italic", "a": "link", "br": "lb"}


class Piece(NamedTuple):
    """A stretch of text or, with a number, a tag: one that opens, closes ("/") or stands alone."""

    text: str
    number: int = 0
    name: str = ""

    @property
    def is_closing(self) -> bool:
        return self.text.startswith("</")


def pieces(html: str, source: str = "") -> list[Piece]:
    """The text and its tags; both tags of a pair have one number, and tags of the source have theirs."""
    known = _numbers(source) if source else {}
    free = max((number for numbers in known.values() for number in numbers), default=0)
    found, opened = [], []
    for part in TAG.split(html):
        if not part or not TAG.fullmatch(part):
            found += [Piece(part)] if part else []
            continue
        name = re.match(r"</?(\w+)", part)[1]
        if part.startswith("</") and opened:
            number = opened.pop()
        else:
            same = known.get(part)
            free += 0 if same else 1
            number = same.pop(0) if same else free
            opened += [] if name == "br" else [number]
        found.append(Piece(part, number, name))
    return found


def _numbers(source: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for piece in pieces(source):
        if piece.number and not piece.is_closing:
            found.setdefault(piece.text, []).append(piece.number)
    return found
