"""The translated texts in the state of a record (history/state.py): its own, and those of its rows.

A text of a row is named by the relation, the row's key and its field: `parties.12.name`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Field
from django.utils.text import capfirst

from cinterfor.history.registry import kept_models
from cinterfor.publishing.richtext import RichTextField

from .aligning import Piece, by_block, whole
from .ledger import Sources, source_of, translated_fields


@dataclass(frozen=True)
class TranslatedText:
    """One text of a record in one language: its source, and what it was made from."""

    field: Field
    label: str
    source_language: str
    source: str
    text: str
    made_from: str
    #: By place in a rich text; a plain one is in one piece, None.
    pieces: dict[int | None, Piece]

    @property
    def is_rich(self) -> bool:
        return isinstance(self.field, RichTextField)


#: By name, those of one record.
Texts = dict[str, TranslatedText]


def holder(state: dict, name: str) -> tuple[dict, str]:
    """The values among which the text stands, and the name of its field there."""
    if "." not in name:
        return state["fields"], name
    relation, key, field = name.split(".")
    return state["rows"][relation][key], field


def texts_of(model: type, key: int, state: dict, language: str, sources: Sources) -> Texts:
    """The texts of a record that are translated into the language, by name."""
    found = {}
    for name, field, label in _named(model, state):
        values, field_name = holder(state, name)
        source_language, source = source_of(values, field_name)
        if not source.strip() or source_language == language:
            continue
        text = values.get(f"{field_name}_{language}") or ""
        # The ledger knows nothing of rows: what is there is complete.
        made_from = source if "." in name else sources.of((key, name, language), text, source)
        pieces = _pieces(field, source, made_from, text)
        found[name] = TranslatedText(field, label, source_language, source, text, made_from, pieces)
    return found


def label_of(model: type, name: str) -> str:
    """What a text is called: “Title”; one of a row (`parties.name`, `parties.12.name`) “Party: name”."""
    if "." not in name:
        return capfirst(str(model._meta.get_field(name).verbose_name))
    relation, *_key, field_name = name.split(".")
    rows = model._meta.get_field(relation).related_model._meta
    return f"{capfirst(str(rows.verbose_name))}: {rows.get_field(field_name).verbose_name}"


def _named(model: type, state: dict) -> Iterator[tuple[str, Field, str]]:
    for name in translated_fields(model):
        yield name, model._meta.get_field(name), label_of(model, name)
    for relation in kept_models()[model].rows:
        rows = model._meta.get_field(relation).related_model
        for field in translated_fields(rows):
            for key in state["rows"][relation]:
                name = f"{relation}.{key}.{field}"
                yield name, rows._meta.get_field(field), label_of(model, name)


def _pieces(field: Field, source: str, made_from: str, text: str) -> dict[int | None, Piece]:
    if isinstance(field, RichTextField):
        return by_block(source, made_from, text)
    return {None: whole(source, made_from, text)}
