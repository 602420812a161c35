"""What browsers fetch of an image: the picture in several widths and formats, whole and cut for cards."""

import io
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Raster

from cinterfor.desk.preview import with_token
from cinterfor.publishing.files import UploadPath

#: In pixels; a picture is never made wider than it is.
WIDTHS, CARD_WIDTHS = (320, 640, 960, 1600), (320, 640, 960)
#: Width to height of a card's picture.
CARD = (3, 2)
#: The better format first, as browsers choose it; with how each is written: in a second or
#: two of a processor for a large photograph, while the editor waits.
FORMATS = {"avif": {"quality": 60, "speed": 9}, "webp": {"quality": 80, "method": 2}}
FOLDER = UploadPath("images")


@dataclass(frozen=True)
class Rendition:
    """One file of an image: its path in the storage, its size in pixels, its format.

    `focus` is the focal point (percent) about which it was cut to 3:2 for cards, None for the whole picture.
    """

    path: str
    width: int
    height: int
    format: str
    focus: tuple[int, int] | None = None

    @property
    def url(self) -> str:
        return with_token(default_storage.url(self.path))

    def as_json(self) -> dict:
        return asdict(self)


def from_json(values: dict) -> Rendition:
    focus = values["focus"]
    return Rendition(**values | {"focus": tuple(focus) if focus else None})


def size_of(storage, name: str) -> tuple[int, int]:
    """Width and height in pixels of a stored picture."""
    with storage.open(name) as file, Raster.open(file) as opened:
        return opened.size


def whole(storage, name: str) -> list[Rendition]:
    """The picture in each width that it has, in each format."""
    with storage.open(name) as file, Raster.open(file) as picture:
        return _write(storage, name, picture, WIDTHS, None)


def cut_for_cards(storage, name: str, focus: tuple[int, int]) -> list[Rendition]:
    """The largest part of 3:2 about the focal point, in each width that it has."""
    with storage.open(name) as file, Raster.open(file) as picture:
        return _write(storage, name, picture.crop(card_box(*picture.size, focus)), CARD_WIDTHS, focus)


def card_box(width: int, height: int, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of that part.

    As `object-position` in CSS shares out what is cut away, so that editors see the same while they choose.
    """
    wide = min(width, max(1, round(height * CARD[0] / CARD[1])))
    high = min(height, max(1, round(width * CARD[1] / CARD[0])))
    left, top = round((width - wide) * focus[0] / 100), round((height - high) * focus[1] / 100)
    return left, top, left + wide, top + high


def _write(storage, name, picture, widths, focus) -> list[Rendition]:
    if picture.mode not in ("RGB", "RGBA"):
        picture = picture.convert("RGB")
    # A name of its own each time: what was written once never changes under its address.
    base = PurePosixPath(FOLDER(None, name)).with_suffix("")
    made = []
    for width in sorted({min(width, picture.width) for width in widths}):
        height = max(1, round(picture.height * width / picture.width))
        scaled = picture.resize((width, height), Raster.Resampling.LANCZOS, reducing_gap=3)
        for suffix, options in FORMATS.items():
            written = io.BytesIO()
            scaled.save(written, suffix.upper(), **options)
            path = storage.save(f"{base}-{width}.{suffix}", ContentFile(written.getvalue()))
            made.append(Rendition(path, width, height, suffix, focus))
    return made
