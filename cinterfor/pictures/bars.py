"""Bars: how many of each kind, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text
from cinterfor.publishing.urls import list_path

from .picture import Cell, Key, Picture
from .typesetting import REGULAR, shortened

#: The sheet's layout, in pixels.
LABELS, NUMBERS, ROW, BAR = 250, 60, 30, 18


class Segment(NamedTuple):
    """A stretch of a bar: what it stands for, and where it lies, in hundredths of the widest bar."""

    key: Key
    number: int
    start: float
    share: float

    @property
    def x(self):
        return f"{self.start:.2f}%"

    @property
    def width(self):
        return f"{self.share:.2f}%"

    @property
    def end(self):
        return f"{self.start + self.share:.2f}%"


@dataclass
class Row:
    """One bar: its label, the list that holds what it counts, and its numbers by key."""

    label: Text
    path: str
    numbers: dict[str, int]
    paths: dict[str, str] = field(default_factory=dict)
    #: What stands at the end of the bar, where that is not the total.
    figure: str = ""

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


@dataclass(kw_only=True)
class Bars(Picture):
    """Horizontal bars, each in segments by key; a row without numbers is a gap that is said in words."""

    #: What a row is: “Country”.
    heading: str
    classes: list[Key]
    bars: list[Row]
    #: Whether each bar is a whole of its own, as wide as the others, and shows shares of it.
    of_whole: bool = False

    template = "pictures/bars.html"
    drawing = "pictures/bars.svg"

    @property
    def keys(self):
        """The classes that occur."""
        return [key for key in self.classes if any(row.numbers.get(key.name) for row in self.bars)]

    @property
    def headings(self):
        return [self.heading, *(str(key.label) for key in self.keys), _("Total")]

    @property
    def rows(self):
        return [
            [
                Cell(row.label, row.path),
                *(Cell(row.numbers.get(key.name, 0), row.paths.get(key.name, "")) for key in self.keys),
                Cell(row.total, row.path),
            ]
            for row in self.bars
            if row.total
        ]

    @property
    def is_empty(self):
        return not self.longest

    @property
    def longest(self) -> int:
        return max((row.total for row in self.bars), default=0)

    def _width_of(self, row) -> int:
        """The number that fills the width in this row."""
        return row.total if self.of_whole else self.longest

    def segments(self) -> Iterable[tuple[Row, list[Segment]]]:
        """Each row with its segments, from the left."""
        for row in self.bars:
            yield row, list(self._segments_of(row))

    def _segments_of(self, row):
        start = 0.0
        for key in self.keys:
            if number := row.numbers.get(key.name, 0):
                share = 100 * number / self._width_of(row)
                yield Segment(key, number, start, share)
                start += share

    def drawn(self, width):
        room = width - LABELS - NUMBERS
        lines = [
            {
                "row": row,
                "label": shortened(str(row.label), REGULAR, 15, LABELS - 16),
                "segments": segments,
                "y": number * ROW,
                "number_x": round(LABELS + room * row.total / max(self._width_of(row), 1)) + 8,
            }
            for number, (row, segments) in enumerate(self.segments())
        ]
        bars = {"x": LABELS, "width": room, "bar": BAR, "row": ROW}
        return {"lines": lines, "height": ROW * len(lines), **bars}


def counted(records, row: str, key: str) -> dict:
    """How many of the records for each pair of two fields: {row value: {key value: number}}."""
    found: dict = {}
    for row_value, key_value, number in records.order_by().values_list(row, key).annotate(Count("pk")):
        found.setdefault(row_value, {})[key_value] = number
    return found


def years_down(numbers: dict, path, paths, undated: str) -> list[Row]:
    """A row for each year, newest first; years without anything are one gap, and what has no date is last.

    `path(year)` is the list of a year, `paths(year)` those of its keys.
    """
    years = sorted((year for year in numbers if year is not None), reverse=True)
    rows = []
    for year, later in zip(years, [None, *years], strict=False):
        if later is not None and later - year > 1:
            rows.append(Row(Text(_gap(year + 1, later - 1), None), "", {}))
        rows.append(Row(Text(str(year), None), path(year), numbers[year], paths(year)))
    if None in numbers:
        rows.append(Row(Text(undated, None), "", numbers[None]))
    return rows


def by_year(records, date: str, key: str, record_type: str) -> list[Row]:
    """A row for each year of a date, newest first, each number with the list that it counts."""
    numbers = counted(records.annotate(year=ExtractYear(date)), "year", key)
    return years_down(
        numbers,
        path=lambda year: list_path(record_type, year=year),
        paths=lambda year: {name: list_path(record_type, **{key: name}, year=year) for name in numbers[year]},
        undated=_("Date not known"),
    )


def _gap(first: int, last: int) -> str:
    years = str(first) if first == last else f"{first}–{last}"
    return _("%(years)s: none") % {"years": years}
