"""Knowledge records as data: their columns in csv and json, their schema.org properties."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.columns import choice, many, related, translated, value
from cinterfor.formats.shapes import COUNT, KEY, TEXT, listed, one_of, or_null, rows
from cinterfor.publishing.permalinks import known_links, with_present_links
from cinterfor.publishing.registry import Column
from cinterfor.publishing.richtext import clean_html

from . import file_twins, sheets
from .models import Access, Basis, Contribution

CONTRIBUTORS = rows(
    name=TEXT, role=one_of(Contribution.Role.choices), identifier=TEXT, optional=("identifier",)
)

#: The property of schema.org for a role.
MAKERS = {"author": "author", "editor": "editor", "translator": "translator"}
DOI = "https://doi.org"
#: The property of schema.org for what a work is to another, by DataCite's name of it.
RELATIONS = {
    "IsTranslationOf": "translationOfWork",
    "HasTranslation": "workTranslation",
    "IsVersionOf": "isBasedOn",
    "IsPartOf": "isPartOf",
    "HasPart": "hasPart",
    "References": "citation",
}


def _contributors(product):
    return [
        {"name": str(item), "role": item.role} | ({"identifier": item.identifier} if item.identifier else {})
        for item in product.contributions.all()
    ]


def _as_maker(item):
    """A person or organization that made a work (schema.org)."""
    kind = "Person" if item.person_id else "Organization"
    found = {"@type": kind, "name": str(item)}
    return found | ({"@id": item.identifier, "sameAs": item.identifier} if item.identifier else {})


def _makers(product) -> dict[str, list]:
    """By property of schema.org."""
    found = {}
    for item in product.contributions.all():
        found.setdefault(MAKERS.get(item.role, "contributor"), []).append(_as_maker(item))
    return found


def _relations(product):
    """Related works, as DataCite names what this one is to them."""
    return [
        {"relation": told.datacite, "product": work.slug} for told in product.related for work in told.works
    ]


def _audience(product) -> list[str]:
    """For whom the work was written, and for whom the practice was that it tells of."""
    return [*product.audience_in_words, *sheets.target_group(product)]


def _agreements(product):
    return [agreement.slug for agreement in product.agreements]


def _as_related(product) -> dict[str, list]:
    """By property of schema.org; it has no word for a work that another replaces."""
    found = {}
    for told in product.related:
        if name := RELATIONS.get(told.datacite):
            works = [_as_work(work, work.title_text.value) for work in told.works]
            found.setdefault(name, []).extend(works)
    if series := _as_series(product):
        found.setdefault("isPartOf", []).insert(0, series)
    return found


def _subjects(product) -> list:
    """Its themes, and the agreements that it evaluates."""
    agreements = [_as_work(item, item.title_text.value) for item in product.agreements]
    return [*(str(theme) for theme in product.themes.all()), *agreements]


def _as_work(record, name: str) -> dict:
    return {"@type": "CreativeWork", "@id": record.permalink, "name": name}


def _identifiers(product) -> list[dict]:
    """What a DOI or handle leads to is the work (schema.org PropertyValue)."""
    known = {"DOI": product.doi and f"{DOI}/{product.doi}", "Handle": product.handle_address}
    return [
        {"@type": "PropertyValue", "propertyID": scheme, "value": address, "url": address}
        for scheme, address in known.items()
        if address
    ]


PRODUCT = (
    value("title", _("title")),
    value("language", _("language of the work")),
    translated("translated_title", _("translated title")),
    choice("kind", _("kind")),
    Column("contributors", _("contributors"), _contributors, shape=CONTRIBUTORS),
    value("issued", _("date of publication")),
    value("publisher", _("publisher")),
    value("place", _("place of publication")),
    related("series", _("series"), "title"),
    value("volume", _("volume")),
    value("number", _("number in the series")),
    value("pages", _("pages")),
    value("extent", _("extent")),
    value("edition", _("edition")),
    value("audience", _("audience")),
    value("isbn", "ISBN"),
    value("issn", "ISSN"),
    value("doi", "DOI"),
    value("handle", _("handle")),
    value("url", _("address of the work")),
    Column(
        "access",
        _("access"),
        lambda product: [way.value for way in product.access],
        shape=listed(one_of(Access.choices)),
    ),
    Column("access_right", _("access right"), lambda product: product.access[0].right, shape=TEXT),
    value("kept_at", _("on paper or on request")),
    value("licence", _("licence")),
    Column(
        "licence_basis",
        _("basis of the licence"),
        lambda product: product.rights.basis.value,
        shape=one_of(Basis.choices),
    ),
    Column(
        "licence_source",
        _("source of the licence"),
        lambda product: None if product.rights.is_stated else product.rights.policy,
        shape=or_null(TEXT),
    ),
    value("rights_holder", _("rights holder")),
    translated("abstract", _("abstract")),
    value("abstract_is_note", _("the abstract is a note of the portal")),
    many("themes", _("themes")),
    many("countries", _("countries"), "code"),
    many("institutions", _("institutions")),
    related("event", _("event")),
    Column("relations", _("related works"), _relations, shape=rows(relation=TEXT, product=KEY)),
    Column("agreements", _("agreements evaluated"), _agreements, shape=listed(KEY)),
    *file_twins.COLUMNS,
    *sheets.COLUMNS,
)
THEME = (
    translated("name", _("name")),
    translated("alt_labels", _("synonyms")),
    translated("scope_note", _("scope note"), rich=True),
    value("scope_note_source", _("source of the definition")),
    value("scope_note_url", _("address of that source")),
    related("broader", _("broader concept")),
    value("ilo_thesaurus", _("ILO Thesaurus")),
    value("esco", "ESCO"),
    value("isced_f", "ISCED-F"),
    value("product_count", _("knowledge products"), COUNT),
)
QUESTION = (
    choice("category", _("category")),
    translated("question", _("question")),
    translated("answer", _("answer"), rich=True),
)
NEWS = (
    translated("title", _("title")),
    value("original_language", _("original language")),
    value("date", _("date")),
    choice("scope", _("news of")),
    translated("summary", _("summary")),
    many("themes", _("themes")),
    many("countries", _("countries"), "code"),
    many("institutions", _("institutions")),
    related("event", _("event")),
)
EVENT = (
    translated("title", _("title")),
    value("original_language", _("original language")),
    choice("kind", _("kind")),
    value("number", _("number")),
    choice("level", _("level")),
    value("begins", _("begins")),
    value("ends", _("ends")),
    related("country", _("country"), "code"),
    translated("city", _("city")),
    value("online", _("online")),
    translated("motto", _("theme of the meeting")),
    translated("summary", _("summary")),
    many("hosts", _("hosts")),
    many("organisers", _("organizers")),
    value("people", _("participants")),
    value("people_at_least", _("at least that many participants")),
    value("institution_count", _("institutions taking part")),
    value("country_count", _("countries taking part")),
    value("url", _("address of the event")),
    many("products", _("knowledge products")),
    many("news", _("news")),
)
PAGE = (
    translated("title", _("title")),
    translated("summary", _("summary")),
    related("parent", _("page above")),
)


def _as_series(product):
    """The series, or of a periodical the issue, that a work is a part of (schema.org)."""
    series = product.series
    if series is None:
        return None
    whole = {"@type": series.schema, "name": series.title, "issn": product.known_issn or None}
    whole = {name: value for name, value in whole.items() if value}
    if series.kind == series.Kind.PERIODICAL and product.number:
        return {"@type": "PublicationIssue", "issueNumber": product.number, "isPartOf": whole}
    return whole


def describe_product(product):
    related = _as_related(product)
    return {
        "inLanguage": product.language,
        **_makers(product),
        "identifier": _identifiers(product),
        "bookEdition": product.edition,
        "materialExtent": product.extent,
        "audience": [{"@type": "Audience", "audienceType": name} for name in _audience(product)],
        "datePublished": product.issued,
        "publisher": product.publisher and {"@type": "Organization", "name": product.publisher},
        "isbn": product.isbn,
        "position": product.number_in_words,
        "numberOfPages": product.pages,
        "sameAs": product.url,
        "isAccessibleForFree": Access.HERE in product.access or None,
        "conditionsOfAccess": product.access[0].right,
        "license": product.rights.licence.url if product.rights.is_stated else None,
        "copyrightHolder": product.rights_holder and {"@type": "Organization", "name": product.rights_holder},
        "about": _subjects(product),
        **related,
        "hasPart": [*related.get("hasPart", []), *sheets.parts(product)],
        **file_twins.describe(product),
        **sheets.describe(product),
    }


def describe_theme(theme):
    return {"alternateName": theme.synonyms(), "inDefinedTermSet": "ILO/Cinterfor"}


def describe_question(question):
    text = question.text("answer")
    cleaned = clean_html(text.value)
    shown = with_present_links(cleaned, known_links(question, cleaned))
    return {"acceptedAnswer": {"@type": "Answer", "text": shown, "inLanguage": text.language}}


def describe_news(item):
    return {"headline": item.title_text.value, "datePublished": item.date}


def place_of(event) -> str:
    return " · ".join(filter(None, [event.text("city").value, str(event.country or "")]))


def describe_event(event):
    place = place_of(event)
    mode = "OnlineEventAttendanceMode" if event.online else "OfflineEventAttendanceMode"
    return {
        "startDate": event.begins,
        "endDate": event.ends,
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": place and {"@type": "Place", "name": place},
        "organizer": [{"@type": "Organization", "name": str(item)} for item in event.organisers.all()],
    }
