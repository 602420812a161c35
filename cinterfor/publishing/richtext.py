"""Rich text: sanitised HTML, cleaned on every way in and again on the way out."""

import re
from functools import lru_cache
from typing import NamedTuple

import nh3
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from .languages import texts
from .pasted import tidy
from .plaintext import plain

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {
        "protocols": ["http", "https", "mailto"],
        "enableTarget": False,
        "url": reverse_lazy("admin:records_to_link"),
        # Translators: the dialog in which a link is made in a text.
        "labels": {
            "title": _("Link"),
            "record": _("Record of the portal"),
            "help": _("Type a part of its name. The link follows the record when its address changes."),
            "address": _("Or another address"),
            "insert": _("Insert"),
            "cancel": _("Cancel"),
            "found": _("Records found: {number}"),
            "nothing": _("No record has this name."),
            "failed": _("The records could not be read. Is the connection down?"),
        },
    },
    "CleanPaste": {"url": reverse_lazy("admin:pasted_text")},
    # Translators: the buttons of the text editor.
    "ButtonNames": {
        "names": {
            "paragraph": _("Paragraph"),
            "heading2": _("Heading"),
            "heading3": _("Subheading"),
            "bulletList": _("Bulleted list"),
            "orderedList": _("Numbered list"),
            "blockquote": _("Quotation"),
            "bold": _("Bold"),
            "italic": _("Italic"),
            "unlink": _("Remove the link"),
            "history:undo": _("Undo"),
            "history:redo": _("Redo"),
        }
    },
}
TAGS = {"p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a"}


#: Longer texts are read each time: what is remembered must fit into memory.
LONGEST_KEPT = 20_000


def clean_html(value: str | None) -> str:
    """What the editor can write, and nothing else: no script, style, image or frame.

    Every way in and every way out leads through it; the same text is read once.
    """
    value = value or ""
    return _cleaned(value) if len(value) <= LONGEST_KEPT else _cleaned.__wrapped__(value)


@lru_cache(maxsize=512)
def _cleaned(value: str) -> str:
    return nh3.clean(
        tidy(value),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


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
        """What is saved stands in the record too, for whoever reads it next."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_html(value)
            # A field without its language is read in the active one or, where that is empty, in another:
            # written back, that text would pass for a translation.
            if not hasattr(model_instance, f"{self.name}_{settings.LANGUAGE_CODE}"):
                setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        """Bulk writes, updates and fixtures pass by here alone."""
        return super().get_db_prep_save(clean_html(value) if isinstance(value, str) else value, connection)


def rich_columns(model) -> list[RichTextField]:
    """A model's rich texts, with those of each language."""
    return [field for field in model._meta.concrete_fields if isinstance(field, RichTextField)]


def rich_fields(model) -> list[str]:
    """The names of a model's rich texts, without their languages."""
    return [field.name for field in rich_columns(model) if not hasattr(field, "translated_field")]


def clean_stored(model, keys) -> None:
    """Clean what the database has put together itself, which no field could read before."""
    columns = [field.attname for field in rich_columns(model)]
    # Of Django's own, so that each column is read and written as it is, without its languages.
    stored = QuerySet(model).filter(pk__in=keys)
    for key, *values in stored.values_list("pk", *columns) if columns else ():
        found = {name: clean_html(value) for name, value in zip(columns, values, strict=True) if value}
        changed = {name: text for name, text in found.items() if text != values[columns.index(name)]}
        if changed:
            QuerySet(model).filter(pk=key).update(**changed)
