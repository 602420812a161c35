"""Where the number and the name of a country stand on a plate."""

from typing import NamedTuple

from .typesetting import REGULAR, broken, length

#: The disc that holds a number, in a plate's units: on a phone, and where the plate is wide. It is a target
#: of at least 24 CSS pixels also on a screen of 320 (WCAG 2.5.8); the template and maps.css have the same.
RADIUS, WIDE_RADIUS = 29, 18
#: Names stand only on wide plates.
NAME_SIZE, NAME_LEADING, NAME_WIDTH = 16, 18, 130


class NameLine(NamedTuple):
    text: str
    x: int
    y: int


class Lettering(NamedTuple):
    """A number's place, the line from it to its country, and the lines of the name beside it."""

    x: int
    y: int
    lead: str
    name: list[NameLine]
    anchor: str


def lettered(name: str, place: list[int], width: int) -> Lettering:
    """`place` is where the number stands and, for one in the sea, where the line from it ends."""
    x, y, *end = place
    # The official addition in brackets, as of Bolivia and Venezuela, begins a line.
    parts = name.replace(" (", "\n(").splitlines()
    lines = [line for part in parts for line in broken(part, REGULAR, NAME_SIZE, NAME_WIDTH)]
    longest = max(length(line, REGULAR, NAME_SIZE) for line in lines)
    right, down = (end[0] - x, end[1] - y) if end else (0, -1)
    beside = abs(right) >= abs(down)
    if beside and right > 0 and x - WIDE_RADIUS - 6 - longest > 0:
        anchor, at, top = "end", x - WIDE_RADIUS - 6, y - NAME_LEADING * (len(lines) - 1) / 2 + 5
    elif beside and right < 0 and x + WIDE_RADIUS + 6 + longest < width:
        anchor, at, top = "start", x + WIDE_RADIUS + 6, y - NAME_LEADING * (len(lines) - 1) / 2 + 5
    else:
        anchor, at = "middle", min(max(x, longest / 2 + 4), width - longest / 2 - 4)
        above = down > 0 and not beside
        top = y - WIDE_RADIUS - 7 - NAME_LEADING * (len(lines) - 1) if above else y + WIDE_RADIUS + NAME_SIZE
    placed = [
        NameLine(line, round(at), round(top + number * NAME_LEADING)) for number, line in enumerate(lines)
    ]
    return Lettering(x, y, f"M{x} {y}L{end[0]} {end[1]}" if end else "", placed, anchor)
