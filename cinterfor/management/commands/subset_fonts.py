"""Cut the vendored fonts to the letters that the portal writes, for browsers and for pictures.

The originals stay in `cinterfor/fonts/`. Run this again after an update of them; it needs the packages
of requirements-dev.txt. What it writes is in the repository, so nobody else needs to run it.
"""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ORIGINALS = settings.BASE_DIR / "cinterfor" / "fonts"
SERVED = settings.BASE_DIR / "cinterfor" / "static" / "cinterfor" / "fonts"
DRAWN = settings.BASE_DIR / "cinterfor" / "pictures" / "fonts"

SANS = ORIGINALS / "noto-sans-5.3.0" / "noto-sans-latin-wght-{}.woff2"
SERIF = ORIGINALS / "source-serif-4-5.3.1" / "source-serif-4-latin-wght-{}.woff2"

#: Latin-1 (Spanish, Portuguese, English, German, Italian) and what French and good typography add.
#: The originals have no → and no ≥: a browser takes them from the reader's system, a picture draws them.
LETTERS = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *map(ord, "ŒœŸı\u2009\u200b\u202f–—‘’‚“”„•…′″‹›⁄€™↑↓−∕"),
    *range(0x300, 0x305),
    *(0x308, 0x327, 0x328),  # accents that a name may carry apart
}
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # with the licence (13, 14), which travels with each copy

#: What browsers get: the original, and the weights that the style sheets use.
SERVED_FONTS = {
    "noto-sans.woff2": (str(SANS).format("normal"), (400, 700)),
    "noto-sans-italic.woff2": (str(SANS).format("italic"), (400, 700)),
    "source-serif-4.woff2": (str(SERIF).format("normal"), (400, 700)),
    "source-serif-4-italic.woff2": (str(SERIF).format("italic"), (400, 700)),
}
#: What the drawing of pictures gets: original, weight of its strokes, family, style, weight asked for.
DRAWN_FONTS = {
    "NotoSans-Regular.ttf": (str(SANS).format("normal"), 400, "Noto Sans", "Regular", 400),
    "NotoSans-SemiBold.ttf": (str(SANS).format("normal"), 600, "Noto Sans", "SemiBold", 600),
    "SourceSerif4-SemiBold.ttf": (str(SERIF).format("normal"), 580, "Source Serif 4", "SemiBold", 600),
}


class Command(BaseCommand):
    help = "Cut the vendored fonts to the portal's letters: woff2 for browsers, TTF for pictures."

    def handle(self, **options):
        for name, (original, weights) in SERVED_FONTS.items():
            font = instantiateVariableFont(subset(open_font(original)), {"wght": weights})
            self.write(font, SERVED / name, "woff2")
        for name, (original, strokes, *naming) in DRAWN_FONTS.items():
            font = instantiateVariableFont(subset(open_font(original)), {"wght": strokes})
            self.write(named(font, *naming), DRAWN / name, None)

    def write(self, font: TTFont, path: Path, flavor):
        font.flavor = flavor
        path.parent.mkdir(parents=True, exist_ok=True)
        font.save(path)
        self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {path.stat().st_size} bytes")


def open_font(path: str) -> TTFont:
    """Without the time of day, so that the same originals give the same bytes."""
    return TTFont(path, recalcTimestamp=False)


def subset(font: TTFont) -> TTFont:
    options = Options(layout_features=FEATURES, name_IDs=NAMES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    return font


def named(font: TTFont, family: str, style: str, weight: int) -> TTFont:
    """Give an instance the names by which renderers choose it (name IDs 1, 2, 4, 6, 16, 17; OS/2)."""
    full = f"{family} {style}"
    names = {1: family if style == "Regular" else full, 2: "Regular", 4: full}
    names |= {6: full.replace(f" {style}", f"-{style}").replace(" ", ""), 16: family, 17: style}
    for identifier in (3, 25, *names):
        font["name"].removeNames(nameID=identifier)
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b100001 | 0b1000000  # regular, not bold or italic
    font["head"].macStyle = 0
    return font
