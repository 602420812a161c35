"""A work as OpenAIRE harvests it: Guidelines for Literature Repositories 4 (`oai_openaire`)."""

from lxml import etree

from knowledge.models.access import Access

from . import datacite, markup
from .dublin_core import DC
from .work import Kind, Work

NAMESPACE = "http://namespace.openaire.eu/schema/oaire/"
SCHEMA = "https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd"
#: Translators came to DataCite's list after these guidelines.
ROLES = datacite.ROLES | {role: "Other" for role, name in datacite.ROLES.items() if name == "Translator"}
#: Translations came to its relations later as well.
RELATIONS = {name for name in datacite.RELATIONS if "Translation" not in name}
OTHER = "other research product"
GENERAL = {Kind.DATABASE: "dataset", Kind.WEBSITE: OTHER, Kind.VIDEO: OTHER}


def write(work: Work) -> etree._Element:
    record = markup.root("resource", {"oaire": NAMESPACE, "datacite": datacite.NAMESPACE, "dc": DC}, SCHEMA)
    datacite.add_titles(record, work)
    datacite.add_creators(record, work.creators)
    datacite.add_contributors(record, work, ROLES)
    datacite.add_other_identifiers(record, work, RELATIONS)
    datacite.add_dates(record, work)
    _add_what_it_is(record, work)
    datacite.add_subjects(record, work)
    datacite.add_sizes(record, work)
    for tag, value, language in _statements(work):
        markup.add(record, f"{{{DC}}}{tag}", value, language)
    _add_licence(record, work)
    for file in work.files:
        given = {"accessRightsURI": Access.HERE.right, "mimeType": file.media_type, "objectType": "fulltext"}
        markup.add(record, "file", file.address, **given)
    return record


def _add_what_it_is(record, work: Work) -> None:
    access = work.product.access[0]
    markup.add(record, f"{{{datacite.NAMESPACE}}}rights", access.right_in_english, rightsURI=access.right)
    markup.add(
        record,
        f"{{{datacite.NAMESPACE}}}identifier",
        work.doi or work.permalink,
        identifierType=datacite.identifier_type(work),
    )
    general = GENERAL.get(work.product.kind, "literature")
    markup.add(record, "resourceType", work.genre.label, resourceTypeGeneral=general, uri=work.genre.uri)


def _add_licence(record, work: Work) -> None:
    """Where the work states one; its start is not known, so the day of issue is not given for it."""
    for right in work.rights:
        if right.spdx:
            markup.add(record, "licenseCondition", right.name, uri=right.address)


def _statements(work: Work):
    product = work.product
    yield "language", product.language, None
    if product.publisher:
        yield "publisher", product.publisher, None
    yield from (("description", text.value, text.language) for text in work.abstracts)
    yield from (("format", media_type, None) for media_type in work.media_types)
    yield from (("source", source.address, None) for source in product.official_sources)
    yield from (("coverage", place.value, place.language) for place in work.coverage)
