"""A work in unqualified Dublin Core, which every harvester reads (`oai_dc`)."""

from lxml import etree

from . import markup
from .work import Work

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"


def write(work: Work) -> etree._Element:
    record = markup.root("dc", {"oai_dc": NAMESPACE, "dc": DC}, SCHEMA)
    for tag, value, language in _statements(work):
        if value:
            markup.add(record, f"{{{DC}}}{tag}", value, language)
    return record


def _statements(work: Work):
    """Element, value and its language, in the order of the standard; empty where something is not known."""
    product = work.product
    yield from (("title", title.value, title.language) for title in work.titles)
    yield from (("creator", name.name, None) for name in work.creators)
    yield from (("subject", label.value, label.language) for label, _uri in work.subjects)
    yield from (("description", text.value, text.language) for text in work.abstracts)
    yield "publisher", product.publisher, None
    yield from (("contributor", name.name, None) for name in work.contributors)
    yield "date", product.issued, None
    yield "type", work.genre.label, "en"
    yield "type", work.genre.uri, None
    yield from (("format", media_type, None) for media_type in work.media_types)
    yield from (("identifier", value, None) for value in _identifiers(work))
    yield from (("source", source.address, None) for source in product.official_sources)
    yield "language", product.language, None
    yield "relation", product.series_in_words, None
    yield "relation", product.known_issn and f"urn:ISSN:{product.known_issn}", None
    yield "relation", work.event, None
    for _relation, scheme, value in work.related():
        yield "relation", f"https://doi.org/{value}" if scheme == "DOI" else value, None
    yield from (("coverage", place.value, place.language) for place in work.coverage)
    yield from (("rights", right.address, None) for right in work.rights)
    yield "rights", product.rights_holder, None


def _identifiers(work: Work) -> list[str]:
    isbn = work.isbn and f"urn:ISBN:{work.isbn}"
    elsewhere = [work.doi, work.product.handle_address, isbn, work.product.url]
    found = [work.permalink, *elsewhere, *(file.address for file in work.files)]
    return list(dict.fromkeys(filter(None, found)))
