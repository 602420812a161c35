"""Records as JSON: every text in all its languages, names that never change."""

import datetime
import json
from collections.abc import Iterator
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from cinterfor.publishing.as_of import day_asked
from cinterfor.publishing.languages import LANGUAGES, texts
from cinterfor.publishing.permalinks import with_absolute_links
from cinterfor.publishing.richtext import clean_html, rich_fields
from cinterfor.renditions.keeping import in_parts
from cinterfor.renditions.kinds import ORIGIN, Here, Kind, kinds_of

CHUNK = 500


def addresses(request, record) -> dict[str, str]:
    """The record's page in each language in which it exists."""
    found = {}
    for language in record.languages():
        with translation.override(language):
            found[language] = request.build_absolute_uri(record.get_absolute_url())
    return found


def as_object(request, record, record_type) -> dict:
    return {
        "type": record_type.name,
        "id": record.slug,
        "permalink": request.build_absolute_uri(record.permalink),
        "languages": record.languages(),
        **{column.name: _read(request, column, record) for column in record_type.columns},
        "sources": [source.address for source in record.official_sources],
        "verified_on": record.verified_on,
        "updated": record.datestamp,
        "addresses": addresses(request, record),
        **as_of_the_day(),
    }


def as_of_the_day() -> dict[str, datetime.date]:
    """Of which day the facts are true, where one was asked for."""
    day = day_asked()
    return {"as_of": day} if day else {}


def _read(request, column, record):
    found = column.read(record)
    return with_absolute_links(found, origin_of(request)) if column.has_paths else found


def origin_of(request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def rich_texts(request, record) -> dict[str, dict[str, str]]:
    """The record's rich texts as HTML, by field and language; links lead to permalinks of this site."""
    origin = origin_of(request)
    found = {name: texts(record, name) for name in rich_fields(type(record))}
    return {
        name: {code: with_absolute_links(clean_html(text), origin) for code, text in by_language.items()}
        for name, by_language in found.items()
    }


def as_whole(request, record, record_type) -> dict:
    """All that is told of a record, with its rich texts."""
    found = as_object(request, record, record_type)
    html = rich_texts(request, record)
    return found | {"html": html} if html else found


def as_json(found) -> str:
    return json.dumps(found, ensure_ascii=False, cls=DjangoJSONEncoder)


def write_list(request, listing):
    records = listing.records
    head = {
        "type": listing.record_type.name,
        "count": records.count(),
        "filters": listing.filters.values(),
        "languages": LANGUAGES,
        "page": request.build_absolute_uri(listing.path + (f"?{listing.query}" if listing.query else "")),
    }
    yield as_json(head)[:-1] + ', "items": ['
    joint = "\n"
    for some in _items(request, listing):
        yield joint + ",\n".join(some)
        joint = ",\n"
    yield "]}\n"


def write_record(request, record, record_type):
    yield as_json(as_whole(request, record, record_type)) + "\n"


def kinds(record_type) -> Iterator[Kind]:
    """The items of lists, for each language in which a list may be asked for."""
    for language in LANGUAGES:
        yield Kind(f"json-{language}", record_type, partial(_item, record_type, language))


def _item(record_type, language: str, record) -> str:
    with translation.override(language):
        return as_json(as_whole(Here(), record, record_type))


def _items(request, listing) -> Iterator[list[str]]:
    """The items of a list as they are kept, some at a time, or each as it is read."""
    language = translation.get_language_from_path(request.path_info)
    if kind := kinds_of(listing.record_type).get(f"json-{language}"):
        origin = origin_of(request)
        for some in in_parts(kind, listing.records):
            yield [text.replace(ORIGIN, origin) for text in some]
        return
    for record in listing.records.iterator(chunk_size=CHUNK):
        yield [as_json(as_whole(request, record, listing.record_type))]
