"""Knowledge records as linked data: their schema.org properties."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cinterfor.images.describing import pixels
from cinterfor.linked.facts import identifier, named, network, public, tagged
from cinterfor.linked.signposting import Link
from cinterfor.publishing.languages import Text
from cinterfor.publishing.permalinks import known_links, permalinks_in, present_addresses, with_present_links
from cinterfor.publishing.richtext import clean_html
from network.linked import as_place

from . import sheets
from .covers import first_page_of
from .models import Access, Contribution, Product

DOI = "https://doi.org/"
#: The property for what a work is to another, by DataCite's name of it.
RELATIONS = {
    "IsTranslationOf": "translationOfWork",
    "HasTranslation": "workTranslation",
    "IsVersionOf": "isBasedOn",
    "IsPartOf": "isPartOf",
    "HasPart": "hasPart",
    "References": "citation",
}
Kind, Role = Product.Kind, Contribution.Role
#: A bulletin or a guide may be anything: schema.org's widest word for works stands for the others.
TYPES = {
    Kind.BOOK: "Book",
    Kind.REPORT: "Report",
    Kind.ARTICLE: "Article",
    Kind.CASE_STUDY: "Report",
    Kind.TECHNICAL_NOTE: "Report",
    Kind.WORKING_PAPER: "Report",
    Kind.DATABASE: "Dataset",
    Kind.WEBSITE: "WebSite",
    Kind.VIDEO: "VideoObject",
}


def describe_product(product, absolute):
    schema = TYPES.get(product.kind, "CreativeWork")
    related = _related(product, absolute)
    return {
        "@type": schema,
        "inLanguage": product.language,
        "alternateName": [
            tagged(Text(title, code))
            for code, title in product.titles().items()
            if title and code != product.language
        ],
        **_people(product, absolute),
        "datePublished": product.issued,
        "publisher": product.publisher and {"@type": "Organization", "name": product.publisher},
        "locationCreated": product.place and {"@type": "Place", "name": product.place},
        "position": product.number_in_words,
        "materialExtent": product.extent,
        "audience": [{"@type": "Audience", "audienceType": words} for words in _audience(product)],
        "identifier": _identifiers(product, schema),
        **(_of_a_book(product) if schema == "Book" else {}),
        "sameAs": [product.url, product.doi and DOI + product.doi, product.handle_address],
        "isAccessibleForFree": Access.HERE in product.access or None,
        "conditionsOfAccess": product.access[0].right,
        "license": product.rights.licence.url if product.rights.is_stated else None,
        "copyrightHolder": product.rights_holder and {"@type": "Organization", "name": product.rights_holder},
        **_subjects(product, absolute),
        **related,
        "hasPart": [*related.get("hasPart", []), *sheets.parts(product)],
        "encoding": [media_object(file, absolute) for file in product.files.all()],
        **_first_page(product, absolute),
        **sheets.describe(product),
    }


def _audience(product) -> list[str]:
    """For whom the work was written, and for whom the practice was that it tells of."""
    return [*product.audience_in_words, *sheets.target_group(product)]


def _of_a_book(product) -> dict:
    """What schema.org says of books alone."""
    return {"isbn": product.isbn, "numberOfPages": product.pages, "bookEdition": product.edition}


def _people(product, absolute) -> dict:
    """By property who made the work."""
    found = {"author": [], "editor": [], "translator": [], "contributor": []}
    for item in product.contributions.all():
        # schema.org's editors are persons, and of coordinators it knows nothing.
        is_named = item.role in found and (item.person_id or item.role != Role.EDITOR)
        found[item.role if is_named else "contributor"].append(_maker(item, absolute))
    return found


def _maker(item, absolute) -> dict:
    if item.person:
        return {"@type": "Person", "name": str(item), "@id": item.identifier, "sameAs": item.identifier}
    maker = named(item.institution, "Organization", absolute)
    return maker | {"name": str(item), "sameAs": item.identifier}


def links_of_product(product, absolute) -> list[Link]:
    """Typed links to who made the work, its licence where it names one, and its files."""
    authors = [item for item in product.contributions.all() if item.role == Role.AUTHOR]
    addresses = [_address_of(item, absolute) for item in authors]
    rights = product.rights
    return [
        *(Link("author", address) for address in addresses if address),
        *([Link("license", rights.licence.url)] if rights.is_stated and rights.licence.url else []),
        *(Link("item", absolute(file.file.url), file.media_type) for file in product.files.all()),
    ]


def _address_of(item, absolute) -> str:
    """What identifies a maker: ORCID, ROR or the institution's page; empty where nothing does."""
    institution = item.institution
    return item.identifier or (
        absolute(institution.permalink) if institution and institution.is_public else ""
    )


def _identifiers(product, schema: str) -> list:
    return [
        identifier("DOI", product.doi, DOI + product.doi),
        identifier("Handle", product.handle, product.handle_address),
        identifier("ISBN", product.isbn) if schema != "Book" else None,
        identifier("ISSN", product.issn) if not product.series else None,
    ]


def _related(product, absolute) -> dict[str, list]:
    """By property the works that this one is related to, its series among those that it is a part of.

    schema.org has no word for a work that another replaces.
    """
    found = {"isPartOf": [_series(product)]}
    for told in product.related:
        if name := RELATIONS.get(told.datacite):
            works = [named(work, "CreativeWork", absolute) for work in told.works]
            found.setdefault(name, []).extend(works)
    return found


def _series(product) -> dict | None:
    """The series, or of a periodical the issue, that a work is a part of."""
    series = product.series
    if series is None:
        return None
    whole = {"@type": series.schema, "name": series.title, "issn": product.known_issn}
    if series.kind == series.Kind.PERIODICAL and product.number:
        return {"@type": "PublicationIssue", "issueNumber": product.number, "isPartOf": whole}
    return whole


def media_object(file, absolute) -> dict:
    """A document that is kept here (schema.org MediaObject)."""
    told = {
        "@type": "MediaObject",
        "name": getattr(file, "label", ""),
        "contentUrl": absolute(file.file.url),
        "encodingFormat": file.media_type,
        "inLanguage": file.language,
    }
    if read := file.known:
        told |= {"contentSize": read.size and f"{read.size} B", "sha256": read.sha256}
        told |= {"accessibilityFeature": "taggedPDF" if read.is_tagged else None}
    return told


def _first_page(product, absolute) -> dict:
    """The picture that stands for a work without a cover (schema.org ImageObject)."""
    page = first_page_of(product)
    if page is None:
        return {}
    size = {"width": pixels(page.width), "height": pixels(page.height)}
    return {"image": {"@type": "ImageObject", "contentUrl": absolute(page.url), **size}}


def _subjects(record, absolute) -> dict:
    """What a work or a news item is about; a work also the agreements that it evaluates."""
    agreements = [named(item, "DigitalDocument", absolute) for item in getattr(record, "agreements", ())]
    themes = [named(theme, "DefinedTerm", absolute) for theme in public(record.themes.all())]
    return {
        "about": [*themes, *agreements],
        "mentions": [named(item, "Organization", absolute) for item in public(record.institutions.all())],
        "spatialCoverage": [as_place(country, absolute) for country in public(record.countries.all())],
    }


def describe_theme(theme, absolute):
    return {
        "termCode": theme.slug,
        "alternateName": theme.synonyms(),
        "inDefinedTermSet": glossary(absolute),
    }


def glossary(absolute) -> dict:
    """The set of all terms, by the address at which they are explained together."""
    address = absolute(reverse("glossary"))
    return {"@type": "DefinedTermSet", "@id": address, "name": _("Glossary of the ILO/Cinterfor network")}


def describe_themes(themes, absolute):
    terms = [named(theme, "DefinedTerm", absolute) for theme in themes]
    return {"@type": "CollectionPage", "mainEntity": glossary(absolute) | {"hasDefinedTerm": terms}}


def describe_question(question, absolute):
    text = question.text("answer")
    cleaned = clean_html(text.value)
    shown = with_present_links(cleaned, known_links(question, cleaned))
    return {
        "description": None,
        "inLanguage": question.languages(),
        "acceptedAnswer": {"@type": "Answer", "text": shown, "inLanguage": text.language},
    }


def describe_questions(questions, absolute):
    """The page with all questions (schema.org FAQPage): the links of all answers are looked up at once."""
    cleaned = {question: clean_html(question.text("answer").value) for question in questions}
    found = present_addresses(permalinks_in(cleaned.values()))
    for question, html in cleaned.items():
        question.__dict__.setdefault("known_links", {})[html] = found
    asked = [
        named(question, "Question", absolute) | describe_question(question, absolute)
        for question in questions
    ]
    return {"@type": "FAQPage", "mainEntity": asked}


def describe_news(item, absolute):
    return {
        "headline": tagged(item.title_text),
        "inLanguage": item.languages(),
        "datePublished": item.date,
        "publisher": network(absolute),
        **_subjects(item, absolute),
    }


def describe_page(page, absolute):
    above = page.parent
    return {"isPartOf": named(above, "WebPage", absolute)} if above and above.is_public else {}
