"""Writing the index: the entries of records, their names and their words, in the caller's transaction."""

import datetime
import json
from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.db import connection, transaction

from cinterfor.publishing.languages import texts
from cinterfor.publishing.models import Publication
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.registry import RecordType, Relation, get_type, record_types

from .identifiers import identifier
from .languages import CONFIGURATIONS, WORD, accentless, key, stemmed
from .models import SearchEntry

#: Raised with each change of what is written here: an index of another form is written anew.
FORM = 1
CHUNK = 200
#: Words shorter than this are not proposed for a typing error.
SHORTEST_WORD, LONGEST_WORD = 4, 60

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
#: Besides: the words of names by language, of related names, and numbers as they are looked for.
READ = FIELDS | {"names": "jsonb", "others": "text", "numbers": "text[]"}


def _in_languages(column: str, weight: str) -> str:
    parts = []
    for language, config in CONFIGURATIONS.items():
        text = f"coalesce({column}->>'{language}', '')"
        parts += [f"to_tsvector('{config}', {text})", f"to_tsvector('{config}', portal_fold({text}))"]
    return f"setweight({' || '.join(parts)}, '{weight}')"


NAME_VECTOR = (
    "setweight(to_tsvector('simple', portal_fold(coalesce(names->>'', ''))), 'A')"
    f" || {_in_languages('names', 'A')}"
)
VECTOR = (
    "name_vector || array_to_tsvector(numbers)"
    " || setweight(to_tsvector('simple', portal_fold(others)), 'B')"
    f" || {_in_languages('texts', 'D')}"
)
GIVEN = ", ".join(f"{name} {kind}" for name, kind in READ.items())
WRITTEN = [*FIELDS, "name_vector", "vector"]
NAMES = "array_agg((relation, language, text, key, stems)::text ORDER BY relation, language, text)"


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in WRITTEN)


WRITE = f"""
INSERT INTO search_searchentry ({", ".join(FIELDS)}, name_vector, vector)
SELECT {", ".join(FIELDS)}, name_vector, {VECTOR}
FROM jsonb_to_recordset(%s::jsonb) AS given ({GIVEN}),
    LATERAL (SELECT {NAME_VECTOR} AS name_vector) AS made
ON CONFLICT (record_type, record_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in WRITTEN)}
RETURNING record_type, record_id, id
"""  # noqa: S608 (constants of this file)
DRIFTED = f"""
WITH made AS (
    SELECT given.*, name_vector, {VECTOR} AS vector
    FROM jsonb_to_recordset(%s::jsonb) AS given ({GIVEN}, names_of jsonb),
        LATERAL (SELECT {NAME_VECTOR} AS name_vector) AS named
)
SELECT made.record_id FROM made LEFT JOIN search_searchentry AS entry USING (record_type, record_id)
WHERE ({_columns("entry")}) IS DISTINCT FROM ({_columns("made")})
    OR (SELECT {NAMES} FROM search_searchname WHERE entry_id = entry.id) IS DISTINCT FROM
       (SELECT {NAMES} FROM jsonb_to_recordset(made.names_of)
            AS named (relation text, language text, text text, key text, stems text))
"""  # noqa: S608 (constants of this file)
WRITE_NAMES = """
INSERT INTO search_searchname (entry_id, record_type, relation, language, text, key, stems)
SELECT entry_id, record_type, relation, language, text, key, stems
FROM jsonb_to_recordset(%s::jsonb) AS given (entry_id bigint, record_type text, relation text,
    language text, text text, key text, stems text)
"""
WRITE_WORDS = """
INSERT INTO search_searchword (word, language, key)
SELECT word, language, key FROM jsonb_to_recordset(%s::jsonb) AS given (word text, language text, key text)
ON CONFLICT DO NOTHING
"""

_postponed: ContextVar[dict | None] = ContextVar("postponed", default=None)


@contextmanager
def once():
    """Write each record once at the end of the block, however often it is written in it."""
    if _postponed.get() is not None:
        yield
        return
    waiting: dict[str, set[int]] = {}
    token = _postponed.set(waiting)
    try:
        with transaction.atomic():
            yield
            _postponed.reset(token)
            token = None
            for name, keys in waiting.items():
                write(get_type(name), keys)
    finally:
        if token is not None:
            _postponed.reset(token)


def write(record_type: RecordType, keys: Iterable[int]) -> None:
    """Index the records that are or will be public, take out the others, and follow their names."""
    keys = set(keys)
    waiting = _postponed.get()
    if not keys:
        return
    if waiting is not None:
        waiting.setdefault(record_type.name, set()).update(keys)
        return
    followers = _followers(record_type.model)
    with transaction.atomic():
        before = _names_shown(record_type, keys) if followers else {}
        write_entries(record_type, keys)
        after = _names_shown(record_type, keys) if followers else {}
        # A draft has no entry to tell whether its names have changed.
        changed = {found for found in keys if found not in after or before.get(found) != after[found]}
        for follower, lookup in followers if changed else ():
            records = follower.model.objects.filter(**{f"{lookup}__in": changed})
            others = set(records.values_list("pk", flat=True))
            write(follower, others - (keys if follower is record_type else set()))


def followers_of(instance) -> list[tuple[RecordType, list[int]]]:
    """The records in whose entries the names of this record or row stand."""
    return [
        (follower, list(follower.model.objects.filter(**{lookup: instance}).values_list("pk", flat=True)))
        for follower, lookup in _followers(type(instance))
    ]


def _followers(model) -> list[tuple[RecordType, str]]:
    """Which record types name records of a model in their entries, and by which lookup."""
    return [
        (record_type, lookup)
        for record_type in record_types()
        for lookup in record_type.names_from
        if related_model(record_type.model, lookup) is model
    ]


@cache
def related_model(model, lookup: str):
    for part in lookup.split("__"):
        model = model._meta.get_field(part).related_model
    return model


def remove(record_type: RecordType, keys: Iterable[int]) -> None:
    SearchEntry.objects.filter(record_type=record_type.name, record_id__in=list(keys)).delete()


def write_entries(record_type: RecordType, keys: set[int]) -> None:
    """Write or remove the entries of these records, and of these alone."""
    published = record_type.model.objects.filter(pk__in=keys, publication_status=Publication.PUBLISHED)
    records = list(published.with_all_data().prefetch_related(*record_type.names_from))
    write_rows([row_of(record, record_type) for record in records])
    remove(record_type, keys - {record.pk for record in records})


def write_rows(rows: list[dict], with_words: bool = True) -> None:
    """Write entries from rows as `entry_row` makes them."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [_as_json(rows)])
        ids = {(name, record_id): entry_id for name, record_id, entry_id in cursor.fetchall()}
        cursor.execute("DELETE FROM search_searchname WHERE entry_id = ANY(%s)", [list(ids.values())])
        names = [
            name | {"entry_id": ids[row["record_type"], row["record_id"]], "record_type": row["record_type"]}
            for row in rows
            for name in row["names_of"]
        ]
        cursor.execute(WRITE_NAMES, [_as_json(names)])
    if with_words:
        write_words(words_of(rows))


def write_words(words: Iterable[tuple[str, str]]) -> None:
    """Keep words with their languages, in order: two writers of the same new words wait in turn."""
    rows = [{"word": word, "language": language, "key": accentless(word)} for word, language in sorted(words)]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_WORDS, [_as_json(rows)])


def _as_json(found) -> str:
    return json.dumps(found, ensure_ascii=False, default=str)


def row_of(record, record_type: RecordType) -> dict:
    """The entry of a public record, and its names, as JSON can hold them."""
    titles = {code: title for code, title in record.titles().items() if title}
    original = record.title_text
    if original.language:
        titles.setdefault(original.language, original.value)
    return entry_row(
        record_type,
        record_id=record.pk,
        slug=record.slug,
        public_from=record.published_from,
        datestamp=record.datestamp,
        first_day=getattr(record, record_type.date_field) if record_type.date_field else None,
        titles=titles,
        title_language=original.language if record_type.is_work else None,
        texts=texts_of(record, record_type),
        related=record_type.related_texts(record),
        facets={"language": record.languages()} | record_type.facets(record),
        states=record_type.states(record),
    )


def entry_row(record_type, *, titles, related, facets, states, first_day, **values) -> dict:
    """An entry from what is told of a record, with what follows: names, words, numbers."""
    related = list(dict.fromkeys(related))
    facets = {"type": [record_type.name]} | facets | ({"year": [str(first_day.year)]} if first_day else {})
    named = [("title", text, language) for language, text in titles.items()]
    named += [(relation, text, code) for relation, text, code in related if Relation(relation).is_name]
    languages = {_own(language) for _relation, _text, language in named}
    return values | {
        "record_type": record_type.name,
        "date": first_day,
        "facets": [f"{name}:{value}" for name, found in facets.items() for value in found],
        "state_days": [day or datetime.date.min for day, _state in states] or None,
        "states": [state for _day, state in states] or None,
        "titles": titles,
        "related": related,
        "names": {
            own: _lines(text for _relation, text, language in named if _own(language) == own)
            for own in languages
        },
        "others": _others(values["slug"], related, first_day),
        "numbers": _numbers(related),
        "names_of": [_name(relation, text, language, record_type) for relation, text, language in named],
    }


def _own(language: str | None) -> str:
    """The language whose words a name is read as; none for a name in no language of the portal."""
    return language if language in CONFIGURATIONS else ""


def _lines(found) -> str:
    # A full stop keeps the words of two names from standing together.
    return " . ".join(found)


def _others(slug: str, related, first_day) -> str:
    found = [text for relation, text, _language in related if not Relation(relation).is_name]
    return _lines([slug.replace("-", " "), str(first_day.year) if first_day else "", *found])


def _numbers(related) -> list[str]:
    texts = (text for relation, text, _language in related if relation == Relation.IDENTIFIER)
    return [found for text in texts if (found := identifier(text))]


def _name(relation, text, language, record_type) -> dict:
    return {
        "relation": relation,
        "text": text,
        "language": language,
        "key": key(text)[:500],
        "stems": stemmed(text, language)[:500] if record_type.is_concept else None,
    }


def texts_of(record, record_type: RecordType) -> dict[str, str]:
    """Summary and further texts, plain, by language."""
    fields = [record.summary_field, *record_type.body_fields]
    found: dict[str, list[str]] = {}
    for name in filter(None, fields):
        for language, text in texts(record, name).items():
            found.setdefault(language, []).append(plain(text))
    return {language: " ".join(parts) for language, parts in found.items()}


def words_of(rows) -> set[tuple[str, str]]:
    """The distinct words of titles, texts and related names, as they are written, with their languages."""
    read = [pair for row in rows for found in (row["titles"], row["texts"]) for pair in found.items()]
    # Proper names and acronyms are in no language.
    read += [(language or "", text) for row in rows for _relation, text, language in row["related"]]
    return {
        (word, language)
        for language, text in read
        for word in WORD.findall(text.lower())
        if SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha()
    }


def _names_shown(record_type: RecordType, keys) -> dict[int, tuple]:
    """What other entries repeat of these: when it changes, they must be written too."""
    entries = SearchEntry.objects.filter(record_type=record_type.name, record_id__in=keys)
    return {
        entry.record_id: (entry.slug, entry.titles, entry.related, entry.facets)
        for entry in entries.only("record_id", "slug", "titles", "related", "facets")
    }


def drifted(rows: list[dict]) -> set[int]:
    """The ids of those rows whose entry or names are not as they would be written now."""
    with connection.cursor() as cursor:
        cursor.execute(DRIFTED, [_as_json(rows)])
        return {record_id for (record_id,) in cursor.fetchall()}
