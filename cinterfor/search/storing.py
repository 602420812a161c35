"""The statements that store rows of the index, and that tell whether they are as they would be stored now.

The vectors are made by the database: it reads each text with the dictionaries by which it is searched.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from .languages import CONFIGURATIONS, accentless
from .rows import words_of

FIELDS = {
    "record_type": "text",
    "record_id": "bigint",
    "slug": "text",
    "public_from": "timestamptz",
    "datestamp": "timestamptz",
    "date": "date",
    "facets": "text[]",
    "state_days": "date[]",
    "states": "text[]",
    "titles": "jsonb",
    "title_language": "text",
    "texts": "jsonb",
    "related": "jsonb",
}
#: Besides: the words of names by language, of related names, of documents; acronyms in texts, and numbers.
READ = FIELDS | {"names": "jsonb", "others": "text", "documents": "jsonb"}
READ |= dict.fromkeys(("own_acronyms", "acronyms", "numbers"), "text[]")


#: Between two texts of a vector: the last word of one and the first of the next do not stand together.
BREAK = "'¦:1'::tsvector"


def _words_in_languages(column: str) -> list[str]:
    parts = []
    for language, config in CONFIGURATIONS.items():
        text = f"portal_spaced(coalesce({column}->>'{language}', ''))"
        parts += [f"to_tsvector('{config}', {text})", f"to_tsvector('{config}', portal_fold({text}))"]
    return parts


def _in_languages(column: str, weight: str) -> str:
    return f"setweight({f' || {BREAK} || '.join(_words_in_languages(column))}, '{weight}')"


def _without_places(column: str) -> str:
    """Words that weigh least, D, and stand beside no other."""
    parts = [
        f"to_tsvector('simple', portal_fold(portal_spaced(coalesce({column}->>'', ''))))",
        *_words_in_languages(column),
    ]
    return f"strip({' || '.join(parts)})"


NAME_VECTOR = (
    "array_to_tsvector(own_acronyms)"
    " || setweight(to_tsvector('simple', portal_fold(portal_spaced(coalesce(names->>'', '')))), 'A')"
    f" || {BREAK} || {_in_languages('names', 'A')}"
)
VECTOR = (
    f"name_vector || array_to_tsvector(numbers || acronyms) || {BREAK}"
    " || setweight(to_tsvector('simple', portal_fold(portal_spaced(others))), 'B')"
    f" || {BREAK} || {_in_languages('texts', 'C')}"
    f" || {_without_places('documents')}"
)
GIVEN = ", ".join(f"{name} {kind}" for name, kind in READ.items())
WRITTEN = [*FIELDS, "name_vector", "vector"]
NAMES = "array_agg((relation, language, text, key, stems)::text ORDER BY relation, language, text)"


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in WRITTEN if name != "datestamp")


#: A record that is written for what it quotes, or for its relations, has not changed by its own account.
DATESTAMP = """
CASE WHEN excluded.datestamp > entry.datestamp THEN excluded.datestamp
    ELSE greatest(excluded.datestamp, coalesce(%s::timestamptz, least(entry.datestamp, now()))) END
"""


WRITE = f"""
INSERT INTO search_searchentry AS entry ({", ".join(FIELDS)}, name_vector, vector)
SELECT {", ".join(FIELDS)}, name_vector, {VECTOR}
FROM jsonb_to_recordset(%s::jsonb) AS given ({GIVEN}),
    LATERAL (SELECT {NAME_VECTOR} AS name_vector) AS made
ON CONFLICT (record_type, record_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in WRITTEN if name != "datestamp")},
    datestamp = {DATESTAMP}, edition = gen_random_uuid()
RETURNING record_type, record_id, id
"""  # noqa: S608 (constants of this file)
DRIFTED = f"""
WITH made AS (
    SELECT given.*, name_vector, {VECTOR} AS vector
    FROM jsonb_to_recordset(%s::jsonb) AS given ({GIVEN}, names_of jsonb),
        LATERAL (SELECT {NAME_VECTOR} AS name_vector) AS named
)
SELECT made.record_id FROM made LEFT JOIN search_searchentry AS entry USING (record_type, record_id)
WHERE ({_columns("entry")}) IS DISTINCT FROM ({_columns("made")}) OR entry.datestamp < made.datestamp
    OR (SELECT {NAMES} FROM search_searchname WHERE entry_id = entry.id) IS DISTINCT FROM
       (SELECT {NAMES} FROM jsonb_to_recordset(made.names_of)
            AS named (relation text, language text, text text, key text, stems text))
"""  # noqa: S608 (constants of this file)
WRITE_WORDS = """
INSERT INTO search_searchword (word, language, key)
SELECT word, language, key FROM jsonb_to_recordset(%s::jsonb) AS given (word text, language text, key text)
ON CONFLICT DO NOTHING
"""
#: After the entries: only who holds these sees all names that others have written.
WRITE_NAMES = f"""
WITH gone AS (DELETE FROM search_searchname WHERE entry_id = ANY(%s)), words AS ({WRITE_WORDS})
INSERT INTO search_searchname (entry_id, record_type, relation, language, text, key, stems)
SELECT entry_id, record_type, relation, language, text, key, stems
FROM jsonb_to_recordset(%s::jsonb) AS given (entry_id bigint, record_type text, relation text,
    language text, text text, key text, stems text)
"""  # noqa: S608 (constants of this file)


def write_rows(rows: list[dict], with_words: bool = True, moment: datetime | None = None) -> None:
    """Write entries from rows as `entry_row` makes them, for what changed at a moment or for no change."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [_as_json(rows), moment])
        ids = {(name, record_id): entry_id for name, record_id, entry_id in cursor.fetchall()}
        names = [
            name | {"entry_id": ids[row["record_type"], row["record_id"]], "record_type": row["record_type"]}
            for row in rows
            for name in row["names_of"]
        ]
        words = _as_rows(words_of(rows) if with_words else ())
        cursor.execute(WRITE_NAMES, [list(ids.values()), words, _as_json(names)])


def write_words(words: Iterable[tuple[str, str]]) -> None:
    """Keep words with their languages."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE_WORDS, [_as_rows(words)])


def _as_rows(words: Iterable[tuple[str, str]]) -> str:
    """In order: two writers of the same new words wait in turn."""
    return _as_json(
        [{"word": word, "language": language, "key": accentless(word)} for word, language in sorted(words)]
    )


def _as_json(found) -> str:
    return json.dumps(found, ensure_ascii=False, default=str)


def drifted(rows: list[dict]) -> set[int]:
    """The ids of those rows whose entry or names are not as they would be written now."""
    with connection.cursor() as cursor:
        cursor.execute(DRIFTED, [_as_json(rows)])
        return {record_id for (record_id,) in cursor.fetchall()}
