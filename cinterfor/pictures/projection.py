"""From the globe to paper: Lambert's azimuthal equal-area projection, so that countries compare by area."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

Point = tuple[float, float]
#: West, south, east, north, in degrees.
Box = tuple[float, float, float, float]

#: Along the side of a box: meridians and parallels are curves on paper.
STEPS = 12


@dataclass(frozen=True)
class Projection:
    """A plane that touches the sphere at `centre` (longitude, latitude, in degrees).

    `scale` is paper units for one radius of the Earth at the centre; `origin` the place on paper of the
    upper left corner, so that points count from there, x to the right and y down.
    Formulas 24-2 to 24-4 of Snyder, Map Projections: A Working Manual (USGS, 1987).
    """

    centre: Point
    scale: float = 1.0
    origin: Point = (0.0, 0.0)

    def __call__(self, longitude: float, latitude: float) -> Point:
        east, north = radians(longitude - self.centre[0]), radians(latitude)
        middle = radians(self.centre[1])
        closeness = 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)
        stretch = self.scale * sqrt(2 / max(closeness, 1e-9))
        x = stretch * cos(north) * sin(east)
        y = -stretch * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east))
        return x - self.origin[0], y - self.origin[1]

    def fitted(self, box: Box, width: float) -> tuple["Projection", float]:
        """This projection, scaled and moved so that a box fills a width; and the height that it takes."""
        outline = [self(*point) for point in around(box)]
        left, right = min(x for x, _y in outline), max(x for x, _y in outline)
        top, bottom = min(y for _x, y in outline), max(y for _x, y in outline)
        ratio = width / (right - left)
        fitted = Projection(self.centre, self.scale * ratio, (left * ratio, top * ratio))
        return fitted, (bottom - top) * ratio


def around(box: Box) -> Iterator[Point]:
    """Points along the four sides of a box."""
    west, south, east, north = box
    for step in range(STEPS):
        yield west + (east - west) * step / STEPS, north
    for step in range(STEPS):
        yield east, north + (south - north) * step / STEPS
    for step in range(STEPS):
        yield east + (west - east) * step / STEPS, south
    for step in range(STEPS):
        yield west, south + (north - south) * step / STEPS
