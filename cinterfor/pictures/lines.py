"""Lines: how shares of a whole went on from day to day."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text

from .picture import Cell, Key, Picture, in_percent

#: The plot, in pixels: its height, the room above it and for what stands at the ends of lines.
HEIGHT, TOP, ENDS, AXIS, LEAST = 220, 10, 150, 44, 20
#: Days in a picture; of more, some are left out.
MOST_DAYS = 60


class End(NamedTuple):
    """What stands at the end of a line: which one it is, and its last share."""

    key: Key
    percent: str
    y: float


@dataclass(kw_only=True)
class Lines(Picture):
    """A line for each key through its share, in percent, on each day; `days` in their order."""

    heading: str
    classes: list[Key]
    days: dict[datetime.date, dict[str, float]]

    is_wide = True
    template = "pictures/lines.html"
    drawing = "pictures/lines.svg"

    @property
    def headings(self):
        return [self.heading, *(_percent_of(key) for key in self.classes)]

    @property
    def rows(self):
        """The newest day first."""
        return [
            [
                Cell(Text(date_format(day, "SHORT_DATE_FORMAT"), None)),
                *(Cell(shares.get(key.name, "")) for key in self.classes),
            ]
            for day, shares in reversed(self.shown.items())
        ]

    @property
    def is_empty(self):
        return len(self.days) < 2

    @cached_property
    def shown(self) -> dict[datetime.date, dict[str, float]]:
        """The first and the last day, and of those between as many as a picture holds, evenly."""
        days = list(self.days)
        step = -(-len(days) // MOST_DAYS) or 1
        chosen = {*days[:1], *days[::-1][::step]}
        return {day: self.days[day] for day in sorted(chosen)}

    @cached_property
    def lowest(self) -> int:
        """Where the axis begins: a multiple of ten under all shares."""
        least = min((share for shares in self.days.values() for share in shares.values()), default=0)
        return max(int(least) // 10 * 10 - 10, 0)

    def _y(self, share: float) -> float:
        return round(TOP + (HEIGHT - TOP) * (100 - share) / (100 - self.lowest), 1)

    @property
    def levels(self) -> list[tuple[str, float]]:
        """Shares on the axis, with their places."""
        middle = (100 + self.lowest) // 2
        return [(in_percent(share), self._y(share)) for share in (100, middle, self.lowest)]

    @property
    def day_marks(self) -> list[str]:
        """The first and the last day."""
        names = list(self.shown)
        return [date_format(day, "SHORT_DATE_FORMAT") for day in (names[0], names[-1])]

    def lines(self, width: float = 100) -> list[tuple[Key, str]]:
        """Each key with its path, over so many units from left to right."""
        first, *_rest, last = self.shown
        span = (last - first).days
        found = []
        for key in self.classes:
            points = [
                f"{width * (day - first).days / span:.2f} {self._y(shares[key.name])}"
                for day, shares in self.shown.items()
                if key.name in shares
            ]
            if points:
                found.append((key, "M" + "L".join(points)))
        return found

    @property
    def ends(self) -> list[End]:
        """The names of lines, none upon another."""
        last = list(self.shown.values())[-1]
        keys = [key for key in self.classes if key.name in last]
        ends = [End(key, in_percent(int(last[key.name])), self._y(last[key.name])) for key in keys]
        return _apart(sorted(ends, key=lambda end: end.y))

    @property
    def height(self) -> int:
        return HEIGHT

    def drawn(self, width):
        if self.is_empty:
            return {"height": 0}
        room = width - ENDS - AXIS
        return {"height": HEIGHT + 30, "x": AXIS, "width": room, "lines": self.lines(room)}


def _percent_of(key: Key) -> str:
    # Translators: the head of a column of percentages, such as “Portuguese, %”.
    return _("%(name)s, %%") % {"name": key.label}


def _apart(ends: list[End]) -> list[End]:
    """From the top down, each at least a line of text below the one before; then up from the ground."""
    placed = list(ends)
    for upper, lower in pairwise(range(len(placed))):
        placed[lower] = placed[lower]._replace(y=max(placed[lower].y, placed[upper].y + LEAST))
    ground = HEIGHT
    for place in reversed(range(len(placed))):
        placed[place] = placed[place]._replace(y=min(placed[place].y, ground))
        ground = placed[place].y - LEAST
    return placed
