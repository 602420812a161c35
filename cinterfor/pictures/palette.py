"""The portal's colours and shapes for what is drawn outside its pages: read from its own style sheets."""

import re
from functools import cache
from pathlib import Path

CSS = Path(__file__).parent.parent / "static" / "cinterfor" / "css"
#: A custom property and its first colour: the light one, on paper.
TOKEN = re.compile(r"--([\w-]+):\s*(?:light-dark\(\s*)?(#[0-9a-fA-F]{3,8})\b")
USE = re.compile(r"var\(--([\w-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@cache
def colours() -> dict[str, str]:
    """The light colours of tokens.css by name, such as `sea`."""
    found: dict[str, str] = {}
    for name, colour in TOKEN.findall((CSS / "tokens.css").read_text()):
        found.setdefault(name, colour)
    return found | {"paper": "#ffffff", "paper-raised": "#ffffff"}


@cache
def sheet_style() -> str:
    """looks.css with its colours put in: SVG renderers know no custom properties. The ground is white."""
    rules = COMMENT.sub("", (CSS / "looks.css").read_text())
    return USE.sub(lambda use: colours()[use.group(1)], rules).strip()
