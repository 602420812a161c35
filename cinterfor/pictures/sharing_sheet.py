"""The one layout of all sharing images: what is particular at the left, words beside it, the weave below."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cinterfor.publishing.languages import Text

from .motifs import motif_in
from .palette import CSS, colours, sheet_style
from .sharing import Mark, SharingImage
from .sharing_sides import SIDES
from .sheets import Line
from .strips import diamonds, strip_of
from .typesetting import REGULAR, SEMIBOLD, SERIF, broken, shortened

WIDTH, HEIGHT, MARGIN, TOP = 1200, 630, 72, 76
#: Where the words end, above the wordmark.
BOTTOM = 496
#: How wide the side is, and the gap beside it.
SIDE, GAP = 300, 56
TITLE_SIZES = (72, 64, 56, 50, 44, 38, 34)
TITLE_LEADING = 1.14
#: In a column narrower than this the sizes begin further down.
NARROW, NARROW_FROM = 500, 3
LINE, LINE_LEADING, MOST_LINES = 28, 38, 4
MARK, MARK_LEADING, MOST_MARKS = 26, 42, 5
STRIP, STRIP_TOP = 236, 296
DIAMONDS, DIAMOND = 30, 40
WARP = ("annatto", "sea", "gold", "plum", "leaf")
ICON = CSS.parent / "img" / "icon.svg"


@dataclass
class Words:
    """The words of an image from the top down, in the column left of which the side stands."""

    x: int
    width: int
    y: int = TOP
    lines: list[Line] = field(default_factory=list)
    marks: list[dict] = field(default_factory=list)

    def write(self, text, look, size, leading, language=None):
        self.y += leading
        self.lines.append(Line(text, look, size, round(self.y - leading * 0.25), language))

    def title(self, title: Text, room: int):
        """As large as it fits into the room; at the smallest size it is shortened."""
        for size in TITLE_SIZES[NARROW_FROM if self.width < NARROW else 0 :]:
            most = max(int(room / (size * TITLE_LEADING)), 1)
            lines = broken(title.value, SERIF, size, self.width)
            if len(lines) <= most and not any(line.endswith("…") for line in lines):
                break
        for line in broken(title.value, SERIF, size, self.width, most):
            self.write(line, "serif ink", size, round(size * TITLE_LEADING), title.language)

    def facts(self, facts: list[tuple[str, str | None]]):
        self.y += 14
        for line, language in facts:
            self.write(line, "sans ink", LINE, LINE_LEADING, language)

    def explain(self, marks: list[Mark]):
        self.y += 18
        for mark in marks[:MOST_MARKS]:
            text = shortened(mark.text, REGULAR, MARK, self.width - 52)
            self.marks.append({"key": mark.key, "text": text, "y": self.y, "x": self.x})
            self.y += MARK_LEADING


def svg_of(image: SharingImage) -> str:
    """The image as an SVG document in the active language."""
    side = SIDES[image.side](image.shown) if image.side else None
    start = MARGIN + (side["width"] + GAP if side else 0)
    words = Words(start, WIDTH - MARGIN - start)
    strip = strip_of(*image.strip, words.width) if image.strip else None
    units = _units(image, words.width)
    _set(words, image, STRIP if strip or units else 0)
    context = {
        "image": image,
        "side": side,
        "side_template": f"pictures/sharing/{image.side}.svg",
        "words": words,
        "units": units,
        "strip_top": STRIP_TOP,
        "strip": strip,
        "patterns": _patterns(image, strip, side),
        "language": get_language(),
        **_frame(),
    }
    return render_to_string("pictures/sharing/image.svg", context)


def _frame():
    """What is the same on all images."""
    return {
        "colours": colours(),
        "style": sheet_style(),
        "diamonds": _diamonds(),
        "icon": ICON.read_text(),
        "name": _("ILO/Cinterfor"),
        "line": _("Knowledge network of vocational training"),
    }


def _set(words, image, below):
    facts = _broken(image.lines, words.width)
    below += len(facts) * LINE_LEADING + 14 * bool(facts)
    below += len(image.marks[:MOST_MARKS]) * MARK_LEADING + 18 * bool(image.marks)
    if image.kicker:
        words.write(shortened(image.kicker, SEMIBOLD, 26, words.width), f"strong hue-{image.hue} now", 26, 40)
        words.y += 8
    words.title(image.title, BOTTOM - words.y - below)
    words.facts(facts)
    words.explain(image.marks)


def _broken(lines, width):
    """The facts as lines on paper, each with its language."""
    pairs = [(part, line.language) for line in lines for part in broken(line.value, REGULAR, LINE, width, 3)]
    return pairs[:MOST_LINES]


def _patterns(image, strip, side):
    keys = [mark.key for mark in image.marks]
    keys += strip["keys"] if strip else []
    keys += side.get("keys", []) if side else []
    return list({key.pattern: key for key in keys if key.pattern}.values())


def _units(image, width):
    """A diamond for each record of a list that no picture counts."""
    if image.side != "number" or image.strip:
        return None
    shape = motif_in("book", colours()[image.hue], colours()["paper-sunk"])
    size, places = diamonds(image.shown["number"], width)
    return {"shape": shape, "scale": (size - 8) / 40, "places": places}


def _diamonds():
    """The row of diamonds along the foot: each hue of the weave for six."""
    each = DIAMONDS // len(WARP)
    return [
        {
            "x": number * DIAMOND,
            "shape": motif_in("book", colours()[WARP[number // each]], colours()["paper-sunk"]),
        }
        for number in range(DIAMONDS)
    ]
