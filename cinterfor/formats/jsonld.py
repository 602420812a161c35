"""Records as JSON-LD (schema.org): the very facts that their pages carry for search engines."""

import json

from django.utils.translation import get_language_from_path, override

from cinterfor.linked.facts import SCHEMA, facts_of

from .objects import CHUNK

MEDIA_TYPE = "application/ld+json"
CONTEXT = {"@context": SCHEMA}


def dump(facts: dict) -> str:
    return json.dumps(facts, ensure_ascii=False)


def write_list(request, listing):
    language = get_language_from_path(request.path_info)
    absolute = request.build_absolute_uri
    records = listing.records
    with override(language):
        page = absolute(listing.path + (f"?{listing.query}" if listing.query else ""))
        name = str(listing.record_type.label_plural)
    head = CONTEXT | {"@type": "ItemList", "@id": page, "url": page, "name": name}
    yield dump(head | {"numberOfItems": records.count()})[:-1] + ', "itemListElement": ['
    for number, record in enumerate(records.iterator(chunk_size=CHUNK), 1):
        # The response is written after the middleware has put the language back.
        with override(language):
            item = facts_of(record, listing.record_type, absolute)
        element = {"@type": "ListItem", "position": number, "item": _within(item)}
        yield (",\n" if number > 1 else "\n") + dump(element)
    yield "]}\n"


def _within(facts: dict) -> dict:
    """The facts as a part of a whole that has told the usual context already."""
    return {name: value for name, value in facts.items() if (name, value) != ("@context", SCHEMA)}


def write_record(request, record, record_type):
    with override(get_language_from_path(request.path_info)):
        yield dump(facts_of(record, record_type, request.build_absolute_uri)) + "\n"
