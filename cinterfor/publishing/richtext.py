"""Rich text: sanitised HTML, cleaned on every way in and again on the way out."""

import re
from typing import NamedTuple

import nh3
from django.utils.text import slugify
from django_prose_editor.fields import ProseEditorField

from .languages import texts
from .plaintext import plain

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"protocols": ["http", "https", "mailto"], "enableTarget": False},
}
TAGS = {"p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a"}


def clean_html(value: str | None) -> str:
    """What the editor can write, and nothing else: no script, style, image or frame."""
    cleaned = nh3.clean(
        value or "",
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    # What the editor leaves where all text was deleted.
    return "" if cleaned in {"<p></p>", "<p><br></p>"} else cleaned


#: A heading as `clean_html` leaves it: without attributes, never inside another.
HEADING = re.compile(r"<h(?P<level>[23])>(?P<inside>.*?)</h(?P=level)>", re.DOTALL)


class Heading(NamedTuple):
    """A heading of a text: where a link to it leads, its words, and its level in the page."""

    id: str
    heading: str
    level: int


def headings(html: str, addresses: str = "") -> list[Heading]:
    """The headings of a cleaned text.

    Their addresses come from another text with as many headings, where that is given: a page has the same
    ones in all its languages.
    """
    found = list(HEADING.finditer(html))
    named = list(HEADING.finditer(addresses))
    ids = _ids(named if len(named) == len(found) else found)
    return [
        Heading(id, plain(match["inside"]), int(match["level"])) for id, match in zip(ids, found, strict=True)
    ]


def contents_of(record, field: str) -> list[Heading]:
    """The headings of a record's text as the reader sees it, with the same addresses in every language."""
    written = next(iter(texts(record, field).values()), "")
    return headings(clean_html(record.text(field).value), clean_html(written))


def with_anchors(html: str, found: list[Heading]) -> str:
    """The cleaned text, its headings with the addresses that `headings` gave them."""
    ids = iter(found)
    return HEADING.sub(
        lambda match: f'<h{match["level"]} id="{next(ids).id}">{match["inside"]}</h{match["level"]}>', html
    )


def _ids(matches) -> list[str]:
    """One for each heading, from its words; the letter before them keeps clear of the page's own ids."""
    ids = []
    for match in matches:
        wish = f"h-{slugify(plain(match['inside']))[:60]}".rstrip("-")
        same = sum(id == wish or id.startswith(f"{wish}--") for id in ids)
        ids.append(f"{wish}--{same + 1}" if same else wish)
    return ids


class RichTextField(ProseEditorField):
    """HTML of a few safe elements; saving cleans it, also where no form did."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("extensions", "sanitize", "config"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        return clean_html(value) if value else value
