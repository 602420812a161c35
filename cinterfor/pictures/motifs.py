"""The motifs of covers: woven and tiled figures of 40 by 40, one for each kind of work.

They stand in one static file, to which the pages refer; what leaves the pages carries its motif with it.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

#: Below `static/`.
SPRITE = "cinterfor/img/motifs.svg"
FILE = Path(__file__).parent.parent / "static" / SPRITE
SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="0 0 40 40">(.*?)</symbol>', re.DOTALL)
SIZE = 40


class Tile(NamedTuple):
    """A place in a weave; `turned` where ground and ink change places."""

    column: int
    row: int
    turned: bool


@cache
def motifs() -> dict[str, str]:
    """The shapes of each motif by name; they paint with the current colour and with `--second`."""
    return dict(SYMBOL.findall(FILE.read_text()))


def motif_in(name: str, main: str, second: str) -> str:
    """A motif in two inks, for renderers that know no custom properties."""
    return motifs()[name].replace("currentColor", main).replace("var(--second)", second)


def weave(seed: str, columns: int, rows: int) -> list[Tile]:
    """Tiles as the seed turns them: what is left is mirrored on the right, every other row is the same."""
    bits = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
    half = (columns + 1) // 2
    return [
        Tile(column, row, bool(bits >> (row % 2 * half + min(column, columns - 1 - column)) & 1))
        for row in range(rows)
        for column in range(columns)
    ]
