"""A rich text as a sequence of blocks, and how these are written as HTML.

Inline text is a flat row of runs, each with its marks, as in ProseMirror: so that the same text is always
the same HTML, whatever elements it came in.
"""

import re
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple

LINE = "\n"
#: What a reader sees as one blank; word processors write non-breaking ones as they like.
BLANKS = re.compile("[ \t\n\r\f\xa0\u2007\u202f\ufeff]+")


class Run(NamedTuple):
    """A piece of text, or a line break, with its marks."""

    text: str = ""
    href: str = ""
    title: str = ""
    strong: bool = False
    em: bool = False

    @property
    def marks(self) -> tuple:
        return self[1:]


@dataclass
class Block:
    """A paragraph, heading, list, list item or quotation: runs, or blocks within it."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    #: Of a paragraph that is drawn as an item of a list (Word): how deep it stands.
    level: int = 0

    def adopt(self, block: "Block") -> None:
        """Put a block into this one, behind what it says itself."""
        if self.runs:
            self.blocks.append(Block("p", self.runs))
            self.runs = []
        self.blocks.append(block)


def tidied(runs: list[Run]) -> list[Run]:
    """The runs with single blanks, none at the ends and none beside a line break; like ones joined."""
    found: list[Run] = []
    for run in runs:
        if run.text == LINE:
            _trim(found)
            found.append(run)
            continue
        text = BLANKS.sub(" ", run.text)
        if not found or found[-1].text.endswith((" ", LINE)):
            text = text.lstrip(" ")
        if text and found and found[-1].marks == run.marks and found[-1].text != LINE:
            found[-1] = run._replace(text=found[-1].text + text)
        elif text:
            found.append(run._replace(text=text))
    _trim(found)
    while found and found[0].text == LINE:
        found.pop(0)
    while found and found[-1].text == LINE:
        found.pop()
    return found


def _trim(runs: list[Run]) -> None:
    """Take the blank from the end."""
    if runs and runs[-1].text.endswith(" "):
        text = runs[-1].text.rstrip(" ")
        runs[-1:] = [runs[-1]._replace(text=text)] if text else []


def runs_of(blocks: list[Block]) -> list[Run]:
    """All that blocks say as one row of runs, a line for each."""
    found: list[Run] = []
    for block in blocks:
        found += [Run(LINE)] if found else []
        found += block.runs or runs_of(block.blocks)
    return found


def nested(blocks: list[Block]) -> list[Block]:
    """The blocks, with lists made of paragraphs that were drawn as items."""
    found: list[Block] = []
    open_lists: list[tuple[int, Block]] = []
    for block in blocks:
        if not block.level:
            open_lists = []
            found.append(block)
            continue
        while open_lists and _ends(*open_lists[-1], block):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < block.level:
            above = open_lists[-1][1].blocks[-1] if open_lists else None
            open_lists.append((block.level, Block(block.kind)))
            above.adopt(open_lists[-1][1]) if above else found.append(open_lists[-1][1])
        open_lists[-1][1].blocks.append(Block("li", block.runs))
    return found


def _ends(level: int, opened: Block, item: Block) -> bool:
    return level > item.level or (level == item.level and opened.kind != item.kind)


def written(blocks: list[Block]) -> str:
    """The blocks as HTML."""
    return "".join(f"<{block.kind}>{_inside(block)}</{block.kind}>" for block in blocks)


def _inside(block: Block) -> str:
    return written(block.blocks) if block.blocks else _inline(block.runs)


def _inline(runs: list[Run]) -> str:
    parts = []
    for (href, title), linked in groupby(runs, lambda run: (run.href, run.title)):
        inside = "".join(
            _wrapped("strong", strong, "".join(_wrapped("em", em, _text(same)) for em, same in _by_em(group)))
            for strong, group in groupby(linked, lambda run: run.strong)
        )
        named = f' title="{escape(title)}"' if title else ""
        parts.append(f'<a href="{escape(href)}"{named}>{inside}</a>' if href else inside)
    return "".join(parts)


def _by_em(runs):
    return groupby(runs, lambda run: run.em)


def _wrapped(tag: str, is_marked: bool, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>" if is_marked else inside


def _text(runs) -> str:
    return "".join("<br>" if run.text == LINE else escape(run.text, quote=False) for run in runs)
