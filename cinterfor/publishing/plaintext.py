"""HTML as plain text, and text as XML allows it."""

import html
import re

from django.utils.html import strip_tags

#: Elements at which a reader pauses: without their tags the words on both sides stay apart.
PAUSE = re.compile(r"</?(?:p|br|h[1-6]|ul|ol|li|blockquote|div)\b[^>]*>", re.IGNORECASE)
#: What XML 1.0 refuses even when it is escaped; Word writes \x0b for a soft line break.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(value: str) -> str:
    """The words of an HTML text, in one line."""
    return " ".join(html.unescape(strip_tags(PAUSE.sub(" ", value))).split())


def writable(value: str) -> str:
    """The text with a space for each character that no feed or sitemap can hold."""
    return UNWRITABLE.sub(" ", value)
