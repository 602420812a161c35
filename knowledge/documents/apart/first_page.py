"""The first page of a PDF as pictures (pypdfium2), for a cover where none is given."""

import base64
import io

import pypdfium2
from PIL import Image

#: Widths of the pictures, in pixels: beside the title on cards, and on the page.
WIDTHS = (160, 640)
#: Height to width: of a poster or a ticket no cover is made.
TALLEST, WIDEST = 2.2, 0.4
#: A page on which so little differs is an empty one.
FEWEST_GREYS = 8
OPTIONS = {"quality": 80, "method": 4}


def facts_of(path: str, until: float) -> dict:
    """`{"outcome": "read", "pictures": {"160": base64 of WebP, …}, "ratio": height to width}`."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        width, height = page.get_size()
        ratio = height / width
        if not WIDEST <= ratio <= TALLEST:
            return {"outcome": "read"}
        # Scaled to the pixels that are wanted, however large the page says that it is.
        drawn = page.render(scale=WIDTHS[-1] / width, may_draw_forms=False).to_pil().convert("RGB")
    low, high = drawn.convert("L").getextrema()
    if high - low < FEWEST_GREYS:
        return {"outcome": "read"}
    return {"outcome": "read", "ratio": ratio, "pictures": {str(wide): _webp(drawn, wide) for wide in WIDTHS}}


def _webp(picture, width: int) -> str:
    height = max(1, round(picture.height * width / picture.width))
    written = io.BytesIO()
    picture.resize((width, height), Image.Resampling.LANCZOS).save(written, "WEBP", **OPTIONS)
    return base64.b64encode(written.getvalue()).decode()
