"""What the head of a work's page says of it: Highwire tags, which Google Scholar reads, and Dublin Core.

Zotero's translator “Embedded Metadata” reads both. A name may stand more than once, in order.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .item import item_of


class Tag(NamedTuple):
    """A `meta` element; the language is that of the content where it is a text."""

    name: str
    content: str
    language: str = ""


#: By CSL variable.
HIGHWIRE = {
    "container-title": "citation_journal_title",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "publisher": "citation_publisher",
    "ISBN": "citation_isbn",
    "ISSN": "citation_issn",
    "DOI": "citation_doi",
    "language": "citation_language",
    "collection-title": "citation_series_title",
    "abstract": "citation_abstract",
}
#: What Zotero reads in no other tag: EPrints' for the place, PRISM's and BIBO's.
OTHER = {
    "publisher-place": "eprints.place_of_pub",
    "edition": "prism.edition",
    "number-of-pages": "bibo.numPages",
}
#: Of reports the publisher is the institution that they are of.
OF_REPORTS = {
    "publisher": "citation_technical_report_institution",
    "collection-number": "citation_technical_report_number",
}
DUBLIN_CORE = {
    "publisher": "DC.publisher",
    "type": "DC.type",
    "language": "DC.language",
    "collection-title": "DCTERMS.isPartOf",
    "container-title": "DCTERMS.isPartOf",
}


def tags_of(product, absolute: Callable[[str], str]) -> list[Tag]:
    item = item_of(product, absolute)
    found = [*_highwire(item, product, absolute), *_dublin_core(item, product, absolute)]
    found += [Tag(name, item.get(variable, "")) for variable, name in OTHER.items()]
    return [tag for tag in found if tag.content]


def _highwire(item, product, absolute) -> Iterator[Tag]:
    yield Tag("citation_title", item["title"], item["language"])
    for name in item.get("author", ()):
        yield Tag("citation_author", _closed(_inverted(name)))
    for name in item.get("editor", ()):
        yield Tag("citation_editor", _closed(_inverted(name)))
    yield Tag("citation_publication_date", (product.issued or "").replace("-", "/"))
    for variable, name in (HIGHWIRE | (OF_REPORTS if item["type"] == "report" else {})).items():
        yield Tag(name, item.get(variable, ""))
    yield Tag("citation_abstract_html_url", absolute(product.get_absolute_url()))
    for file in product.files.all():
        if file.file.name.lower().endswith(".pdf"):
            yield Tag("citation_pdf_url", absolute(file.file.url))


def _dublin_core(item, product, absolute) -> Iterator[Tag]:
    yield Tag("DC.title", item["title"], item["language"])
    # Of an article Zotero would take an alternative title for the abbreviation of its journal's.
    other = "DC.title" if item["type"] == "article-journal" else "DCTERMS.alternative"
    for code, title in product.titles().items():
        if title and code != product.language:
            yield Tag(other, title, code)
    for name in item.get("author", ()):
        yield Tag("DC.creator", _inverted(name))
    for role in ("editor", "translator"):
        for name in item.get(role, ()):
            yield Tag("DC.contributor", _inverted(name))
    yield Tag("DCTERMS.issued", product.issued or "")
    for variable, name in DUBLIN_CORE.items():
        yield Tag(name, item.get(variable, ""))
    yield Tag("DC.identifier", absolute(product.permalink))
    numbers = {"doi": product.doi, "isbn": product.isbn, "issn": product.known_issn, "hdl": product.handle}
    yield from (Tag("DC.identifier", f"{scheme}:{number}") for scheme, number in numbers.items() if number)
    abstract = product.summary_text
    if not product.abstract_is_note:
        yield Tag("DC.description", abstract.value, abstract.language or "")


def _closed(name: str) -> str:
    """A name of one part with a comma behind it: else its last word is taken for the family name."""
    return f"{name}," if " " in name and "," not in name else name


def _inverted(name) -> str:
    """“Silva, Ana”, or the whole name of an institution."""
    return ", ".join(name[part] for part in ("literal", "family", "given") if name.get(part))
