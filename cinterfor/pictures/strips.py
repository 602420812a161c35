"""A picture of bars as a strip of columns: the shape of the whole at a glance, with its legend."""

from .picture import Key
from .registry import get_picture_type
from .typesetting import REGULAR, length

#: In pixels: the columns, the least gap and the widest step between them.
HEIGHT, GAP, WIDEST = 100, 5, 64
LEGEND, LEGEND_LEADING = 20, 30
#: The largest diamonds, one for a record, that fill no more than the room.
DIAMONDS, DIAMONDS_HEIGHT = (70, 50, 35), 190


def strip_of(name: str, backwards: bool, width: int) -> dict | None:
    """The columns of a registered picture, its title, the first and last label, and the legend."""
    picture = get_picture_type(name).drawn({})
    rows = [row for row in picture.bars if row.path or not row.total]
    if backwards:
        rows.reverse()
    if not rows or not picture.longest:
        return None
    step = min(width / len(rows), WIDEST)
    return {
        "title": picture.title,
        "columns": [
            {"x": round(place * step, 1), "parts": _parts(row, picture)} for place, row in enumerate(rows)
        ],
        "width": round(step - GAP, 1),
        "wide": round(step * len(rows) - GAP),
        "height": HEIGHT,
        "ends": [str(rows[0].label), str(rows[-1].label)],
        "keys": picture.keys,
        "legend": _legend(picture.keys, width),
    }


def _parts(row, picture):
    """The segments of a column from the ground up."""
    parts, ground = [], HEIGHT
    longest = max(row.total for row in picture.bars if row.path)
    for key in picture.keys:
        high = HEIGHT * row.numbers.get(key.name, 0) / longest
        ground -= high
        if high:
            parts.append({"key": key, "y": round(ground, 1), "height": round(max(high - 2, 1), 1)})
    return parts


def _legend(keys: list[Key], width: int) -> list[dict]:
    """The keys in rows, from left to right."""
    placed, x, y = [], 0, 0
    for key in keys:
        wide = 34 + length(str(key.label), REGULAR, LEGEND) + 28
        if x and x + wide > width + 28:
            x, y = 0, y + LEGEND_LEADING
        placed.append({"key": key, "x": round(x), "y": y})
        x += wide
    return placed


def diamonds(count: int, width: int) -> tuple[int, list[tuple[int, int]]]:
    """The size and a place for each of so many records, row by row; none where they are too many."""
    for size in DIAMONDS:
        columns = width // size
        if -(-count // columns) * size <= DIAMONDS_HEIGHT:
            return size, [(place % columns * size, place // columns * size) for place in range(count)]
    return size, []
