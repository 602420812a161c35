"""The frame of one country's map: its home land and the islands near it, with room around."""

from math import cos, radians

from .geometry import area, bounds
from .projection import Box, Projection
from .topology import Topology, joined

WIDTH = 640
#: Islands no farther than this from the rest, in degrees, are in the frame: the Balearic Islands, not the
#: Canary Islands, Madeira, Easter Island or the Galápagos.
NEAR = 2.4
#: Room around, as a share of the longer side; and how high the frame may be for its width.
MARGIN, FLATTEST, TALLEST = 0.1, 0.7, 1.2
#: The least width of a frame, in degrees: nearer by, 1:50 million is too coarse for an island as Barbados.
LEAST = 0.8


def _rings(code: str, topology: Topology):
    """A country's lands in degrees, the largest first."""
    return sorted((joined(ring, topology.arcs) for ring in topology.rings[code]), key=area, reverse=True)


def leaves_out(code: str, topology: Topology) -> bool:
    """Whether islands of the country lie outside its frame."""
    box = home(code, topology)
    return not all(_beside(bounds(ring), box) for ring in _rings(code, topology))


def frame_of(code: str, topology: Topology) -> tuple[Projection, float]:
    """How a country comes to its sheet, and the sheet's height."""
    west, south, east, north = home(code, topology)
    shrink = cos(radians((south + north) / 2))
    wide, high = (east - west) * shrink, north - south
    room = 2 * MARGIN * max(wide, high)
    wide, high = max(wide + room, LEAST), high + room
    wide, high = max(wide, high / TALLEST), max(high, wide * FLATTEST)
    x, y = (west + east) / 2, (south + north) / 2
    half = wide / shrink / 2
    return Projection((x, y)).fitted((x - half, y - high / 2, x + half, y + high / 2), WIDTH)


def home(code: str, topology: Topology) -> Box:
    """The box of a country's largest island or mainland, and of what lies near."""
    rings = _rings(code, topology)
    box, left = bounds(rings[0]), rings[1:]
    while near := [ring for ring in left if _beside(bounds(ring), box)]:
        box = _around(box, *(bounds(ring) for ring in near))
        left = [ring for ring in left if ring not in near]
    return box


def _beside(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + NEAR
        and one[2] > other[0] - NEAR
        and one[1] < other[3] + NEAR
        and one[3] > other[1] - NEAR
    )


def _around(*boxes: Box) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
