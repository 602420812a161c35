"""Knowledge records as data: their columns in csv and json."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.columns import choice, many, related, translated, value
from cinterfor.formats.shapes import COUNT, KEY, MOMENT, TEXT, listed, one_of, or_null, rows
from cinterfor.publishing.registry import Column

from . import file_twins, sheets
from .models import Access, Basis, Contribution

CONTRIBUTORS = rows(
    name=TEXT, role=one_of(Contribution.Role.choices), identifier=TEXT, optional=("identifier",)
)

PARTICIPANTS = rows(country=TEXT, people=or_null(COUNT))


def _contributors(product):
    return [
        {"name": str(item), "role": item.role} | ({"identifier": item.identifier} if item.identifier else {})
        for item in product.contributions.all()
    ]


def _relations(product):
    """Related works, as DataCite names what this one is to them."""
    return [
        {"relation": told.datacite, "product": work.slug} for told in product.related for work in told.works
    ]


def _agreements(product):
    return [agreement.slug for agreement in product.agreements]


def _moment(moment) -> str | None:
    """With its offset (RFC 3339)."""
    return moment and moment.isoformat()


def _participants(event):
    return [{"country": row.country.code, "people": row.people} for row in event.participations.all()]


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
    choice("event_status", _("status of the event")),
    related("series", _("series of events")),
    value("number", _("number")),
    choice("level", _("level")),
    value("begins", _("begins")),
    value("ends", _("ends")),
    Column("starts_at", _("moment of beginning"), lambda event: _moment(event.start), shape=or_null(MOMENT)),
    Column("ends_at", _("moment of end"), lambda event: _moment(event.end), shape=or_null(MOMENT)),
    value("time_zone", _("time zone")),
    related("country", _("country"), "code"),
    translated("city", _("city")),
    choice("mode", _("way of taking part")),
    value("working_languages", _("languages of the event")),
    translated("motto", _("theme of the meeting")),
    translated("summary", _("summary")),
    many("themes", _("themes")),
    many("hosts", _("hosts")),
    many("organisers", _("organizers")),
    value("people", _("participants")),
    value("people_at_least", _("at least that many participants")),
    value("institution_count", _("institutions taking part")),
    value("country_count", _("countries taking part")),
    Column("participants", _("participants by country"), _participants, shape=PARTICIPANTS),
    value("registration_url", _("address for registering")),
    Column(
        "registration_until",
        _("registration until"),
        lambda event: _moment(event.registration_until),
        shape=or_null(MOMENT),
    ),
    value("online_url", _("address for taking part online")),
    value("recording_url", _("address of the recording")),
    value("url", _("address of the event")),
    many("products", _("knowledge products")),
    many("news", _("news")),
)
PAGE = (
    translated("title", _("title")),
    translated("summary", _("summary")),
    related("parent", _("page above")),
)
