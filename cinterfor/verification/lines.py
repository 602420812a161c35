"""Rich text as somebody without an editor writes it: paragraphs, and lists of lines with a dash."""

import html
import re

from django.utils.html import escape, strip_tags, urlize

from cinterfor.publishing.richtext import clean_html

LINK = re.compile(r'<a\b[^>]*href="(?P<address>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
ITEM = re.compile(r"<li\b[^>]*>\s*(?:<p>)?")
BREAK = re.compile(r"<br\s*/?>|</li>")
END = re.compile(r"</(?:p|h[1-6]|ul|ol|blockquote)>")
DASH = re.compile(r"^\s*[-–•*]\s+")


def as_lines(value: str | None) -> str:
    """The words of an HTML text, a blank line between paragraphs."""
    text = re.sub(r"\s+", " ", clean_html(value))
    text = LINK.sub(_address_behind_words, text)
    text = text.replace("</p></li>", "</li>")
    text = END.sub("\n\n", BREAK.sub("\n", ITEM.sub("- ", text)))
    lines = (line.strip() for line in html.unescape(strip_tags(text)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _address_behind_words(match: re.Match) -> str:
    address, words = match["address"].removeprefix("mailto:"), strip_tags(match["words"])
    return words if html.unescape(address) == html.unescape(words) else f"{words} ({address})"


def as_html(text: str, stored: str | None = "") -> str:
    """Paragraphs and lists of what was typed; nothing in it is taken for HTML.

    Links of the stored text that still stand there as `as_lines` wrote them stay links.
    """
    links = {
        html.unescape(_address_behind_words(match)): f'<a href="{match["address"]}">{match["words"]}</a>'
        for match in LINK.finditer(clean_html(stored))
    }
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return clean_html("".join(_block(block.split("\n"), links) for block in blocks if block.strip()))


def _block(lines: list[str], links: dict[str, str]) -> str:
    if all(map(DASH.match, lines)):
        items = (_words(DASH.sub("", line), links) for line in lines)
        return "<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"
    return "<p>" + "<br>".join(_words(line, links) for line in lines) + "</p>"


def _words(line: str, links: dict[str, str]) -> str:
    known = re.split("(" + "|".join(map(re.escape, links)) + ")", line.strip()) if links else [line.strip()]
    return "".join(links.get(piece) or urlize(escape(piece), autoescape=False) for piece in known)
