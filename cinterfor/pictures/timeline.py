"""A timeline: what began when, and how long it is known to have lasted."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from cinterfor.publishing.dates import in_words, today
from cinterfor.publishing.languages import Text

from .picture import Cell, Key, Picture
from .typesetting import REGULAR, shortened

LABELS, ROW, BAR, AXIS = 400, 30, 16, 26
#: Years between two marks of the axis, such that there are not many marks.
STEPS, MOST_TICKS = (1, 2, 5, 10, 20, 50, 100), 7


class Stretch(NamedTuple):
    """One thing in time; `ends` is None where its end is not known. `said` holds the dates as recorded."""

    label: Text
    path: str
    status: str
    begins: datetime.date
    ends: datetime.date | None
    said: tuple[str | None, str | None]


class Mark(NamedTuple):
    """A stretch as it is drawn: from its beginning on, to its end or, dashed, to today; in hundredths."""

    stretch: Stretch
    key: Key
    begins: float
    ends: float
    is_open: bool

    @property
    def x(self):
        return f"{self.begins:.2f}%"

    @property
    def end(self):
        return f"{self.ends:.2f}%"

    @property
    def width(self):
        return f"{max(self.ends - self.begins, 0.6):.2f}%"


@dataclass(kw_only=True)
class Timeline(Picture):
    """Stretches of time, each in the shape of its status, on one axis of years."""

    heading: str
    classes: list[Key]
    stretches: list[Stretch]

    is_wide = True
    template = "pictures/timeline.html"
    drawing = "pictures/timeline.svg"

    @property
    def keys(self):
        found = {stretch.status for stretch in self.stretches}
        return [key for key in self.classes if key.name in found]

    @property
    def headings(self):
        return [self.heading, _("Signed"), _("Until"), _("Status")]

    @property
    def rows(self):
        names = {key.name: str(key.label) for key in self.classes}
        return [
            [
                Cell(stretch.label, stretch.path),
                Cell(Text(str(in_words(stretch.said[0])), None)),
                Cell(Text(str(in_words(stretch.said[1]) or _("Not documented")), None)),
                Cell(Text(names[stretch.status], None)),
            ]
            for stretch in self.stretches
        ]

    @cached_property
    def _span(self) -> tuple[int, int]:
        """The first year, and the first one after all."""
        days = [today()]
        for stretch in self.stretches:
            days += [stretch.begins, stretch.ends or stretch.begins]
        return min(days).year, max(days).year + 1

    def _at(self, day: datetime.date) -> float:
        first, after = self._span
        return 100 * (day.year + day.timetuple().tm_yday / 366 - first) / (after - first)

    @property
    def ticks(self) -> list[tuple[int, str]]:
        """Years on the axis, with their places."""
        first, after = self._span
        step = next(step for step in STEPS if (after - first) / step <= MOST_TICKS or step == STEPS[-1])
        years = range(-(-first // step) * step, after, step)
        return [(year, f"{self._at(datetime.date(year, 1, 1)):.2f}%") for year in years]

    def marks(self) -> list[Mark]:
        keys = {key.name: key for key in self.classes}
        return [
            Mark(
                stretch,
                keys[stretch.status],
                self._at(stretch.begins),
                self._at(stretch.ends or today()),
                stretch.ends is None,
            )
            for stretch in self.stretches
        ]

    def drawn(self, width):
        lines = [
            {
                "mark": mark,
                "label": shortened(str(mark.stretch.label), REGULAR, 14, LABELS - 16),
                "y": AXIS + number * ROW,
            }
            for number, mark in enumerate(self.marks())
        ]
        height = AXIS + ROW * len(lines)
        return {"lines": lines, "height": height, "x": LABELS, "width": width - LABELS, "bar": BAR}
