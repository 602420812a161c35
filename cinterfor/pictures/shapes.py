"""The shapes of the maps: SVG paths that `draw_shapes` wrote, read once."""

import json
from functools import cache
from pathlib import Path

SHAPES = Path(__file__).parent / "shapes"
NETWORK, COUNTRY = "network.json", "countries/{}.json"


@cache
def network_shapes() -> dict[str, dict]:
    """By plate: `size`, `ground`, `disputed`, `frames`, and by code `countries` and `numbers`."""
    return json.loads((SHAPES / NETWORK).read_text())


@cache
def country_shapes(code: str) -> dict | None:
    """A country's own sheet: `shape`, `ground`, `disputed`, and its projection; None where none is drawn."""
    place = SHAPES / COUNTRY.format(code)
    return json.loads(place.read_text()) if place.is_file() else None
