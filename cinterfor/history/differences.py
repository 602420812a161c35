"""What differs between two states of a record, in words: field by field and language by language."""

import re
from collections.abc import Container
from difflib import SequenceMatcher
from typing import NamedTuple

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from modeltranslation.fields import TranslationField

from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.richtext import RichTextField

from .merging import Place, changed_places, places

WORDS = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)


class Piece(NamedTuple):
    """A stretch of text that is in both versions (""), only in the older (del) or only in the newer (ins)."""

    tag: str
    text: str


class Difference(NamedTuple):
    """One field before and after, in the reader's words; the language is that of a translated text."""

    label: str
    language: str | None
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        return in_pieces(self.before, self.after)


def in_pieces(before: str, after: str) -> list[Piece]:
    """The two texts as one, word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Piece("", "".join(old[i:j])))
            continue
        found += [Piece("del", "".join(old[i:j]))] if i < j else []
        found += [Piece("ins", "".join(new[k:m]))] if k < m else []
    return found


def differences(
    model: type[models.Model], before: dict | None, after: dict, without: Container[str] = ()
) -> list[Difference]:
    """From one state to another, in the order of the model's fields; without a state before: all that is.

    Fields and relations of these names are left out.
    """
    before = before or {"fields": {}, "relations": {}, "rows": {}}
    names = Names()
    old, new = places(before), places(after)
    found = []
    related: dict[str, list[Place]] = {}
    for place in changed_places(before, after):
        if place[1] in without:
            continue
        if place[0] == "relations":
            related.setdefault(place[1], []).append(place)
        elif place[0] == "fields":
            found.append(_of_field(model._meta, place[1], old.get(place), new.get(place), names))
        else:
            found += _of_row(model, place, old.get(place), new.get(place), names)
    for name, changed in related.items():
        found.append(_of_relation(model._meta.get_field(name), changed, old, new, names))
    return [item for item in found if item.before or item.after]


def place_in_words(model: type[models.Model], place: Place) -> str:
    """What a place of a state is called: “Name [pt]”, “Memberships”."""
    if place[0] == "fields":
        label, language = _named(model._meta, place[1])
        return f"{label} [{language}]" if language else label
    field = model._meta.get_field(place[1])
    return capfirst(
        str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)
    )


class Names:
    """What related records are called; each is looked up once."""

    def __init__(self):
        self._known: dict[tuple[type, int], str] = {}

    def of(self, model: type[models.Model], key: int) -> str:
        if (model, key) not in self._known:
            found = model._base_manager.filter(pk=key).first()
            gone = _("(deleted, number %(key)s)") % {"key": key}
            self._known[model, key] = str(found) if found else gone
        return self._known[model, key]


def _column(meta, attname: str) -> models.Field | None:
    """None for a column that an older version had, and the model has no longer."""
    return next((field for field in meta.concrete_fields if field.attname == attname), None)


def label_of(field: models.Field) -> tuple[str, str | None]:
    """What a field is called, and the language of a translated one."""
    if isinstance(field, TranslationField):
        return capfirst(str(field.translated_field.verbose_name)), field.language
    return capfirst(str(field.verbose_name)), None


def _named(meta, attname: str) -> tuple[str, str | None]:
    field = _column(meta, attname)
    return label_of(field) if field else (attname, None)


def _of_field(meta, attname: str, old, new, names: Names) -> Difference:
    field = _column(meta, attname)
    return Difference(*_named(meta, attname), in_words(field, old, names), in_words(field, new, names))


def in_words(field: models.Field, value, names: Names) -> str:
    """A stored value as an editor reads it."""
    if value is None or value in ("", []):
        return ""
    if field is None:
        return str(value)
    if field.is_relation:
        return names.of(field.related_model, value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = dict(getattr(getattr(field, "base_field", field), "flatchoices", ()))
    if isinstance(value, list):
        return "\n".join(str(choices.get(item, item)) for item in value)
    if isinstance(field, models.DateTimeField):
        return date_format(localtime(parse_datetime(value)), "SHORT_DATETIME_FORMAT")
    original = getattr(field, "translated_field", field)
    return plain(value) if isinstance(original, RichTextField) else str(choices.get(value, value))


def _of_relation(field, changed: list[Place], old: dict, new: dict, names: Names) -> Difference:
    gone, come = ([place for place in changed if place in state] for state in (old, new))
    texts = ("\n".join(names.of(field.related_model, key) for *_, key in side) for side in (gone, come))
    return Difference(capfirst(str(field.verbose_name)), None, *texts)


def _of_row(model, place: Place, old: dict | None, new: dict | None, names: Names) -> list[Difference]:
    meta = model._meta.get_field(place[1]).related_model._meta
    changed = [
        name for name in {**(old or {}), **(new or {})} if (old or {}).get(name) != (new or {}).get(name)
    ]
    found = (_of_field(meta, name, (old or {}).get(name), (new or {}).get(name), names) for name in changed)
    title = capfirst(str(meta.verbose_name))
    return [item._replace(label=f"{title}: {item.label}") for item in found]
