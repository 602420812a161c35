"""Records as JSON-LD (schema.org): the very facts that their pages carry for search engines."""

import json

from django.utils.translation import get_language, get_language_from_path, override

from cinterfor.images.describing import images_of
from cinterfor.publishing.languages import Text
from cinterfor.publishing.permalinks import with_absolute_links
from cinterfor.publishing.plaintext import plain

from .objects import CHUNK

MEDIA_TYPE = "application/ld+json"
CONTEXT = {"@context": "https://schema.org"}


def facts_of(request, record, record_type) -> dict:
    """A record in the language that is active, texts in another marked; without what is not known."""
    absolute = request.build_absolute_uri
    facts = {
        "@type": record_type.schema,
        "@id": absolute(record.permalink),
        "url": absolute(record.get_absolute_url()),
        "name": _tagged(record.title_text),
        "description": _tagged(Text(plain(record.summary_text.value), record.summary_text.language)),
        "inLanguage": record.languages(),
        "dateModified": record.datestamp.isoformat(),
        "subjectOf": [{"@type": "WebPage", "url": source.address} for source in record.official_sources],
        **images_of(record, record_type, absolute),
        **record_type.describe(record),
    }
    return known(with_absolute_links(facts, absolute("/").rstrip("/")))


def _tagged(text: Text) -> str | dict[str, str]:
    """A text as JSON-LD has it, with its language where that is not the page's."""
    if not text.value or not text.language or text.language == get_language():
        return text.value
    return {"@language": text.language, "@value": text.value}


def known(facts: dict) -> dict:
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def dump(facts: dict) -> str:
    return json.dumps(facts, ensure_ascii=False)


def write_list(request, listing):
    language = get_language_from_path(request.path_info)
    records = listing.records
    with override(language):
        page = request.build_absolute_uri(listing.path + (f"?{listing.query}" if listing.query else ""))
        name = str(listing.record_type.label_plural)
    head = CONTEXT | {"@type": "ItemList", "@id": page, "url": page, "name": name, "inLanguage": language}
    yield dump(head | {"numberOfItems": records.count()})[:-1] + ', "itemListElement": ['
    for number, record in enumerate(records.iterator(chunk_size=CHUNK), 1):
        # The response is written after the middleware has put the language back.
        with override(language):
            item = facts_of(request, record, listing.record_type)
        element = {"@type": "ListItem", "position": number, "item": item}
        yield (",\n" if number > 1 else "\n") + dump(element)
    yield "]}\n"


def write_record(request, record, record_type):
    with override(get_language_from_path(request.path_info)):
        yield dump(CONTEXT | facts_of(request, record, record_type)) + "\n"
