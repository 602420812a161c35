"""Reading renditions, and making those that are missing."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice

from django.db import connection
from django.utils import timezone

from cinterfor.publishing.models import Publication, Record
from cinterfor.publishing.registry import RecordType
from cinterfor.search.index import related_model

from .kinds import Kind
from .version import code_version

CHUNK = 500
IS_TRUE = """
rendition.entry_id = entry.id AND rendition.edition = entry.edition AND rendition.code = %(code)s
    AND (rendition.until IS NULL OR rendition.until > %(now)s)
"""
READ = f"""
SELECT entry.record_id, CASE WHEN rendition.text IS NULL THEN entry.edition END, rendition.text
FROM search_searchentry AS entry
    LEFT JOIN renditions_rendition AS rendition ON rendition.kind = %(kind)s AND {IS_TRUE}
WHERE entry.record_type = %(type)s AND entry.record_id = ANY(%(keys)s) AND entry.public_from <= %(now)s
"""  # noqa: S608 (constants of this file)
MISSING = f"""
SELECT entry.record_id, entry.edition, ARRAY(
    SELECT wanted FROM unnest(%(kinds)s::text[]) AS wanted
    WHERE NOT EXISTS (
        SELECT FROM renditions_rendition AS rendition WHERE rendition.kind = wanted AND {IS_TRUE}
    )
)
FROM search_searchentry AS entry
WHERE entry.record_type = %(type)s AND entry.record_id > %(after)s AND entry.public_from <= %(now)s
ORDER BY entry.record_id LIMIT %(most)s
"""  # noqa: S608 (constants of this file)
#: The entry is held, so that it is there when its rendition comes.
STORE = """
INSERT INTO renditions_rendition (entry_id, kind, edition, code, until, text)
SELECT entry.id, given.kind, given.edition, %(code)s, given.until, given.text
FROM jsonb_to_recordset(%(made)s::jsonb)
    AS given (record_id bigint, kind text, edition uuid, until timestamptz, text text)
JOIN search_searchentry AS entry
    ON entry.record_type = %(type)s AND entry.record_id = given.record_id AND entry.edition = given.edition
ORDER BY entry.id, given.kind FOR KEY SHARE OF entry
ON CONFLICT (entry_id, kind) DO UPDATE
    SET edition = excluded.edition, code = excluded.code, until = excluded.until, text = excluded.text
"""


def renditions(kind: Kind, keys: Iterable[int]) -> dict[int, str]:
    """By key the texts of the public ones among these records, with ORIGIN in them."""
    asked = {"kind": kind.name, "keys": list(keys)}
    found, missing = {}, {}
    for key, edition, text in _rows(READ, kind.record_type, asked):
        if text is None:
            missing[key] = (edition, [kind.name])
        else:
            found[key] = text
    made = keep({kind.name: kind}, kind.record_type, missing) if missing else ()
    return found | {key: text for key, _kind, text in made}


def in_parts(kind: Kind, records) -> Iterator[list[str]]:
    """The texts of all records of a query set in its order, some at a time."""
    keys = records.select_related(None).prefetch_related(None).values_list("pk", flat=True)
    waiting = keys.iterator(chunk_size=CHUNK)
    while some := list(islice(waiting, CHUNK)):
        found = renditions(kind, some)
        yield [found[key] for key in some if key in found]


def missing_after(last: int, kinds: dict[str, Kind], record_type: RecordType) -> dict[int, tuple]:
    """The next public records: by key the edition, and the kinds that are not kept of it."""
    asked = {"kinds": list(kinds), "after": last, "most": CHUNK}
    return {key: (edition, names) for key, edition, names in _rows(MISSING, record_type, asked)}


def keep(
    kinds: dict[str, Kind], record_type: RecordType, missing: dict[int, tuple]
) -> list[tuple[int, str, str]]:
    """Make what is missing and keep it: key, kind, text. Editions were read before the records are."""
    now = timezone.now()
    records = record_type.public_in_full().in_bulk(missing)
    made, rows = [], []
    for key, record in records.items():
        edition, names = missing[key]
        until = next_moment(record, record_type, now)
        for name in names:
            text = kinds[name].compose(record)
            made.append((key, name, text))
            row = {"record_id": key, "kind": name, "edition": str(edition), "until": until, "text": text}
            rows.append(row)
    with connection.cursor() as cursor:
        written = json.dumps(rows, ensure_ascii=False, default=str)
        cursor.execute(STORE, {"made": written, "type": record_type.name, "code": code_version()})
    return made


def next_moment(record: Record, record_type: RecordType, now: datetime) -> datetime | None:
    """When the first of the records that it quotes becomes public that is not so yet, though marked so."""
    quoted = chain.from_iterable(
        _at(record, lookup)
        for lookup in (*record_type.names_from, *record_type.twins_from)
        if issubclass(related_model(record_type.model, lookup), Record)
    )
    published = (other for other in quoted if other.publication_status == Publication.PUBLISHED)
    return min((other.published_from for other in published if other.published_from > now), default=None)


def _at(record, lookup: str) -> list:
    """The records that a lookup leads to from one that was read with them."""
    found = [record]
    for name in lookup.split("__"):
        values = [getattr(one, name) for one in found]
        many = (value.all() if hasattr(value, "all") else (value,) for value in values)
        found = [one for several in many for one in several if one is not None]
    return found


def _rows(statement: str, record_type: RecordType, asked: dict) -> list[tuple]:
    known = {"type": record_type.name, "code": code_version(), "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(statement, known | asked)
        return cursor.fetchall()
