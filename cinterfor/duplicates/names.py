"""What records are called, drafts too, kept so that the same or nearly the same names are found at once."""

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import connection

from cinterfor.history.noting import Noted
from cinterfor.search.languages import key

from .likeness import fingerprints, identifier_key
from .models import ComparedName, LikelyDuplicate
from .registry import Compared, compared_of

CHUNK = 1000
LONGEST = 500
#: Names of the records that are given no more go, new ones come, and those that stay have been compared.
WRITE = """
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(names)s::jsonb)
        AS named (record_id bigint, kind text, text text, key text, fingerprints int[])
), gone AS (
    DELETE FROM duplicates_comparedname AS stored
    WHERE model = %(model)s AND record_id = ANY(%(records)s) AND NOT EXISTS (
        SELECT FROM given WHERE (given.record_id, given.kind, given.key)
            = (stored.record_id, stored.kind, stored.key)
    )
)
INSERT INTO duplicates_comparedname (model, record_id, kind, text, key, fingerprints, compared)
SELECT %(model)s, record_id, kind, text, key, fingerprints, false FROM given
ON CONFLICT (model, record_id, kind, key) DO UPDATE SET text = excluded.text
"""
#: Shorter words are no acronym that says anything.
SHORTEST_ACRONYM = 2


class Named(NamedTuple):
    """One name: its kind (`name`, `acronym`, or an identifier's field), as written, and as compared."""

    kind: str
    text: str
    key: str


def names_in(compared: Compared, read: Callable) -> list[Named]:
    """The names of a record or a form: `read(column)` gives a text, a list of texts, or nothing."""
    found = {}
    for kind, columns in compared.named_columns:
        for text in _texts([read(column) for column in columns]):
            compared_as = key(text) if kind in ("name", "acronym") else identifier_key(text)
            if compared_as and (kind != "acronym" or len(compared_as) >= SHORTEST_ACRONYM):
                found.setdefault(
                    (kind, compared_as[:LONGEST]), Named(kind, text[:LONGEST], compared_as[:LONGEST])
                )
    return list(found.values())


def _texts(values: list) -> list[str]:
    if len(values) > 1:
        return [" ".join(value for value in values if value).strip()]
    (value,) = values
    lines = value if isinstance(value, list) else (value or "").splitlines()
    return [line.strip() for line in lines if line and line.strip()]


def keep(model: type, noted: dict[int, Noted]) -> None:
    """Keep the names of records that were written, where these are other than before."""
    if compared := compared_of(model):
        now = {key: _names_of(compared, states.now) for key, states in noted.items()}
        before = {key: _names_of(compared, states.before) for key, states in noted.items()}
        _write(compared, {key: named for key, named in now.items() if named != before[key]})


def _names_of(compared: Compared, state: dict | None) -> list[Named]:
    return names_in(compared, state["fields"].get) if state else []


def forget(compared: Compared, keys: Iterable[int]) -> None:
    """The records are gone."""
    ComparedName.objects.of(compared.model).filter(record_id__in=keys).delete()
    LikelyDuplicate.objects.of(compared.model).waiting().about(keys).delete()


def _keep(compared: Compared, now: dict[int, list[Named]]) -> None:
    stored = ComparedName.objects.of(compared.model)
    kept: dict[int, set[Named]] = {}
    known = stored.filter(record_id__in=list(now))
    for record_id, *named in known.values_list("record_id", "kind", "text", "key"):
        kept.setdefault(record_id, set()).add(Named(*named))
    _write(compared, {key: named for key, named in now.items() if set(named) != kept.get(key, set())})


def _write(compared: Compared, now: dict[int, list[Named]]) -> None:
    """In one statement: each saving of a record under another name needs it."""
    if not now:
        return
    rows = [
        named._asdict()
        | {
            "record_id": key,
            "fingerprints": fingerprints(compared.label, named.key) if named.kind == "name" else [],
        }
        for key, found in now.items()
        for named in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"model": compared.label, "records": list(now), "names": json.dumps(rows)})


def named_records(compared: Compared, keys: Iterable[int]) -> dict[int, list[Named]]:
    """By record what it is called; a record without a name too."""
    rows = compared.model._base_manager.filter(pk__in=list(keys)).values("pk", *compared.read_columns)
    return {row["pk"]: names_in(compared, row.get) for row in rows}


def keep_all(compared: Compared) -> None:
    """Keep the names of all records: those that came by no way that is listened to, and those gone."""
    records = compared.model._base_manager
    there = list(records.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(there), CHUNK):
        _keep(compared, named_records(compared, there[start : start + CHUNK]))
    gone = ComparedName.objects.of(compared.model).exclude(record_id__in=records.values("pk"))
    forget(compared, set(gone.values_list("record_id", flat=True)))
