"""What stands at the left of a sharing image: a number, a date, a cover, a monogram, a country, a picture."""

import base64
import io
import math

from django.core.files.storage import default_storage
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from PIL import Image, UnidentifiedImageError

from cinterfor.publishing.dates import first_day, in_words

from .covers import HEIGHT as COVER_HEIGHT
from .covers import WIDTH as COVER_WIDTH
from .covers import inks
from .maps import DISCLAIMERS, WITH_MALVINAS
from .motifs import weave as woven
from .shapes import country_shapes
from .typesetting import REGULAR, SEMIBOLD, SERIF, broken, length

#: The room of a side, in pixels.
WIDTH, HEIGHT = 300, 408
#: Of a picture, and how wide it is drawn for that.
PICTURE, DRAWN = 620, 760
#: Of a map, which is wider.
MAP, MAP_HEIGHT = 380, 318
#: The room for letters in a disc of 64.
DISC = 47
FINE, FINE_LEADING = 12, 15


def number(shown: dict) -> dict:
    """A count, as large as it fits."""
    return _large(number_format(shown["number"]), "")


def figures(shown: dict) -> dict:
    """What is counted, number over name."""
    rows = [
        {"number": number, "name": name, "y": place * 105}
        for place, (number, name) in enumerate(shown["figures"])
    ]
    return {"width": WIDTH, "rows": rows}


def date(shown: dict) -> dict:
    """The day or days, month and year of something, as far as they are known."""
    begins, ends = shown["begins"], shown["ends"]
    if len(begins) == 4:
        return _large(begins, "")
    if len(begins) == 7:
        return _large(begins[:4], date_format(first_day(begins), "F"))
    days = str(int(begins[8:]))
    if ends and len(ends) == 10 and ends[:7] == begins[:7] and ends != begins:
        days += f"–{int(ends[8:])}"
    return _large(days, in_words(begins[:7]))


def _large(text, under):
    size = next((size for size in (190, 160, 130, 110, 90) if length(text, SERIF, size) <= WIDTH), 70)
    return {"width": WIDTH, "text": text, "size": size, "y": round(size * 0.72), "under": under}


def cover(shown: dict) -> dict:
    """The uploaded cover, or the one that the portal draws."""
    embedded = embedded_image(shown["file"]) if shown["file"] else ""
    scale = HEIGHT / COVER_HEIGHT
    drawn = {} if embedded else shown["cover"].drawn()
    return {"width": round(COVER_WIDTH * scale), "height": HEIGHT, "embedded": embedded, "drawn": drawn}


def monogram(shown: dict) -> dict:
    """The logo on white, or the letters in the visual code."""
    embedded = embedded_image(shown["file"]) if shown["file"] else ""
    key = shown["key"]
    size = _fitting([shown["letters"]], DISC, 22)
    letters = {"letters": shown["letters"], "size": size, "baseline": round(32 + 0.36 * size, 1)}
    return {"width": WIDTH, "embedded": embedded, "key": key, "keys": [key], **letters}


def _fitting(texts: list[str], width: float, size: float) -> float:
    """The size in which the longest of the texts is no wider than the width, or the size where that fits."""
    longest = max((length(text, SEMIBOLD, 100) / 100 for text in texts), default=0)
    return round(min(size, width / longest), 1) if longest else size


def country(shown: dict) -> dict:
    """The country among its neighbours, with what must stand under a map."""
    drawn = country_shapes(shown["code"])
    wide, high = drawn["size"]
    scale = min(MAP / wide, MAP_HEIGHT / high)
    disclaimers = WITH_MALVINAS if drawn["shows_malvinas"] else DISCLAIMERS
    return {
        "width": MAP,
        "wide": wide,
        "high": high,
        "scaled": [round(wide * scale), round(high * scale)],
        "map": drawn,
        "fine": FINE,
        "lines": _fine_print(disclaimers, MAP, round(high * scale) + 24),
    }


def _fine_print(disclaimers, width, y):
    """What must stand under a map, in the language of the image."""
    text = disclaimers.get(get_language()) or next(iter(disclaimers.values()), "")
    lines = broken(text, REGULAR, FINE, width) if text else []
    return [{"text": line, "y": y + place * FINE_LEADING} for place, line in enumerate(lines)]


def parties(shown: dict) -> dict:
    """The parties of an agreement as discs on a ring, each joined with each; their letters where known."""
    letters, count = shown["letters"], len(shown["letters"])
    radius = 92 if count == 2 else 54 if count < 5 else 38
    ring, centre = (112, WIDTH / 2) if count == 2 else (WIDTH / 2 - radius + 10, WIDTH / 2)
    points = []
    for place, said in enumerate(letters):
        turn = 2 * math.pi * place / count - math.pi / 2
        x, y = (round(centre + ring * run(turn)) for run in (math.cos, math.sin))
        points.append({"x": x, "y": y + (52 if count == 2 else 40), "letters": said})
    lines = [(one, other) for place, one in enumerate(points) for other in points[place + 1 :]]
    return {
        "width": WIDTH,
        "points": points,
        "lines": lines,
        "radius": radius,
        "size": _fitting(letters, 1.6 * radius, radius * 0.52),
        **shown,
    }


def weave(shown: dict) -> dict:
    """A field of the weave: three tiles wide and four high, each 100 pixels."""
    tiles = [(tile.column * 100, tile.row * 100, tile.turned) for tile in woven(shown["seed"], 3, 4)]
    return {"width": WIDTH, "tiles": tiles, **inks(shown["ink"], shown["motif"])}


def picture(shown: dict) -> dict:
    """The drawing of a picture: as much from its top as there is room for."""
    found = shown["picture"]
    fine = _fine_print(found.disclaimers, PICTURE, 0)
    room = HEIGHT - len(fine) * FINE_LEADING - (24 if fine else 0)
    width = PICTURE if found.drawn(PICTURE)["height"] <= room else DRAWN
    drawing, scale = found.drawn(width), width / PICTURE
    # Of a map nothing is cut away: it is drawn smaller.
    cut = round(drawing["height"])
    if fine:
        scale = max(scale, cut / room)
    else:
        cut = min(cut, round(room * scale))
    return {
        "width": PICTURE,
        "high": round(cut / scale),
        "picture": found,
        "drawing": drawing,
        "drawn_width": width,
        "shown": cut,
        "keys": found.keys,
        "fine": FINE,
        "lines": _fine_print(found.disclaimers, PICTURE, round(cut / scale) + 24),
    }


SIDES = {
    "number": number,
    "figures": figures,
    "date": date,
    "cover": cover,
    "monogram": monogram,
    "country": country,
    "parties": parties,
    "weave": weave,
    "picture": picture,
}


def embedded_image(name: str) -> str:
    """An uploaded image as a data address, no larger than it is shown; empty where the file is lost."""
    try:
        with default_storage.open(name) as file, Image.open(file) as opened:
            opened.thumbnail((2 * WIDTH, 2 * HEIGHT))
            written = io.BytesIO()
            opened.convert("RGBA").save(written, "PNG")
    except (OSError, UnidentifiedImageError):
        return ""
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()
