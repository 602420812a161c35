"""Where the names of cities and their institutions stand on a map: beside their place, over no other."""

from dataclasses import dataclass
from itertools import product

from .projection import Point

#: Distances from the place to its label, in a sheet's units: beside it, or farther with a line to it.
GAPS = (16, 56, 110, 180)
#: Directions to try, the most legible first: right, left, below, above, then the corners.
WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
EDGE = 8


@dataclass(frozen=True)
class Rectangle:
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Rectangle") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, place: Point, room: float = EDGE) -> bool:
        x, y = place
        across = self.x - room < x < self.x + self.width + room
        return across and self.y - room < y < self.y + self.height + room

    def nearest(self, place: Point) -> Point:
        """The point of it that is nearest to a place."""
        x, y = place
        return min(max(x, self.x), self.x + self.width), min(max(y, self.y), self.y + self.height)


def placed(places: list[Point], sizes: list[Point], sheet: Point) -> list[Rectangle | None]:
    """A rectangle of each size beside its place, on the sheet; None where there is no room left."""
    found: list[Rectangle | None] = []
    for place, size in zip(places, sizes, strict=True):
        free = (
            label
            for label in _candidates(place, size)
            if _inside(label, sheet)
            and not any(other and label.meets(other) for other in found)
            and not any(label.holds(other) for other in places)
        )
        found.append(next(free, None))
    return found


def _candidates(place, size):
    (x, y), (width, height) = place, size
    for gap, (right, down) in product(GAPS, WAYS):
        left = x - width / 2 + right * (gap + width / 2)
        top = y - height / 2 + down * (gap + height / 2)
        yield Rectangle(left, top, width, height)


def _inside(label, sheet):
    width, height = sheet
    across = label.x >= EDGE and label.x + label.width <= width - EDGE
    return across and label.y >= EDGE and label.y + label.height <= height - EDGE
