"""Natural Earth's countries as TopoJSON: each stretch of coast or border stands in the file once.

The file is `countries-50m.json` of the npm package world-atlas: 1:50 million, public domain. What is
done to a stretch is done to both its countries, so neighbours still meet.
"""

import json
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from .geometry import bounds
from .projection import Point

SOURCE = Path(__file__).parent / "natural-earth" / "world-atlas-2.0.2" / "countries-50m.json"

#: ISO 3166-1: numeric, as the file names countries, and alpha-2, as the portal does: the network's countries.
CODES = {
    "032": "AR",
    "044": "BS",
    "052": "BB",
    "068": "BO",
    "076": "BR",
    "132": "CV",
    "152": "CL",
    "170": "CO",
    "188": "CR",
    "214": "DO",
    "218": "EC",
    "222": "SV",
    "320": "GT",
    "328": "GY",
    "332": "HT",
    "340": "HN",
    "388": "JM",
    "484": "MX",
    "558": "NI",
    "591": "PA",
    "600": "PY",
    "604": "PE",
    "620": "PT",
    "724": "ES",
    "780": "TT",
    "858": "UY",
    "862": "VE",
}
#: The others of which a border is named below.
NEIGHBOURS = {"084": "BZ", "740": "SR"}

#: The file's name of the Falkland Islands (Malvinas), which a map that shows them must speak of.
MALVINAS = "Falkland Is."

#: Borders that are drawn as dashes, and why. Land outside the network is drawn without any border, so that
#: those of Western Sahara, Morocco and French Guiana need no judgement.
DISPUTED = {
    # Arbitral Award of 3 October 1899 (Guyana v. Venezuela), before the International Court of Justice.
    ("GY", "VE"),
    # Guatemala's Territorial, Insular and Maritime Claim (Guatemala/Belize), before the same Court.
    ("BZ", "GT"),
    # The New River Triangle: UN map of Guyana and Suriname, boundary not settled.
    ("GY", "SR"),
}

#: The part of the world that the maps show, in degrees: west, south, east, north. The rest is not drawn.
WINDOW = (-120, -60, 12, 50)

#: A ring is the arcs that go round it; an arc that is gone along backwards is named by its complement.
Ring = list[int]


class Topology:
    """The arcs in degrees, and by country the rings of arcs that bound it."""

    def __init__(self, path: Path = SOURCE):
        self._file = json.loads(path.read_text())

    @cached_property
    def arcs(self) -> list[list[Point]]:
        """The file writes whole numbers, each as the step from the one before it."""
        (across, up), (west, south) = (self._file["transform"][name] for name in ("scale", "translate"))
        arcs = []
        for steps in self._file["arcs"]:
            x = y = 0
            points = []
            for right, north in steps:
                x, y = x + right, y + north
                points.append((x * across + west, y * up + south))
            arcs.append(points)
        return arcs

    @cached_property
    def rings(self) -> dict[str, list[Ring]]:
        """By alpha-2 code, or by the file's own name where the portal has no code for it."""
        found = {}
        for shape in self._file["objects"]["countries"]["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            number = shape.get("id", "")
            name = CODES.get(number) or NEIGHBOURS.get(number) or shape["properties"]["name"]
            rings = [ring for polygon in polygons for ring in polygon]
            found[name] = [ring for ring in rings if self._is_shown(ring)]
        return found

    def _is_shown(self, ring):
        west, south, east, north = bounds(joined(ring, self.arcs))
        return west < WINDOW[2] and east > WINDOW[0] and south < WINDOW[3] and north > WINDOW[1]

    @cached_property
    def owners(self) -> dict[int, set[str]]:
        """Whose each arc is: one country's at a coast, two at a border."""
        owners = defaultdict(set)
        for name, rings in self.rings.items():
            for ring in rings:
                for arc in ring:
                    owners[arc if arc >= 0 else ~arc].add(name)
        return owners

    def border(self, one: str, other: str) -> list[int]:
        return [arc for arc, owners in self.owners.items() if owners == {one, other}]


def joined(ring: Ring, arcs: dict[int, list[Point]] | list[list[Point]]) -> list[Point]:
    """The points of a ring, the last the same as the first."""
    points: list[Point] = []
    for arc in ring:
        stretch = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points.extend(stretch[1:] if points else stretch)
    return points
