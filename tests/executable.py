"""What a browser would run of a page or feed: for tests that nothing of what anybody wrote is among it."""

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

ATOM = "{http://www.w3.org/2005/Atom}"
#: Texts that would run wherever one sign too few is escaped, in each place in which a text may stand.
ATTACKS = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' autofocus onfocus=alert(1) x='",
    "</script><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<svg/onload=alert(1)>",
    "<a href='java\tscript:alert(1)'>a</a>",
)
ATTACK = "".join(ATTACKS)
ATTACKING_ADDRESS = "javascript:alert(1)//<script>alert(1)</script>"
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "content"}
RUN = {"iframe", "object", "embed", "base"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.data = [], None

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.data = [] if given.get("type") == "application/ld+json" else None
        is_own = re.match("/(?!/)", given.get("src", "")) or "nonce" in given or self.data is not None
        if tag in RUN or (tag == "script" and not is_own):
            self.found.append(f"<{tag}> {given}")
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.found += [
            f"{tag} {name}={value}" for name, value in given.items() if name in ADDRESSES and _runs(value)
        ]

    def handle_data(self, data):
        if self.data is not None:
            self.data.append(data)

    def handle_endtag(self, tag):
        if tag == "script" and self.data is not None:
            json.loads("".join(self.data))
            self.data = None


def _runs(address: str) -> bool:
    plain = "".join(address.split()).lower()
    return plain.startswith(("javascript:", "vbscript:", "data:text/html"))


def in_html(text: str) -> list[str]:
    """What would run of an HTML text; its JSON-LD must be JSON to its end."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


def in_feed(text: str) -> list[str]:
    """What would run of an Atom feed in a reader that shows its HTML."""
    root = ET.fromstring(text)
    found = [
        part
        for element in root.iter()
        if element.get("type") == "html"
        for part in in_html(element.text or "")
    ]
    return found + [link.get("href") for link in root.iter(f"{ATOM}link") if _runs(link.get("href"))]


def in_data(found) -> list[str]:
    """What would run of the HTML that JSON holds."""
    texts = found.get("html", {}).values() if isinstance(found, dict) else ()
    return [part for by_language in texts for text in by_language.values() for part in in_html(text)]
