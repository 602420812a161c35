"""Agreements as data: their columns in csv and json."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.columns import choice, many, related, translated, value
from cinterfor.formats.shapes import (
    BOOLEAN,
    COUNT,
    DAY,
    KEY,
    PARTIAL_DATE,
    TEXT,
    TEXTS,
    one_of,
    or_null,
    rows,
)
from cinterfor.publishing.languages import texts
from cinterfor.publishing.permalinks import own_path
from cinterfor.publishing.registry import Column
from knowledge.file_twins import READ_FROM_FILES

from .models import Party, Status

STATUS_BASIS = or_null(one_of([], "termination", "term", "renewal", "statement", "entry-into-force"))
PARTIES = rows(
    institution=or_null(KEY),
    country=or_null(KEY),
    name=TEXTS,
    role=or_null(one_of(Party.Role.choices)),
    joined=or_null(PARTIAL_DATE),
    withdrew=or_null(PARTIAL_DATE),
)


TEXTS_OF_IT = rows(
    language=TEXT,
    is_authentic=BOOLEAN,
    path=or_null(TEXT),
    url=or_null(TEXT),
    media_type=or_null(TEXT),
    size=or_null(COUNT),
    sha256=or_null(TEXT),
    pages=or_null(COUNT),
    is_tagged=or_null(BOOLEAN),
    has_text=or_null(BOOLEAN),
)


def _slug(institution):
    """A draft has no address that could be given."""
    return institution.slug if institution and institution.is_public else None


def _parties(agreement):
    return [
        {
            "institution": _slug(party.institution),
            "country": party.country and party.country.code,
            "name": texts(party.institution or party.country or party, "name"),
            "role": party.role,
            "joined": party.joined,
            "withdrew": party.withdrew,
        }
        for party in agreement.parties.all()
    ]


def _texts(agreement):
    return [
        {
            "language": text.language,
            "is_authentic": text.is_authentic,
            "path": own_path(text.file.url) if text.file else None,
            "url": text.url or None,
            "media_type": text.media_type if text.file else None,
            **{name: getattr(text.known, name, None) for name in READ_FROM_FILES},
        }
        for text in agreement.texts.all()
    ]


AGREEMENT = (
    translated("title", _("title")),
    value("original_language", _("original language")),
    choice("instrument", _("instrument")),
    choice("modality", _("modality")),
    Column("status", _("status"), lambda agreement: agreement.status_today, shape=one_of(Status.choices)),
    value("status_basis", _("basis of the status"), STATUS_BASIS),
    value("signed", _("signed")),
    value("enters_into_force", _("enters into force")),
    value("ends", _("ends")),
    value("duration_months", _("duration in months")),
    value("term_last", _("last day of the term"), or_null(DAY)),
    value("renews_tacitly", _("renews itself")),
    value("renewal_months", _("length of each renewal in months")),
    value("stated_in_force_on", _("stated in force on")),
    value("terminated", _("terminated early")),
    value("terminated_on", _("terminated on")),
    translated("termination_reason", _("reason for termination")),
    related("amends", _("amends")),
    related("replaces", _("replaces")),
    related("renews", _("renews")),
    related("supplements", _("adds to")),
    many("amended_by", _("amended by")),
    many("replaced_by", _("replaced by")),
    many("renewed_by", _("renewed by")),
    many("supplemented_by", _("addenda")),
    Column("parties", _("parties"), _parties, shape=PARTIES),
    Column("texts", _("texts of the agreement"), _texts, shape=TEXTS_OF_IT, has_paths=True),
    many("countries", _("countries"), "code"),
    many("themes", _("themes")),
    many("evaluations", _("evaluated in")),
    value("amount", _("amount")),
    value("currency", _("currency (ISO 4217)")),
    value("involves_centre", _("the Centre takes part")),
    translated("summary", _("summary")),
)
