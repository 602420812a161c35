"""The map of one country: its institutions in their cities."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text

from .maps import DISCLAIMERS, WITH_MALVINAS
from .picture import Cell, Key, Picture
from .placing import Rectangle, placed
from .projection import Point, Projection
from .shapes import country_shapes
from .typesetting import REGULAR, SEMIBOLD, length, shortened

#: A city's label in the sheet's units: its name, and a row for each institution, high enough for a finger.
SIZE, TITLE, ROW, MARK, LONGEST = 24, 34, 52, 34, 230
#: More institutions in one city than this are one row that leads to the list.
MOST_ROWS = 5


class Place(NamedTuple):
    """A city; its coordinates are None where they are not recorded."""

    name: Text
    latitude: float | None
    longitude: float | None

    @property
    def is_known(self) -> bool:
        return self.latitude is not None and self.longitude is not None


class PlacedInstitution(NamedTuple):
    """An institution, what it is to the network (a key's name), and where it has its seat."""

    name: Text
    short: Text
    path: str
    mark: str
    place: Place


class SeatRow(NamedTuple):
    """A row of a city's label: mark, words, link, and the middle of the row on the sheet."""

    text: str
    language: str | None
    spoken: str
    path: str
    key: Key | None
    x: int
    y: int
    width: int

    @property
    def top(self) -> int:
        return self.y - ROW // 2

    @property
    def mark_x(self) -> int:
        return self.x + 13

    @property
    def text_x(self) -> int:
        return self.x + MARK if self.key else self.x

    @property
    def baseline(self) -> int:
        return self.y + 7


@dataclass
class City:
    """A city on the sheet, and its label where there was room for it."""

    place: Place
    point: Point
    institutions: list[PlacedInstitution]
    is_capital: bool
    label: Rectangle | None = None
    rows: list[SeatRow] = field(default_factory=list)

    @property
    def x(self) -> int:
        return round(self.point[0])

    @property
    def y(self) -> int:
        return round(self.point[1])

    @property
    def title(self) -> str:
        return shortened(str(self.place.name), SEMIBOLD, SIZE, LONGEST)

    @property
    def language(self) -> str | None:
        """Of its name, where that is not the page's."""
        return self.place.name.language if self.place.name.language != get_language() else None

    @property
    def title_x(self) -> int:
        return round(self.label.x)

    @property
    def title_y(self) -> int:
        return round(self.label.y) + SIZE

    @property
    def lead(self) -> str:
        """The line from the place to a label that is not right beside it."""
        x, y = self.label.nearest(self.point)
        far = abs(x - self.point[0]) + abs(y - self.point[1]) > 12
        return f"M{self.x} {self.y}L{round(x)} {round(y)}" if far else ""


@dataclass(kw_only=True)
class CountryMap(Picture):
    """A country, its capital and its institutions; the land around it is quiet ground."""

    code: str
    #: The visual code of institutions; `mark` is a key's name.
    classes: list[Key]
    institutions: list[PlacedInstitution]
    capital: Place | None = None
    #: The list of all its institutions.
    path_of_all: str = ""

    template = "pictures/country_map.html"
    drawing = "pictures/country_map.svg"

    def __post_init__(self):
        if self.shapes:
            self.disclaimers = WITH_MALVINAS if self.shapes["shows_malvinas"] else DISCLAIMERS
            if self.shapes["leaves_out"]:
                left_out = _("Islands far from the rest of the country are not drawn.")
                self.note = f"{self.note} {left_out}".strip()

    @property
    def shapes(self) -> dict | None:
        return country_shapes(self.code)

    @property
    def is_empty(self):
        return not self.shapes or not self.institutions

    @property
    def source(self):
        return _("%(directory)s; outlines: Natural Earth") % {"directory": super().source}

    @property
    def keys(self):
        """The marks that are drawn."""
        occurring = {row.key.name for city in self.cities for row in city.rows if row.key}
        return [key for key in self.classes if key.name in occurring]

    @property
    def headings(self):
        return [_("Institution"), _("City"), _("State in the network")]

    @property
    def rows(self):
        labels = {key.name: str(key.label) for key in self.classes}
        return [
            [
                Cell(institution.name, institution.path),
                Cell(institution.place.name or _("Not recorded")),
                Cell(labels[institution.mark]),
            ]
            for institution in self.institutions
        ]

    @property
    def width(self) -> int:
        return self.shapes["size"][0]

    @property
    def height(self) -> int:
        return self.shapes["size"][1]

    @cached_property
    def cities(self) -> list[City]:
        """The cities in the frame with their labels; those with most institutions are placed first."""
        cities = [city for city in self._located() if self._in_frame(city.point)]
        cities.sort(key=lambda city: -len(city.institutions))
        sizes = [self._size(city) for city in cities]
        labels = placed([city.point for city in cities], sizes, (self.width, self.height))
        for city, label in zip(cities, labels, strict=True):
            city.label = label
            city.rows = self._rows_of(city) if label else []
        return cities

    def _located(self):
        """Each city with the institutions that have their seat there; the capital also without any."""
        project = Projection(self.shapes["centre"], self.shapes["scale"], self.shapes["origin"])
        known = [institution for institution in self.institutions if institution.place.is_known]
        by_city = groupby(sorted(known, key=_city_of), key=_city_of)
        groups = [list(group) for _city, group in by_city]
        capital = self.capital if self.capital and self.capital.is_known else None
        if capital and not any(_is_same(group[0].place, capital) for group in groups):
            groups.append([])
        is_found = False
        for group in groups:
            place = group[0].place if group else capital
            # Two names may stand for one place, as of a city and its parish: the ring is drawn once.
            is_capital = not is_found and capital is not None and _is_same(place, capital)
            is_found = is_found or is_capital
            yield City(place, project(place.longitude, place.latitude), group, is_capital)

    def _in_frame(self, point):
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def _size(self, city) -> Point:
        shown = [_short(institution) for institution in city.institutions[:MOST_ROWS]]
        longest = max((length(text, REGULAR, SIZE) + MARK for text in shown), default=0)
        rows = len(shown) + (len(city.institutions) > MOST_ROWS)
        return max(longest, length(city.title, SEMIBOLD, SIZE)) + 6, TITLE + rows * ROW

    def _rows_of(self, city):
        by_name = {key.name: key for key in self.classes}
        x, y, width = round(city.label.x), round(city.label.y) + TITLE + ROW // 2, round(city.label.width)
        rows = []
        for institution in city.institutions[:MOST_ROWS]:
            key, short = by_name[institution.mark], _short(institution)
            foreign = institution.short.language if institution.short.language != get_language() else None
            spoken = f"{institution.name}: {key.label}"
            rows.append(SeatRow(short, foreign, spoken, institution.path, key, x, y + len(rows) * ROW, width))
        if more := len(city.institutions) - len(rows):
            text = _("%(number)d more") % {"number": more}
            rows.append(SeatRow(text, None, text, self.path_of_all, None, x, y + len(rows) * ROW, width))
        return rows

    def drawn(self, width):
        scale = min(width, 640) / self.width
        x = (width - self.width * scale) / 2
        size = {"width": round(self.width * scale), "height": round(self.height * scale)}
        return {"x": round(x), **size}


def _city_of(institution):
    place = institution.place
    return str(place.name), round(place.latitude, 1), round(place.longitude, 1)


def _is_same(one: Place, other: Place) -> bool:
    """Whether two places are the same city: a tenth of a degree is about ten kilometres."""
    return abs(one.latitude - other.latitude) < 0.1 and abs(one.longitude - other.longitude) < 0.1


def _short(institution) -> str:
    return shortened(str(institution.short), REGULAR, SIZE, LONGEST)
