"""Keeping the ledger: which translations a change of a record makes outdated, and which it renews."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.db.models import BooleanField, DateTimeField, TextField, Value
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

from cinterfor.history.state import states_of
from cinterfor.publishing.languages import LANGUAGES

from .models import Basis, Translation

#: A record's key, a field and a language.
Place = tuple[int, str, str]
KEY = ("record_id", "field", "language")
#: Published works keep their title; what is translated from it is shown beside it.
TITLE_OF_A_WORK = "translated_title"


@cache
def translated_fields(model: type) -> tuple[str, ...]:
    try:
        return tuple(translator.get_options_for_model(model).fields)
    except NotRegistered:
        return ()


def source_of(fields: dict, field: str) -> tuple[str, str]:
    """The language and the text that the others of a field are translated from."""
    own = fields.get("original_language") or fields.get("language")
    if field == TITLE_OF_A_WORK and own and fields.get("title"):
        return own, fields["title"]
    ordered = [own, *LANGUAGES] if own in LANGUAGES else LANGUAGES
    for language in ordered:
        if text := fields.get(f"{field}_{language}"):
            return language, text
    return ordered[0], ""


class Change(NamedTuple):
    """What happened to one translation and to its source."""

    language: str
    text: str
    text_changed: bool
    source_language: str
    source_before: str
    source: str

    def apply(self, row: Translation, minor: bool, origin: str, basis: Basis | None) -> bool:
        """Whether the row of the ledger is other than before."""
        if basis:
            row.source_language, row.source = basis.source_language, basis.source
            row.outdated, row.origin, row.made_at = basis.source != self.source, basis.origin, timezone.now()
            return True
        if self.text_changed:
            row.source_language, row.source, row.outdated = self.source_language, self.source, False
            row.origin, row.made_at = origin, timezone.now()
        elif minor and not row.outdated:
            row.source = self.source
        else:
            row.outdated = row.source != self.source
        return self.text_changed or self.source_before != self.source


def _changes_of(field: str, before: dict, after: dict) -> list[Change]:
    """By language, all but that of the source."""
    language, source = source_of(after, field)
    is_title = field == TITLE_OF_A_WORK and source == after.get("title")
    earlier = before.get("title" if is_title else f"{field}_{language}") or ""
    found = []
    for code in LANGUAGES:
        if code != language:
            old, new = before.get(f"{field}_{code}") or "", after.get(f"{field}_{code}") or ""
            found.append(Change(code, new, old != new, language, earlier, source))
    return found


def follow(model: type, changes: dict[int, tuple[dict | None, dict]], minor: bool, origin: str) -> None:
    """Note what the changes {key: (state before, state after)} do to translations, in a few queries."""
    touched = {key: pair for key, pair in changes.items() if _texts_changed(model, *pair)}
    if not touched:
        return
    # What has no history yet stands in no ledger.
    rows, told = _rows_and_told(model, [key for key, (before, _after) in touched.items() if before])
    kept, gone, used = [], [], []
    for place, change in _all_changes(model, touched):
        row = rows.get(place) or _made_of(
            Translation(), model, place, change.source_language, change.source_before
        )
        basis = told.get(place)
        basis = basis if basis and basis.text == change.text else None
        used += [basis.pk] if basis else []
        if not change.text:
            gone.append(row.pk)
        elif change.apply(row, minor, origin, basis):
            kept.append(row)
    Translation.objects.filter(pk__in=gone).delete()
    Basis.objects.filter(pk__in=used).delete()
    _keep(kept)


def _all_changes(model: type, touched: dict) -> Iterator[tuple[Place, Change]]:
    for key, (before, after) in touched.items():
        old = before["fields"] if before else {}
        for field in translated_fields(model):
            for change in _changes_of(field, old, after["fields"]):
                yield (key, field, change.language), change


class Made(NamedTuple):
    """A text, what it was made from, and the present source that whoever says so had before them."""

    text: str
    source_language: str
    source: str
    present: str


def tell(model: type, made: dict[Place, Made], origin: str) -> None:
    """Note what texts were made from: at once where they are stored, else for when they will be."""
    if not made:
        return
    keys = list({key for key, _field, _language in made})
    live, rows = states_of(model, keys), _rows(model, keys)
    stored, waiting = [], []
    for place, told in made.items():
        key, field, language = place
        fields = live[key]["fields"]
        has_text = fields.get(f"{field}_{language}") == told.text
        is_stored = has_text and source_of(fields, field)[1] == told.present
        row = (rows.get(place) or Translation()) if is_stored else Basis(text=told.text)
        row.origin = origin
        if is_stored:
            row.made_at, row.outdated = timezone.now(), told.source != told.present
        (stored if is_stored else waiting).append(
            _made_of(row, model, place, told.source_language, told.source)
        )
    _keep(stored)
    _keep_for_later(waiting)


def _keep_for_later(rows: list[Basis]) -> None:
    Basis.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["model", *KEY],
        update_fields=["text", "source_language", "source", "origin"],
    )


def _made_of(row, model: type, place: Place, source_language: str, source: str):
    """The row of the ledger, or for later, with what its text was made from."""
    row.model = model._meta.label_lower
    row.record_id, row.field, row.language = place
    row.source_language, row.source = source_language, source
    return row


class Sources:
    """By text: the source that it was made from, for many records at once."""

    def __init__(self, model: type, live: dict[int, dict]):
        """`live`: the records' states as they are stored."""
        self.live, self.rows, self.told = live, _rows(model, list(live)), _told(model, list(live))

    def of(self, place: Place, text: str, source: str) -> str:
        """What the text at the place was made from, where the source is now this one."""
        key, field, language = place
        told, row = self.told.get(place), self.rows.get(place)
        if told and told.text == text and told.source == source:
            return source
        if row and text == (self.live[key]["fields"].get(f"{field}_{language}") or ""):
            return row.source
        return told.source if told and told.text == text else source


def _rows_and_told(model: type, keys: list[int]) -> tuple[dict[Place, Translation], dict[Place, Basis]]:
    """As `_rows` and `_told`, in one query: every saving of a record asks for them."""
    shared = ("id", *KEY, "source_language", "source", "origin")
    rows = Translation.objects.of(model).filter(record_id__in=keys)
    told = Basis.objects.of(model).filter(record_id__in=keys)
    first = rows.annotate(told_text=Value(None, TextField())).values_list(
        *shared, "made_at", "outdated", "told_text"
    )
    none = {"told_at": Value(None, DateTimeField()), "told_outdated": Value(None, BooleanField())}
    second = told.annotate(**none).values_list(*shared, *none, "text")
    found: tuple[dict, dict] = {}, {}
    for *values, made_at, outdated, text in first.union(second, all=True) if keys else ():
        named = dict(zip(shared, values, strict=True), model=model._meta.label_lower)
        if text is None:
            row = Translation(**named, made_at=made_at, outdated=outdated)
        else:
            row = Basis(**named, text=text)
        found[text is not None][_place(row)] = row
    return found


def _rows(model: type, keys: list[int]) -> dict[Place, Translation]:
    return {_place(row): row for row in Translation.objects.of(model).filter(record_id__in=keys)}


def _told(model: type, keys: list[int]) -> dict[Place, Basis]:
    return {_place(row): row for row in Basis.objects.of(model).filter(record_id__in=keys)}


def _place(row: Translation | Basis) -> Place:
    return row.record_id, row.field, row.language


def _keep(rows: list[Translation]) -> None:
    Translation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["model", *KEY],
        update_fields=["source_language", "source", "origin", "made_at", "outdated"],
    )


def _texts_changed(model: type, before: dict | None, after: dict) -> bool:
    fields = translated_fields(model)
    columns = [f"{field}_{code}" for field in fields for code in LANGUAGES]
    columns += ["title"] if TITLE_OF_A_WORK in fields else []
    old = before["fields"] if before else {}
    return any(old.get(name) != after["fields"].get(name) for name in columns)
