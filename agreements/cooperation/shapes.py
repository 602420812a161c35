"""What each region and each tie looks like in the drawing: hue and shape, so that colour is never alone."""

from math import cos, pi, sin, sqrt
from typing import NamedTuple

from network.models import Region


class Look(NamedTuple):
    """A hue of tokens.css and a regular polygon: its corners (none: a circle) and its turn, in degrees."""

    hue: str
    corners: int = 0
    turn: int = -90


LOOKS = {
    Region.SOUTH_AMERICA: Look("sea"),
    Region.CARIBBEAN: Look("gold", 4),
    Region.CENTRAL_AMERICA: Look("leaf", 4, -45),
    Region.NORTH_AMERICA: Look("muted", 6),
    Region.EUROPE: Look("plum", 3),
    Region.AFRICA: Look("annatto", 5),
    Region.ASIA: Look("sea", 8, -67),
}
#: Of an institution that belongs to no country, and of the Centre.
NO_REGION, CENTRE = Look("muted"), Look("annatto")


def reach(look: Look, radius: float) -> float:
    """How far the shape goes from its middle: all of a radius cover the same area of paper."""
    return radius * sqrt(2 * pi / (look.corners * sin(2 * pi / look.corners))) if look.corners else radius


def path(look: Look, radius: float) -> str:
    """An SVG path round the origin."""
    far = reach(look, radius)
    if not look.corners:
        r = round(far, 1)
        return f"M{-r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    angles = ((look.turn + 360 / look.corners * corner) * pi / 180 for corner in range(look.corners))
    return "M" + "L".join(f"{far * cos(angle):.1f} {far * sin(angle):.1f}" for angle in angles) + "z"
