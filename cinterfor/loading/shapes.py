"""The keys of each file, as the data's SCHEMA.md describes them.

Keys beyond those of the schema (translations, former names and the like) may be left out.
"""

import re

from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from agreements.models import Agreement, Party
from cinterfor.publishing.languages import LANGUAGES, WORK_LANGUAGES
from knowledge.identifiers import validate_doi, validate_handle, validate_isbn, validate_issn
from knowledge.models import Audience, Contribution, Event, Licence, NewsItem, Page, Product, Question
from network.models import Institution, Membership, Region

from .agreements import INSTRUMENTS, MODALITIES
from .rules import Choice, ListOf, Number, Object, Reference, Rule, Text, Truth, duration, partial_date


def _check_slug(value: str) -> None:
    validate_slug(value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) or len(value) > 120:
        raise ValueError(_("“%s” is not an id: small letters, digits, single hyphens") % value)


def _check_code(value: str) -> None:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError(_("“%s” is not a code of two capital letters (ISO 3166-1)") % value)


def _check_currency(value: str) -> None:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise ValueError(_("“%s” is not a currency of three capital letters (ISO 4217)") % value)


def one_of(choices, **options) -> Choice:
    return Choice(values=tuple(value for value, _label in getattr(choices, "choices", choices)), **options)


def words(*values: str, **options) -> Choice:
    return Choice(values=values, **options)


def translated(name: str, *given: str, null: tuple[str, ...] = ()) -> dict[str, Rule]:
    """A text by language: required in those given, else perhaps left out or null."""
    return {
        f"{name}_{code}": Text(required=code in given, null=code not in given or code in null)
        for code in LANGUAGES
    }


def listed(file: str) -> ListOf:
    return ListOf(rule=Reference(file=file))


#: The languages in which a text for readers must be there; in any further one it may be left out.
WRITTEN = ("es", "pt", "en")
ID = {"id": Text(checks=(_check_slug,))}
NULL_TEXT = Text(null=True)
NAMES = ListOf(rule=Text())
SOURCE = {"source": ListOf(rule=Text(), least=1)}
COMPLETE = {"source_complete": Truth()}
NOTE = {"note": NULL_TEXT}
HOLD = {"hold": NULL_TEXT}
LANGUAGE = one_of(WORK_LANGUAGES)
YEAR = Number(null=True, least=1, most=9999)
LATITUDE = Number(whole=False, null=True, least=-90, most=90)
LONGITUDE = Number(whole=False, null=True, least=-180, most=180)
CONFIDENCE = ("confirmed", "high", "medium")
KINDS = (*INSTRUMENTS, *MODALITIES)

COUNTRY = {
    "code": Text(checks=(_check_code,)),
    **translated("name", *WRITTEN),
    "region": one_of(Region),
    "capital": NULL_TEXT,
    **translated("capital"),
    "capital_lat": LATITUDE,
    "capital_lon": LONGITUDE,
    "network_confidence": words(*CONFIDENCE, null=True),
    "in_network": Truth(required=False),
    **SOURCE,
}
SECTOR = ID | translated("name", "en")
PARTNER = {
    **ID,
    "as_written": NAMES,
    "former_names": ListOf(rule=Text(), required=False),
    "is_centre": Truth(required=False),
    "acronym": NULL_TEXT,
    **translated("acronym"),
    "name": Text(),
    **translated("name"),
    "country": Reference(file="countries", null=True),
    "management": one_of(Institution.Management, null=True),
    "website": NULL_TEXT,
    **SOURCE,
    **COMPLETE,
}
INSTITUTION = {
    **ID,
    "acronym": NULL_TEXT,
    **translated("acronym"),
    "name": Text(),
    **translated("name", *WRITTEN, null=("pt",)),
    "former_names": ListOf(rule=Text(), required=False),
    "country": Reference(file="countries"),
    "membership": one_of(Membership.Kind, null=True),
    "membership_basis": words("official-page", "definition", null=True),
    "membership_inferred": one_of(Membership.Kind, null=True),
    "network_confidence": words(*CONFIDENCE),
    "management": one_of(Institution.Management),
    "coverage": one_of(Institution.Coverage, null=True),
    "sector": NULL_TEXT,
    "governance_tripartite": Truth(null=True),
    "founded": YEAR,
    "founded_note": NULL_TEXT,
    "website": NULL_TEXT,
    "city": NULL_TEXT,
    **translated("city"),
    "lat": LATITUDE,
    "lon": LONGITUDE,
    **translated("description", "es", "en"),
    "status": words("active", "dissolved"),
    "predecessor": Reference(file="institutions", null=True),
    "successor": Reference(file="institutions", null=True),
    **NOTE,
    **SOURCE,
}
PARTY = Object(
    keys={
        "institution": Reference(file="institutions", null=True),
        "name": Text(),
        **translated("name"),
        "country": Reference(file="countries", null=True, required=False),
        "type": words("organization", "government", "group"),
        "role": one_of(Party.Role, null=True),
        "joined": partial_date(null=True, required=False),
        "withdrew": partial_date(null=True, required=False),
    }
)
AGREEMENT_TEXT = Object(keys={"language": LANGUAGE, "url": Text(), "is_authentic": Truth(required=False)})
AMOUNT = Object(null=True, keys={"value": Number(), "currency": Text(checks=(_check_currency,))})
AGREEMENT = {
    **ID,
    "title": Text(),
    "title_language": LANGUAGE,
    **translated("title"),
    "kind": words(*KINDS),
    "instrument": one_of(Agreement.Instrument, null=True, required=False),
    "modality": one_of(Agreement.Modality, null=True, required=False),
    "parties": ListOf(rule=PARTY),
    "countries": listed("countries"),
    "signed": partial_date(null=True),
    "enters_into_force": partial_date(null=True, required=False),
    "ends": partial_date(null=True),
    "duration": duration(null=True),
    "renews_tacitly": Truth(required=False),
    "renewal": duration(null=True, required=False),
    "status": words("cancelled", null=True),
    "amount": AMOUNT,
    "texts": ListOf(rule=AGREEMENT_TEXT, required=False),
    "themes": listed("themes"),
    **translated("summary", "es", "en"),
    "involves_cinterfor": Truth(),
    **NOTE,
    **HOLD,
    **SOURCE,
    **COMPLETE,
}
AUTHOR = Object(keys={"name": Text(), "role": one_of(Contribution.Role)})
PRODUCT = {
    **ID,
    "title": Text(),
    **{f"title_{code}": Text(required=code in WRITTEN, null=True) for code in LANGUAGES},
    **translated("translated_title"),
    "language": LANGUAGE,
    "type": one_of(Product.Kind),
    "authors": ListOf(rule=AUTHOR),
    "year": YEAR,
    "pages": Number(null=True, least=1),
    "isbn": Text(null=True, checks=(validate_isbn,)),
    "isbn_as_seen": NULL_TEXT,
    "issn": Text(null=True, checks=(validate_issn,)),
    "doi": Text(null=True, checks=(validate_doi,)),
    "handle": Text(null=True, required=False, checks=(validate_handle,)),
    "edition": Text(null=True, required=False),
    "extent": Text(null=True, required=False),
    "audience": ListOf(rule=one_of(Audience), required=False),
    "series": NULL_TEXT,
    "publisher": NULL_TEXT,
    "place": NULL_TEXT,
    "kept_at": Text(null=True, required=False),
    "licence": one_of(Licence, null=True, required=False),
    "rights_holder": Text(null=True, required=False),
    "themes": listed("themes"),
    "countries": listed("countries"),
    "institutions": listed("institutions"),
    "other_institutions": NAMES,
    "url": NULL_TEXT,
    **translated("abstract", "es", "en", null=("es", "en")),
    "abstract_basis": words("excerpt seen or title", "general knowledge", null=True),
    "abstract_is_portal_note": Truth(required=False),
    "confidence": words("sourced", "general-knowledge"),
    **NOTE,
    **SOURCE,
    **COMPLETE,
}
PARTICIPATION = Object(
    null=True,
    keys={
        "people": Number(null=True),
        "people_at_least": Truth(),
        "institutions": Number(null=True),
        "countries": Number(null=True),
    },
)
EVENT = {
    **ID,
    "title": Text(),
    "title_language": LANGUAGE,
    **translated("title"),
    "kind": one_of(Event.Kind),
    "number": Number(null=True),
    "level": one_of(Event.Level),
    "start": partial_date(null=True),
    "end": partial_date(null=True),
    "year": YEAR,
    "city": NULL_TEXT,
    **translated("city"),
    "country": Reference(file="countries", null=True),
    "online": Truth(),
    "host": listed("institutions"),
    "other_hosts": NAMES,
    "organisers": listed("institutions"),
    "other_organisers": NAMES,
    "theme": NULL_TEXT,
    "theme_language": one_of(WORK_LANGUAGES, null=True),
    **translated("theme"),
    "participation": PARTICIPATION,
    **translated("summary"),
    **NOTE,
    **HOLD,
    **SOURCE,
    **COMPLETE,
}
NEWS = {
    **ID,
    "title": Text(),
    "title_language": LANGUAGE,
    **translated("title"),
    "date": partial_date(null=True),
    "date_precision": words("day", "month", "year", null=True),
    **translated("summary", "es", "en"),
    "countries": listed("countries"),
    "institutions": listed("institutions"),
    "other_institutions": NAMES,
    "themes": listed("themes"),
    "scope": one_of(NewsItem.Scope),
    **NOTE,
    **HOLD,
    **SOURCE,
    **COMPLETE,
}
QUESTION = {
    **ID,
    "category": one_of(Question.Category),
    "derived": Truth(),
    **translated("question", *WRITTEN),
    **translated("answer", *WRITTEN),
    **NOTE,
    **SOURCE,
    **COMPLETE,
}
GROUPS = ("competencies", "planning", "governance", "provision", "economy", "inclusion")
MAPPING = Object(keys={"ilo_thesaurus": NULL_TEXT, "esco": NULL_TEXT, "isced_f": NULL_TEXT})
THEME = {
    **ID,
    **translated("name", *WRITTEN),
    **translated("scope_note"),
    "scope_note_source": Text(required=False),
    "scope_note_url": Text(required=False),
    "group": words(*GROUPS, null=True),
    **{f"aliases_{code}": ListOf(rule=Text(), required=code == "es") for code in LANGUAGES},
    "mapping": MAPPING,
    "seen_in_cinterfor_material": Truth(),
    **NOTE,
}
PAGE = {
    **ID,
    "parent": Reference(file="pages", null=True),
    "menu": one_of(Page.Menu, null=True),
    "position": Number(),
    **translated("title", *WRITTEN),
    **translated("summary"),
    **translated("body"),
    **SOURCE,
    **COMPLETE,
    **NOTE,
}
FIGURE = {
    **ID,
    "what": Text(),
    **translated("label"),
    **translated("context"),
    "value": Number(),
    "at_least": Truth(),
    "year": Number(least=1, most=9999),
    "by": Text(),
    **translated("by"),
    "source": Text(),
    **NOTE,
}
