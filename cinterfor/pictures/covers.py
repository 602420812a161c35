"""Covers that the portal draws for works of which it has none: set, woven and printed in a few inks."""

from dataclasses import dataclass

from cinterfor.publishing.languages import Text

from .motifs import SIZE, motif_in, weave
from .palette import colours
from .typesetting import REGULAR, SEMIBOLD, SERIF, broken, length, shortened

#: In CSS pixels; the margin at both sides of the text.
WIDTH, HEIGHT, MARGIN = 240, 340, 20
INNER = WIDTH - 2 * MARGIN
COLUMNS = WIDTH // SIZE
#: The largest that fits is taken.
TITLE_SIZES = (26, 23, 20, 18, 16, 14, 13)
LEADING = 1.18
#: Where the weave ends in a cover with a short title, and in one with a long title.
ROWS = (4, 3)
#: The last baseline of the title stands above what is said of publisher and year.
TITLE_END = 272
PAPER = "paper-sunk"
INKS = ("sea", "plum", "leaf", "gold", "annatto", "ink", "muted")
#: The ink of the eyes in the weave: another hue, half paper.
SECOND = {
    "sea": "gold",
    "plum": "gold",
    "leaf": "gold",
    "gold": "annatto",
    "annatto": "gold",
    "ink": "annatto",
    "muted": "gold",
}


def tint(name: str, share: float) -> str:
    """An ink of the palette thinned with paper."""
    pairs = zip(*(_channels(colours()[colour]) for colour in (name, PAPER)), strict=True)
    return "#" + "".join(f"{round(ink * share + paper * (1 - share)):02x}" for ink, paper in pairs)


def _channels(colour):
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def inks(ink: str, motif: str) -> dict:
    """The ground of a weave and its motif, plain and turned, in three inks."""
    ground, second, paper = colours()[ink], tint(SECOND[ink], 0.55), colours()[PAPER]
    return {
        "ground": ground,
        "second": second,
        "motif": motif_in(motif, paper, second),
        "turned_motif": motif_in(motif, ground, paper),
    }


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What stands on a cover. `seed` names the work: the same work has the same cover for ever."""

    title: Text
    motif: str
    kind: str
    ink: str
    authors: str = ""
    publisher: str = ""
    year: str = ""
    seed: str

    def drawn(self) -> dict:
        """The context of `pictures/cover.svg`."""
        rows, size, lines = self._set_title()
        top = rows * SIZE
        year = length(self.year, SERIF, 15) + 12 if self.year else 0
        return {
            "cover": self,
            "tiles": [
                (tile.column * SIZE, tile.row * SIZE, tile.turned) for tile in weave(self.seed, COLUMNS, rows)
            ],
            **inks(self.ink, self.motif),
            "id": f"cover-{self.motif}",
            "paper": colours()[PAPER],
            "top": top,
            "kind": shortened(self.kind.upper(), SEMIBOLD, 10, INNER - 20 - year),
            "size": size,
            "lines": [
                {"text": line, "y": round(top + 44 + size * 0.74 + number * size * LEADING)}
                for number, line in enumerate(lines)
            ],
            "foot": self._foot(),
        }

    def _set_title(self):
        """Rows of the weave, size of the type, lines: the largest type that fits, under most weave."""
        for size in TITLE_SIZES:
            for rows in ROWS:
                most = int((TITLE_END - rows * SIZE - 44 - size * 0.74) / (size * LEADING)) + 1
                lines = broken(self.title.value, SERIF, size, INNER)
                if len(lines) <= most and not any(line.endswith("…") for line in lines):
                    return rows, size, lines
        return rows, size, broken(self.title.value, SERIF, size, INNER, most)

    def _foot(self):
        """Who wrote and who published it."""
        said = [text for text in (self.publisher, self.authors) if text]
        return [
            {"text": shortened(text, REGULAR, 11, INNER), "y": HEIGHT - 18 - 16 * place}
            for place, text in enumerate(said)
        ]
