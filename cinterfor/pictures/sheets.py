"""A picture as a sheet to take away: title, drawing, legend, source, date and address on white ground."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.publishing.dates import today

from .palette import sheet_style
from .picture import Key, Picture
from .typesetting import REGULAR, SERIF, broken, length

WIDTH, MARGIN = 960, 40
INNER = WIDTH - 2 * MARGIN
SWATCH = 22


class Line(NamedTuple):
    """A line of text: its classes in looks.css, its size and its baseline, in pixels."""

    text: str
    look: str
    size: int
    y: int
    language: str | None = None


class LegendItem(NamedTuple):
    key: Key
    x: int
    y: int


@dataclass
class Sheet:
    """The parts of a sheet from the top down; `y` is where the next one begins."""

    y: int = MARGIN
    lines: list[Line] = field(default_factory=list)
    legend: list[LegendItem] = field(default_factory=list)

    def write(self, text, look, font, size, leading, language=None):
        for line in broken(text, font, size, INNER):
            self.y += leading
            self.lines.append(Line(line, look, size, self.y - round(leading * 0.3), language))

    def explain(self, keys):
        """The legend, in as many rows as it needs."""
        x = MARGIN
        for key in keys:
            wide = SWATCH + 8 + length(str(key.label), REGULAR, 15) + 28
            if x + wide > WIDTH - MARGIN + 28 and x > MARGIN:
                x, self.y = MARGIN, self.y + 26
            self.legend.append(LegendItem(key, round(x), self.y))
            x += wide
        self.y += 34 if keys else 0


def sheet_of(picture: Picture, address: str) -> str:
    """The picture as an SVG document in the active language; `address` is where it stands for good."""
    sheet = Sheet()
    sheet.write(str(picture.title), "serif ink", SERIF, 30, 38)
    if picture.note:
        sheet.y += 4
        sheet.write(str(picture.note), "sans quiet", REGULAR, 15, 22)
    sheet.y += 22
    top, drawing = sheet.y, picture.drawn(INNER)
    sheet.y += round(drawing["height"]) + 24
    sheet.explain(picture.keys)
    rule = sheet.y
    _sign(sheet, picture, address)
    context = {
        "picture": picture,
        "id": picture.name,
        "drawing": drawing,
        "sheet": sheet,
        "rule": rule,
        "top": top,
        "width": WIDTH,
        "inner": INNER,
        "margin": MARGIN,
        "height": sheet.y + MARGIN,
        "style": sheet_style(),
        "language": get_language(),
    }
    return render_to_string("pictures/sheet.svg", context)


def _sign(sheet, picture, address):
    """Who says so, when and where; and what must stand under a map."""
    day = date_format(today(), "DATE_FORMAT")
    signed = _("Source: %(source)s. State of %(day)s.") % {"source": picture.source, "day": day}
    sheet.y += 8
    sheet.write(signed, "sans ink", REGULAR, 14, 21)
    sheet.write(address, "sans ink", REGULAR, 14, 21)
    for language, text in picture.disclaimers.items():
        sheet.write(text, "sans quiet", REGULAR, 12, 17, language)
