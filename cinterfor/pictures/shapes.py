"""The shapes of the maps: SVG paths that `draw_shapes` wrote, read once."""

import json
from functools import cache
from pathlib import Path

SHAPES = Path(__file__).parent / "shapes"
NETWORK = "network.json"


@cache
def network_shapes() -> dict[str, dict]:
    """By plate: `size`, `ground`, `disputed`, `frames`, and by code `countries` and `numbers`."""
    return json.loads((SHAPES / NETWORK).read_text())
