"""Several pictures of pages on one image, each under its name, to be looked at together."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

#: In pixels: a picture on the sheet, its label, the space around it.
WIDTH, HEIGHT, LABEL, GAP = 420, 900, 26, 16
COLUMNS, ROWS = 4, 2
GROUND, INK, EDGE = "#dddddd", "#111111", "#888888"


def make_sheets(folder: Path, target: Path) -> None:
    """The pictures of a folder, by name, on as many sheets as they need."""
    target.mkdir(parents=True, exist_ok=True)
    files, full = sorted(folder.glob("*.png")), COLUMNS * ROWS
    for number, first in enumerate(range(0, len(files), full), start=1):
        sheet_of(files[first : first + full]).save(target / f"{folder.name}-{number:02}.png")


def sheet_of(files) -> Image.Image:
    rows = -(-len(files) // COLUMNS)
    across, down = WIDTH + GAP, HEIGHT + LABEL + GAP
    sheet = Image.new("RGB", (COLUMNS * across + GAP, rows * down + GAP), GROUND)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(16)
    for place, file in enumerate(files):
        left, top = GAP + place % COLUMNS * across, GAP + place // COLUMNS * down
        picture = thumbnail(file)
        pen.text((left, top), file.stem, INK, font)
        sheet.paste(picture, (left, top + LABEL))
        edge = (left - 1, top + LABEL - 1, left + picture.width, top + LABEL + picture.height)
        pen.rectangle(edge, outline=EDGE)
    return sheet


def thumbnail(file: Path) -> Image.Image:
    """The page as wide as its place; of a long page, the top."""
    with Image.open(file) as picture:
        scale = WIDTH / picture.width
        whole = picture.convert("RGB").resize((WIDTH, max(1, round(picture.height * scale))))
    return whole.crop((0, 0, WIDTH, min(HEIGHT, whole.height)))
