"""What a reader may be about to type: names, acronyms, titles and themes that begin so or hold the word."""

from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cinterfor.publishing.languages import LANGUAGES, Text, best
from cinterfor.publishing.registry import RecordType, get_type, record_types

from .languages import key
from .models import SearchEntry

MOST, OF_ONE_TYPE = 8, 4
#: So many names of each type and language are looked at before the best are chosen.
LOOKED_AT = 10

#: From each type a few names that begin so, in the order of the index, whatever the number of records.
BEGINNING = """
SELECT found.entry_id, found.relation, found.text, found.language
FROM unnest(%(types)s::text[]) WITH ORDINALITY AS type(name, place),
    unnest(%(languages)s::text[]) AS own(code), LATERAL (
    SELECT entry_id, relation, text, language, key FROM search_searchname
    WHERE record_type = type.name AND language = own.code AND key >= %(from)s AND key < %(to)s
    ORDER BY key LIMIT %(looked_at)s
) AS found
ORDER BY found.key = %(from)s DESC, type.place, found.key
"""
#: Where few begin so: names that hold a word that begins so.
WITHIN = """
SELECT id FROM search_searchentry WHERE name_vector @@ %(within)s::tsquery AND public_from <= %(now)s LIMIT 40
"""


class Suggestion(NamedTuple):
    text: str
    language: str | None
    record_type: RecordType
    path: str
    #: The title, where the text is another name of the record.
    title: Text


def suggestions(text: str, language: str) -> list[Suggestion]:
    beginning = key(text)
    if not beginning:
        return []
    named = _beginning(beginning, ["", language])
    if len({entry_id for entry_id, *_rest in named}) < MOST:
        named += [(entry_id, None, None, None) for entry_id in _within(beginning)]
    if not named:
        named = _beginning(beginning, LANGUAGES)
    ids = list(dict.fromkeys(entry_id for entry_id, *_rest in named))
    entries = SearchEntry.objects.public().defer("vector", "name_vector", "texts", "related").in_bulk(ids)
    by_entry = {name[0]: name for name in reversed(named)}
    chosen, counts = [], {}
    for entry_id in ids:
        entry = entries.get(entry_id)
        if entry and counts.get(entry.record_type, 0) < OF_ONE_TYPE and len(chosen) < MOST:
            counts[entry.record_type] = counts.get(entry.record_type, 0) + 1
            chosen.append(_suggestion(entry, by_entry[entry_id]))
    return chosen


def _beginning(beginning: str, languages: list[str]) -> list[tuple]:
    """Names in the languages that begin so; the language is empty for a name in none."""
    order = sorted(record_types(), key=lambda record_type: not record_type.is_concept)
    parameters = {
        "types": [record_type.name for record_type in order],
        "from": beginning,
        "to": beginning + "\U0010ffff",
        "languages": languages,
        "looked_at": LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(BEGINNING, parameters)
        return cursor.fetchall()


def _within(beginning: str) -> list[int]:
    words = [f"'{word}'" for word in beginning.split()]
    words[-1] += ":*"
    with connection.cursor() as cursor:
        cursor.execute(WITHIN, {"within": " & ".join(words), "now": timezone.now()})
        return [entry_id for (entry_id,) in cursor.fetchall()]


def _suggestion(entry: SearchEntry, name: tuple) -> Suggestion:
    _entry_id, relation, text, language = name
    title = best(entry.titles)
    path = reverse(f"{entry.record_type}_detail", args=[entry.slug])
    if relation in (None, "title"):
        found = (text, language) if relation and language == title.language else title
        return Suggestion(found[0], found[1], get_type(entry.record_type), path, Text("", None))
    return Suggestion(text, language or None, get_type(entry.record_type), path, title)
