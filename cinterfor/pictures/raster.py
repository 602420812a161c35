"""SVG as PNG, by resvg and the portal's own fonts; each drawing is rendered once."""

import hashlib

import resvg_py
from django.core.cache import caches

from .typesetting import FONTS

FONT_FILES = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
#: Raise it when a renderer's update or other fonts make other pictures of the same drawing.
FORM = 1


def png_of(svg: str, zoom: int = 1) -> bytes:
    """The drawing as PNG, `zoom` times as wide as it says; kept until its content changes."""
    kept = caches["pictures"]
    key = hashlib.sha256(f"{FORM}:{zoom}:{svg}".encode()).hexdigest()
    png = kept.get(key)
    if png is None:
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            font_files=FONT_FILES,
            skip_system_fonts=True,
            sans_serif_family="Noto Sans",
            serif_family="Source Serif 4",
        )
        kept.set(key, png)
    return png
