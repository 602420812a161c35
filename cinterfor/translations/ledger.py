"""Keeping the ledger: which translations a change of a record makes outdated, and which it renews."""

from functools import cache
from typing import NamedTuple

from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

from cinterfor.publishing.languages import LANGUAGES

from .models import Translation

KEY = ("record_id", "field", "language")


@cache
def translated_fields(model: type) -> tuple[str, ...]:
    try:
        return tuple(translator.get_options_for_model(model).fields)
    except NotRegistered:
        return ()


def source_of(fields: dict, field: str) -> tuple[str, str]:
    """The language and the text that the others of a field are translated from."""
    own = fields.get("original_language") or fields.get("language")
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

    def apply(self, row: Translation, minor: bool, origin: str) -> bool:
        """Whether the row of the ledger is other than before."""
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
    earlier = before.get(f"{field}_{language}") or ""
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
    known = [key for key, (before, _after) in touched.items() if before]
    rows = {
        tuple(getattr(row, name) for name in KEY): row
        for row in Translation.objects.of(model).filter(record_id__in=known)
    }
    kept, gone = [], []
    for key, (before, after) in touched.items():
        for field in translated_fields(model):
            old = before["fields"] if before else {}
            for change in _changes_of(field, old, after["fields"]):
                row = rows.get((key, field, change.language)) or Translation(
                    model=model._meta.label_lower,
                    record_id=key,
                    field=field,
                    language=change.language,
                    source_language=change.source_language,
                    source=change.source_before,
                )
                if not change.text:
                    gone.append(row.pk)
                elif change.apply(row, minor, origin):
                    kept.append(row)
    Translation.objects.filter(pk__in=gone).delete()
    Translation.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["model", *KEY],
        update_fields=["source_language", "source", "origin", "made_at", "outdated"],
    )


def _texts_changed(model: type, before: dict | None, after: dict) -> bool:
    columns = [f"{field}_{code}" for field in translated_fields(model) for code in LANGUAGES]
    old = before["fields"] if before else {}
    return any(old.get(name) != after["fields"].get(name) for name in columns)
