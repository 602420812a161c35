"""Draw the shapes of the maps from Natural Earth, as the portal serves them.

Run this again after a change of plates, frames or source. What it writes is in the repository, so nobody
else needs to run it.
"""

import json

from django.core.management import BaseCommand

from cinterfor.pictures.drawing import Drawing
from cinterfor.pictures.frames import WIDTH, frame_of, leaves_out
from cinterfor.pictures.geometry import path
from cinterfor.pictures.plates import ENLARGED, INSETS, PLATES, Plate
from cinterfor.pictures.shapes import COUNTRY, NETWORK, SHAPES
from cinterfor.pictures.topology import CODES, MALVINAS, Topology


class Command(BaseCommand):
    help = "Draw the shapes of the maps from Natural Earth into cinterfor/pictures/."

    def handle(self, *args, **options):
        topology = Topology()
        write(NETWORK, {plate.name: drawn(plate, topology) for plate in PLATES})
        for code in CODES.values():
            write(COUNTRY.format(code), drawn_country(code, topology))


def drawn(plate: Plate, topology: Topology) -> dict:
    """A plate with its insets: the paths and places that a map is put together from."""
    sheet = sheet_of(plate, topology)
    here = frozenset(plate.numbers) | frozenset(plate.repeated)
    shown = {
        "size": [plate.width, round(sheet.height)],
        "ground": sheet.ground(here),
        "disputed": sheet.disputed(),
        "frames": [outline(plate, other) for other in ENLARGED.get(plate.name, ())],
        "countries": {code: sheet.country(code) for code in [*plate.numbers, *plate.repeated]},
        "numbers": numbers(plate),
    }
    for inset in INSETS.get(plate.name, ()):
        small = sheet_of(inset, topology)
        shown["countries"] |= {code: small.country(code) for code in inset.numbers}
        shown["numbers"] |= numbers(inset)
        x, y = inset.corner
        right, bottom = x + inset.width, y + round(small.height)
        shown["frames"].append(path([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]))
    return shown


def sheet_of(plate: Plate, topology: Topology) -> Drawing:
    projection, height = plate.projection()
    x, y = plate.corner
    return Drawing(topology, projection, x + plate.width, y + height)


def outline(plate: Plate, other: Plate) -> str:
    """Where another plate lies on this one."""
    projection, _height = plate.projection()
    return path([projection(*point) for point in other.outline()])


def numbers(plate: Plate) -> dict[str, list[int]]:
    """Where each number stands; after it, for one in the sea, where the line from it ends."""
    projection, _height = plate.projection()
    return {
        code: [
            round(value)
            for place in (place, *([plate.pointed[code]] if code in plate.pointed else []))
            for value in projection(*place)
        ]
        for code, place in plate.numbers.items()
    }


def drawn_country(code: str, topology: Topology) -> dict:
    """A country with the land around it, and how places in it come to the same sheet."""
    projection, height = frame_of(code, topology)
    sheet = Drawing(topology, projection, WIDTH, height, fine=1, coarse=4, codes=frozenset({code}))
    return {
        "size": [WIDTH, round(height)],
        "centre": [round(degrees, 4) for degrees in projection.centre],
        "scale": round(projection.scale, 2),
        "origin": [round(units, 2) for units in projection.origin],
        "shape": sheet.country(code),
        "ground": sheet.ground(frozenset({code})),
        "disputed": sheet.disputed(),
        "leaves_out": leaves_out(code, topology),
        "shows_malvinas": bool(sheet.country(MALVINAS)),
    }


def write(name: str, shapes: dict) -> None:
    place = SHAPES / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(shapes, indent=0, ensure_ascii=False) + "\n")
