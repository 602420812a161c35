"""Records as JSON: every text in all its languages, names that never change."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from cinterfor.publishing.languages import LANGUAGES, texts
from cinterfor.publishing.permalinks import with_absolute_links
from cinterfor.publishing.richtext import clean_html, rich_fields

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
        **{column.name: column.read(record) for column in record_type.columns},
        "sources": [source.address for source in record.official_sources],
        "verified_on": record.verified_on,
        "updated": record.datestamp,
        "addresses": addresses(request, record),
    }


def rich_texts(request, record) -> dict[str, dict[str, str]]:
    """The record's rich texts as HTML, by field and language; links lead to permalinks of this site."""
    origin = request.build_absolute_uri("/").rstrip("/")
    found = {name: texts(record, name) for name in rich_fields(type(record))}
    return {
        name: {code: with_absolute_links(clean_html(text), origin) for code, text in by_language.items()}
        for name, by_language in found.items()
    }


def _complete(request, record, record_type) -> dict:
    found = as_object(request, record, record_type)
    html = rich_texts(request, record)
    return found | {"html": html} if html else found


def _dump(found) -> str:
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
    yield _dump(head)[:-1] + ', "items": ['
    for number, record in enumerate(records.iterator(chunk_size=CHUNK)):
        yield (",\n" if number else "\n") + _dump(_complete(request, record, listing.record_type))
    yield "]}\n"


def write_record(request, record, record_type):
    yield _dump(_complete(request, record, record_type)) + "\n"
