"""A work in the DataCite Metadata Schema 4.6 (`oai_datacite`); its parts are also those of OpenAIRE."""

from collections.abc import Container

from lxml import etree

from cinterfor.publishing.languages import best
from knowledge.models import Contribution
from knowledge.models.relations import PAIRS

from . import markup
from .work import Name, Right, Work

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
#: What the schema wants told and nobody knows (appendix 3 of its documentation).
UNKNOWN = ":unkn"
ROLES = {
    Contribution.Role.EDITOR: "Editor",
    Contribution.Role.COORDINATOR: "Other",
    Contribution.Role.COMPILER: "Other",
    Contribution.Role.TRANSLATOR: "Translator",
}
#: What works are to each other, and to agreements.
RELATIONS = {*(name for pair in PAIRS.values() for name in (pair.forth, pair.back)), "Reviews"}
SPDX = "https://spdx.org/licenses/"
SCHEMES = {"ORCID": "https://orcid.org", "ROR": "https://ror.org"}


def write(work: Work) -> etree._Element:
    product = work.product
    record = markup.root("resource", {None: NAMESPACE}, SCHEMA)
    markup.add(record, "identifier", product.doi or work.permalink, identifierType=identifier_type(work))
    add_creators(record, work.creators or [Name(UNKNOWN, "", None)])
    add_titles(record, work)
    markup.add(record, "publisher", product.publisher or UNKNOWN)
    markup.add(record, "publicationYear", product.issued[:4])
    markup.add(record, "resourceType", work.genre.label, resourceTypeGeneral=work.genre.datacite)
    add_subjects(record, work)
    add_contributors(record, work, ROLES)
    add_dates(record, work)
    markup.add(record, "language", product.language)
    add_other_identifiers(record, work)
    add_sizes(record, work)
    media_types = [("format", media_type, None, {}) for media_type in work.media_types]
    _add_list(record, "formats", media_types)
    add_rights(record, work)
    _add_list(record, "descriptions", _descriptions(work))
    _add_places(record, work)
    return record


def identifier_type(work: Work) -> str:
    return "DOI" if work.product.doi else "URL"


def add_titles(record, work: Work) -> None:
    own, *others = work.titles
    titles = [("title", own.value, own.language, {})]
    titles += [("title", title.value, title.language, {"titleType": "TranslatedTitle"}) for title in others]
    _add_list(record, "titles", titles)


def add_creators(record, names: list[Name]) -> None:
    if names:
        creators = markup.add(record, f"{{{NAMESPACE}}}creators")
        for name in names:
            _add_name(markup.add(creators, "creator"), "creatorName", name)


def add_contributors(record, work: Work, roles: dict[str, str]) -> None:
    if work.contributors:
        contributors = markup.add(record, f"{{{NAMESPACE}}}contributors")
        for name in work.contributors:
            made = markup.add(contributors, "contributor", contributorType=roles[name.role])
            _add_name(made, "contributorName", name)


def _add_name(parent, tag: str, name: Name) -> None:
    kind = {True: "Personal", False: "Organizational"}.get(name.is_person)
    markup.add(parent, tag, name.name, nameType=kind)
    if name.given:
        markup.add(parent, "givenName", name.given)
    if name.family:
        markup.add(parent, "familyName", name.family)
    for scheme, value in name.identifiers.items():
        markup.add(parent, "nameIdentifier", value, nameIdentifierScheme=scheme, schemeURI=SCHEMES[scheme])


def add_subjects(record, work: Work) -> None:
    subjects = [("subject", label.value, label.language, {"valueURI": uri}) for label, uri in work.subjects]
    _add_list(record, "subjects", subjects)


def add_dates(record, work: Work) -> None:
    _add_list(record, "dates", [("date", work.product.issued, None, {"dateType": "Issued"})])


def add_other_identifiers(record, work: Work, relations: Container[str] = RELATIONS) -> None:
    """By what else the work is known, and the series that it is a part of."""
    known = [
        ("URL", work.permalink if work.product.doi else ""),
        ("ISBN", work.isbn),
        ("Handle", work.product.handle),
        ("URL", work.product.url),
    ]
    others = [
        ("alternateIdentifier", value, None, {"alternateIdentifierType": kind})
        for kind, value in known
        if value
    ]
    _add_list(record, "alternateIdentifiers", others)
    related = [found for found in work.related() if found[0] in relations]
    if issn := work.product.known_issn:
        related.insert(0, ("IsPartOf", "ISSN", issn))
    members = [
        ("relatedIdentifier", value, None, {"relatedIdentifierType": scheme, "relationType": relation})
        for relation, scheme, value in related
    ]
    _add_list(record, "relatedIdentifiers", members)


def add_sizes(record, work: Work) -> None:
    pages = work.product.pages and f"{work.product.pages} pages"
    sizes = [("size", size, None, {}) for size in (pages, work.product.extent) if size]
    _add_list(record, "sizes", sizes)


def add_rights(record, work: Work) -> None:
    _add_list(record, "rightsList", [("rights", right.name, None, _of_right(right)) for right in work.rights])


def _of_right(right: Right) -> dict[str, str]:
    found = {"rightsURI": right.address}
    if right.spdx:
        found |= {"rightsIdentifier": right.spdx, "rightsIdentifierScheme": "SPDX", "schemeURI": SPDX}
    return found


def _descriptions(work: Work) -> list[tuple]:
    # Where nobody has seen the work itself, what stands there is no abstract of it.
    kind = "Other" if work.product.abstract_is_note else "Abstract"
    found = [("description", text.value, text.language, {"descriptionType": kind}) for text in work.abstracts]
    if work.product.series_in_words:
        series = {"descriptionType": "SeriesInformation"}
        found.append(("description", work.product.series_in_words, None, series))
    return found


def _add_places(record, work: Work) -> None:
    names = [best(names, work.product.language).value or code for code, names in work.places]
    if names:
        places = markup.add(record, "geoLocations")
        for name in names:
            markup.add(markup.add(places, "geoLocation"), "geoLocationPlace", name)


def _add_list(record, tag: str, members: list[tuple]) -> None:
    """An element around others, each with its text, language and attributes; none around nothing."""
    if members:
        around = markup.add(record, f"{{{NAMESPACE}}}{tag}")
        for name, text, language, attributes in members:
            markup.add(around, name, text, language, **attributes)
