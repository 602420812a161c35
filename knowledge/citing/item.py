"""A knowledge product as a CSL-JSON item (CSL 1.0.2), from which all references are made.

What is not known is left out: styles say “n.d.” themselves.
"""

from collections.abc import Callable

from cinterfor.publishing.languages import text_in
from knowledge.models import Product

from .names import names_of

Kind = Product.Kind
TYPES = {
    Kind.BOOK: "book",
    Kind.GUIDE: "book",
    Kind.BULLETIN: "book",
    Kind.ARTICLE: "article-journal",
    Kind.REPORT: "report",
    Kind.CASE_STUDY: "report",
    Kind.GOOD_PRACTICE: "report",
    Kind.TECHNICAL_NOTE: "report",
    Kind.WORKING_PAPER: "report",
    Kind.DATABASE: "dataset",
    Kind.WEBSITE: "webpage",
    Kind.VIDEO: "motion_picture",
    Kind.PROGRAMME: "report",
}
#: The kinds that the type of the reference does not tell.
GENRES = {
    Kind.CASE_STUDY,
    Kind.GOOD_PRACTICE,
    Kind.TECHNICAL_NOTE,
    Kind.WORKING_PAPER,
    Kind.DATABASE,
    Kind.VIDEO,
    Kind.PROGRAMME,
}


def item_of(product, absolute: Callable[[str], str]) -> dict:
    """The item; `absolute` makes an address of this site a whole one."""
    found = {
        "id": product.slug,
        "type": TYPES[product.kind],
        "title": product.title,
        **names_of(product),
        "issued": product.issued and {"date-parts": [[int(part) for part in product.issued.split("-")]]},
        "edition": product.edition,
        "publisher": product.publisher,
        "publisher-place": product.place,
        **_series(product),
        "genre": str(product.get_kind_display()) if product.kind in GENRES else "",
        "number-of-pages": product.pages and str(product.pages),
        "ISBN": product.isbn,
        "ISSN": product.known_issn,
        "DOI": product.doi,
        "URL": _address(product, absolute),
        "language": product.language,
        "abstract": "" if product.abstract_is_note else text_in(product, "abstract", product.language).value,
    }
    item = {name: value for name, value in found.items() if value}
    if item["type"] == "article-journal" and "container-title" not in item:
        item["type"] = "document"
    return item


def _series(product) -> dict:
    """A series and the number in it; of an article the journal and its issue."""
    if product.series is None:
        return {}
    title = product.series.title
    if product.kind == Kind.ARTICLE:
        return {"container-title": title, "volume": product.volume, "issue": product.number}
    return {"collection-title": title, "collection-number": product.number_in_words}


def _address(product, absolute) -> str:
    """Where the work can be read: elsewhere, or on its page here, whose permanent address stays."""
    if product.url or product.handle:
        return absolute(product.url or product.handle_address)
    return absolute(product.permalink) if product.files.all() else ""
