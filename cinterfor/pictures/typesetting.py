"""Setting text where no browser does it: measuring, breaking into lines, shortening."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
REGULAR, SEMIBOLD, SERIF = "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "SourceSerif4-SemiBold.ttf"
ELLIPSIS = "…"


@cache
def _font(name: str, size: int):
    return ImageFont.truetype(str(FONTS / name), size)


def length(text: str, font: str, size: int) -> float:
    """How long a line is, in pixels."""
    return _font(font, size).getlength(text)


def broken(text: str, font: str, size: int, width: float, most: int = 99) -> list[str]:
    """A text in lines of at most the width; the last one shortened where there are more than `most`."""
    lines, words = [""], text.split()
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or length(longer, font, size) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[number:]])
            break
    return [shortened(line, font, size, width) for line in lines]


def shortened(text: str, font: str, size: int, width: float) -> str:
    """The text, or as much of it as fits, with an ellipsis."""
    if length(text, font, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = length(text[:middle].rstrip() + ELLIPSIS, font, size) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS
