"""The plates of the network's map: what each shows, and where the numbers stand, placed by hand."""

from dataclasses import dataclass, field, replace

from .projection import Box, Point, Projection, around

#: The width of every plate in its own units: two of them are about a CSS pixel on a phone.
WIDTH = 640


@dataclass(frozen=True)
class Plate:
    """A part of the world, equal in area, on a paper of its own.

    `numbers` says where a country's number stands (longitude, latitude): on the country, or beside it in
    the sea with a line to it. They are far enough from each other to be hit with a finger.
    """

    name: str
    centre: Point
    box: Box
    #: Countries whose number, and whose one link for the keyboard, are here: in reading order.
    numbers: dict[str, Point]
    #: Where the line from a number in the sea ends.
    pointed: dict[str, Point] = field(default_factory=dict)
    #: Drawn with a link for the pointer only.
    repeated: tuple[str, ...] = ()
    width: int = WIDTH
    #: An inset stands on another plate, its upper left corner there, in that plate's units.
    corner: tuple[int, int] = (0, 0)

    def projection(self) -> tuple[Projection, float]:
        """How its degrees come to paper, and its height."""
        fitted, height = Projection(self.centre).fitted(self.box, self.width)
        x, y = fitted.origin
        return replace(fitted, origin=(x - self.corner[0], y - self.corner[1])), height

    def outline(self) -> list[Point]:
        """Its box in degrees, to be drawn on another plate."""
        return [*around(self.box), next(around(self.box))]


AMERICAS = Plate(
    "americas",
    centre=(-74, -12),
    box=(-115, -56.5, -33.5, 33),
    numbers={
        "MX": (-103, 24.5),
        "CO": (-73, 3.4),
        "VE": (-55.5, 12.6),
        "GY": (-49.5, 6.6),
        "EC": (-85.5, -3.5),
        "PE": (-75.6, -9.2),
        "BO": (-85, -20.5),
        "BR": (-51.5, -10.5),
        "PY": (-58.3, -23.3),
        "UY": (-49.8, -35.8),
        "AR": (-65.4, -35.2),
        "CL": (-82, -34.5),
    },
    pointed={
        "VE": (-63.2, 9.3),
        "GY": (-58.3, 5.6),
        "BO": (-67.6, -18.4),
        "EC": (-79, -1.6),
        "UY": (-55.6, -33.2),
        "CL": (-71.3, -33.6),
    },
    repeated=("GT", "HN", "SV", "NI", "CR", "PA", "BS", "JM", "HT", "DO", "TT", "BB"),
)
CARIBBEAN = Plate(
    "caribbean",
    centre=(-75, 16),
    box=(-92.8, 6.9, -56.6, 27.4),
    numbers={
        "GT": (-90.3, 15.7),
        "HN": (-84.6, 18),
        "SV": (-90, 11.5),
        "NI": (-85, 12.9),
        "CR": (-86.4, 8.7),
        "PA": (-78, 11.1),
        "BS": (-72.8, 25.3),
        "JM": (-78.2, 15.8),
        "HT": (-74.2, 15.8),
        "DO": (-69.9, 15.9),
        "TT": (-58.8, 10.6),
        "BB": (-58.6, 15.4),
    },
    pointed={
        "HN": (-86, 15.3),
        "SV": (-88.8, 13.6),
        "CR": (-84.3, 9.8),
        "PA": (-79.9, 9),
        "BS": (-75.6, 24.3),
        "JM": (-77.4, 18),
        "HT": (-72.9, 18.4),
        "DO": (-70.3, 18.7),
        "TT": (-61.2, 10.4),
        "BB": (-59.55, 13.2),
    },
    repeated=("MX", "CO", "VE", "GY"),
)
#: The Iberian countries with the Azores, Madeira and the Canary Islands.
IBERIA = Plate(
    "iberia",
    centre=(-12, 37),
    box=(-32, 26.6, 5, 45),
    numbers={"PT": (-12.6, 40.2), "ES": (-3.9, 39.9)},
    pointed={"PT": (-8.2, 39.8)},
)
CABO_VERDE = Plate(
    "cabo-verde",
    centre=(-24, 16),
    box=(-25.9, 13.8, -22.2, 17.7),
    numbers={"CV": (-25.25, 15.2)},
    width=170,
    pointed={"CV": (-23.75, 15.1)},
    corner=(1, 202),
)

#: The plates in reading order, and what stands on each: insets, and the frames of what is shown larger.
PLATES = (AMERICAS, CARIBBEAN, IBERIA)
INSETS = {"iberia": (CABO_VERDE,)}
ENLARGED = {"americas": (CARIBBEAN,)}
