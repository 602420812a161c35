"""What a record of a file asks of the database: one plan for each record."""

import html
import re
from dataclasses import dataclass, field

from django.db import models
from django.utils.text import slugify

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Publication
from cinterfor.publishing.richtext import clean_html

#: By which fields a part of a record (a party, a membership) is known again at the next load.
IDENTITY = {
    "memberships": ("kind",),
    "parties": ("institution", "country", "name_es"),
    "texts": ("language", "url"),
    "contributions": ("person", "institution", "role"),
}


@dataclass
class Plan:
    """The values of a record's fields, what it is related to, and the parts that belong to it."""

    file: str
    key: str
    model: type[models.Model]
    slug: str
    values: dict = field(default_factory=dict)
    #: Values that are only set when the record is made: what a fuller file would say better.
    when_new: dict = field(default_factory=dict)
    many: dict[str, list] = field(default_factory=dict)
    parts: dict[str, list[dict]] = field(default_factory=dict)


def given(record: dict, **fields: str) -> dict:
    """`{field: value}` of the keys that the record has; what it has not is left as it is."""
    return {name: record[key] for name, key in fields.items() if key in record}


def texts(record: dict, name: str, key: str | None = None, rich: bool = False) -> dict:
    """The translated field's texts that the record gives."""
    found = {f"{name}_{code}": record.get(f"{key or name}_{code}") for code in LANGUAGES}
    return {field: rich_text(value) if rich else value for field, value in found.items() if value}


def own_text(record: dict, name: str, key: str, language: str | None) -> dict:
    """The field's texts, and in its own language the one that the record gives without a suffix."""
    plain = {f"{name}_{language}": record[key]} if language in LANGUAGES and record.get(key) else {}
    return plain | texts(record, name, key)


def rich_text(value: str) -> str:
    """HTML as the database keeps it; plain text becomes paragraphs."""
    if not re.match(r"\s*<[a-z]", value):
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n", value) if part.strip()]
        value = "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs)
    return clean_html(value)


def status(public: bool, record: dict) -> Publication:
    """Published by the rule of its file; a hold keeps any record a draft."""
    return Publication.PUBLISHED if public and not record.get("hold") else Publication.DRAFT


def provenance(record: dict, further: dict[str, str | None] | None = None) -> dict:
    """Sources, and in words for editors all that no field keeps."""
    lines = [record.get("note")]
    if record.get("hold"):
        lines.append(f"On hold: {record['hold']}")
    if record.get("source_complete") is False:
        lines.append("The full address of the source was not kept.")
    lines.extend(f"{label}: {text}" for label, text in (further or {}).items() if text)
    source = record.get("source", [])
    return {
        "source": [source] if isinstance(source, str) else source,
        "editor_note": "\n".join(filter(None, lines)),
    }


def short_name(*words: str) -> str:
    return slugify(" ".join(words))[:120].strip("-")
