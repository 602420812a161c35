"""What stands in the index of a record: its entry as a row, its names, its words."""

import datetime
from collections.abc import Callable

from cinterfor.publishing.languages import texts
from cinterfor.publishing.plaintext import plain
from cinterfor.publishing.registry import RecordType, Relation

from .identifiers import identifier
from .languages import CONFIGURATIONS, WORD, acronyms_in, key, stemmed

#: Words shorter than this are not proposed for a typing error.
SHORTEST_WORD, LONGEST_WORD = 4, 60
#: More of a text is not searched: a vector may have 1 MB at the most.
LONGEST_TEXT = 100_000


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
        texts=plain_texts(record_type, lambda name: texts(record, name)),
        documents=record_type.words_of_documents(record),
        related=record_type.related_texts(record),
        facets={"language": record.languages()} | record_type.facets(record),
        states=record_type.states(record),
    )


def entry_row(record_type, *, titles, related, facets, states, first_day, documents=None, **values) -> dict:
    """An entry from what is told of a record, with what follows: names, words, numbers."""
    related = list(dict.fromkeys(related))
    facets = {"type": [record_type.name]} | facets | ({"year": [str(first_day.year)]} if first_day else {})
    named = [("title", text, language) for language, text in titles.items()]
    named += [(relation, text, code) for relation, text, code in related if Relation(relation).is_name]
    languages = {_own(relation, language) for relation, _text, language in named}
    return values | {
        "record_type": record_type.name,
        "date": first_day,
        "facets": [f"{name}:{value}" for name, found in facets.items() for value in found],
        "state_days": [day or datetime.date.min for day, _state in states] or None,
        "states": [state for _day, state in states] or None,
        "titles": titles,
        "related": related,
        "names": {
            own: _lines(text for relation, text, language in named if _own(relation, language) == own)
            for own in languages
        },
        "documents": {code: words[:LONGEST_TEXT] for code, words in (documents or {}).items()},
        "others": _others(values["slug"], related, first_day),
        "own_acronyms": acronyms_in(text for _relation, text, _language in named),
        "acronyms": acronyms_in(
            [*values["texts"].values(), *(documents or {}).values(), *(text for _r, text, _c in related)]
        ),
        "numbers": _numbers(related),
        "names_of": [_name(relation, text, language, record_type) for relation, text, language in named],
    }


def _own(relation: str, language: str | None) -> str:
    """The language whose words a name is read as; none for acronyms and for other languages' names."""
    return language if language in CONFIGURATIONS and relation != Relation.ACRONYM else ""


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
        "language": language or "",
        "key": key(text)[:500],
        "stems": stemmed(text, language)[:500] if record_type.is_concept else None,
    }


def plain_texts(record_type: RecordType, read: Callable) -> dict[str, str]:
    """Summary and further texts, plain, by language; `read(field)` gives `{language: text}`."""
    fields = [record_type.model.summary_field, *record_type.body_fields]
    found: dict[str, list[str]] = {}
    for name in filter(None, fields):
        for language, text in read(name).items():
            found.setdefault(language, []).append(plain(text))
    return {language: " ".join(parts)[:LONGEST_TEXT] for language, parts in found.items()}


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
