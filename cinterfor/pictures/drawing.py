"""Natural Earth drawn on a plate: what is left of each country's outline there, as SVG paths."""

from dataclasses import dataclass, field
from functools import cached_property
from math import hypot

from .geometry import area, bounds, clipped, dot, path, simplified
from .projection import Projection
from .topology import CODES, DISPUTED, Topology, joined

#: Farther from the centre, in radii of the Earth on paper, outlines would fold back: 110 degrees.
FAR = 1.64
#: Outlines go on a little beyond the frame, so that its edge cuts them and no line runs along it.
BLEED = 6


@dataclass
class Drawing:
    """The outlines of the world on one sheet of paper, `width` by `height` units."""

    topology: Topology
    projection: Projection
    width: float
    height: float
    #: The smallest triangles that are seen, in square units: of these countries, and of the rest.
    fine: float = 1.5
    coarse: float = 8
    #: The countries that are drawn finely.
    codes: frozenset[str] = field(default_factory=lambda: frozenset(CODES.values()))
    #: The smallest islands that are drawn by their outline; those of `codes` become dots below it.
    smallest: float = 5

    @property
    def frame(self):
        return -BLEED, -BLEED, self.width + BLEED, self.height + BLEED

    @cached_property
    def arcs(self):
        """Each stretch once: both its countries get the same points."""
        drawn = {}
        for number, owners in self.topology.owners.items():
            line = [self.projection(*point) for point in self.topology.arcs[number]]
            tolerance = self.fine if owners & self.codes else self.coarse
            drawn[number] = simplified(line, tolerance) if len(line) > 2 and self._near(line) else line
        return drawn

    def _near(self, line):
        left, top, right, bottom = bounds(line)
        return right > -BLEED and bottom > -BLEED and left < self.width + BLEED and top < self.height + BLEED

    def _beyond(self, line):
        """Whether a line goes round the back of the globe."""
        x, y = self.projection(*self.projection.centre)
        return any(hypot(u - x, v - y) > FAR * self.projection.scale for u, v in line)

    def country(self, name: str) -> str:
        """The path of a country; empty where it is not on the sheet."""
        rings = [joined(ring, self.arcs) for ring in self.topology.rings[name]]
        rings = [ring for ring in rings if self._near(ring) and not self._beyond(ring)]
        near = [cut for ring in rings if (cut := clipped(ring, self.frame))]
        near.sort(key=area, reverse=True)
        return "".join(self._ring(name, ring) for ring in near)

    def _ring(self, name, ring):
        if area(ring) >= self.smallest:
            return path(ring)
        return dot(ring, 1) if name in self.codes else ""

    def ground(self, without: frozenset[str]) -> str:
        """The land of all other countries."""
        return "".join(self.country(name) for name in self.topology.rings if name not in without)

    def disputed(self) -> str:
        """The borders of these countries that are drawn as dashes."""
        pairs = [pair for pair in sorted(DISPUTED) if self.codes & set(pair)]
        numbers = [number for pair in pairs for number in self.topology.border(*pair)]
        return "".join(path(self.arcs[number]) for number in numbers if self._near(self.arcs[number]))
