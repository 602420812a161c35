"""The record types of the portal: one registration each, in its app's `apps.py`.

Addresses, lists, twins (csv, json, atom), search, sitemap, JSON-LD and roles all read it, so that the
capabilities know the apps only through this table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cinterfor.paths import WORDS


@dataclass(frozen=True)
class Column:
    """One fact of a record in its twins: a stable machine name, a label, and how to read it.

    `read(record)` gives a text, number, boolean, list, or `{language: text}` for a translated one.
    """

    name: str
    label: str
    read: Callable
    translated: bool = False
    #: What it gives, as JSON Schema, where that does not follow from a field of that name.
    shape: dict | None = None
    #: Whether paths of this site (permalinks.OwnPath) stand in what it reads.
    has_paths: bool = False


class Relation(TextChoices):
    """What a text that is not the title is to the record that it helps to find."""

    ACRONYM = "acronym", _("Acronym")
    OFFICIAL_NAME = "official-name", _("Official name")
    FORMER_NAME = "former-name", _("Former or other name")
    SYNONYM = "synonym", _("Synonym")
    CODE = "code", _("Code")
    IDENTIFIER = "identifier", _("Identifier")
    CONTRIBUTOR = "contributor", _("Contributor")
    PARTY = "party", _("Party")
    INSTITUTION = "institution", _("Institution")
    COUNTRY = "country", _("Country")
    PLACE = "place", _("City")
    THEME = "theme", _("Theme")
    PUBLISHER = "publisher", _("Publisher")
    SERIES = "series", _("Series")

    @property
    def is_name(self) -> bool:
        """Whether who types the text means this record, as with its title."""
        return self in NAMING


NAMING = {
    Relation.ACRONYM,
    Relation.OFFICIAL_NAME,
    Relation.FORMER_NAME,
    Relation.SYNONYM,
    Relation.CODE,
    Relation.IDENTIFIER,
}


class RelatedText(NamedTuple):
    """A text by which search finds a record besides its title; the language is None for proper names."""

    relation: Relation
    text: str
    language: str | None = None


class FacetOffer(NamedTuple):
    """A facet of search results: its values are choices, or the records of a type."""

    name: str
    label: str
    choices: tuple = ()
    record_type: str = ""


class Activity(NamedTuple):
    """How records of a type count as activity of the network: “Agreements signed”, in the visual code."""

    label: str
    hue: str
    style: str


@dataclass
class RecordType:
    """All that the capabilities need to know of one kind of record."""

    name: str
    model: type
    path: str
    filterset: str
    columns: tuple[Column, ...]
    #: The schema.org type, and (record, absolute) -> dict of further properties: see linked/facts.py.
    schema: str
    describe: Callable = field(default=lambda record, absolute: {})
    #: (records of a page of the list, absolute) -> what the page is; nothing where it is a mere list.
    describe_list: Callable = field(default=lambda records, absolute: {})
    #: (record, absolute) -> typed links to its authors, licence and files: see linked/signposting.py.
    links: Callable = field(default=lambda record, absolute: [])
    #: record -> list of RelatedText: acronyms, numbers, names of persons, related names.
    related_texts: Callable = field(default=lambda record: [])
    #: Translated fields whose text is searched besides title and summary.
    body_fields: tuple[str, ...] = ()
    #: record -> {language: words}: of its documents, "" for languages that are not the portal's. They find
    #: the record after all that is said of it, and no phrase is looked for in them.
    words_of_documents: Callable = field(default=lambda record: {})
    #: record -> {facet: values}: what search results are narrowed by, see search/facets.py.
    facets: Callable = field(default=lambda record: {})
    #: The facets of search results that this type brings with it.
    offers: tuple[FacetOffer, ...] = ()
    #: record -> when it is, in words, where that is more than a date: feeds begin with it.
    when: Callable = field(default=lambda record: "")
    #: The field with the first day that the record's date may mean.
    date_field: str = ""
    #: Where the records are done or made on their date: what that is called and how it is drawn.
    activity: Activity | None = None
    #: record -> list of (first day, state) for a state that follows from dates alone; None: from ever.
    states: Callable = field(default=lambda record: [])
    #: Lookups to the records and rows whose names stand in the index entry or in the twins of this one.
    names_from: tuple[str, ...] = ()
    #: Lookups to the records and rows that its page and twins name, and its index entry does not.
    twins_from: tuple[str, ...] = ()
    #: Whether all that its twins say follows from itself, `names_from` and `twins_from`, and from no day: see
    #: renditions.
    twins_are_kept: bool = False
    #: Whether its list and records can be had as of another day: `?on=`, see as_of.py. Its QuerySet may have
    #: `of_the_day`, those that belong to the day shown.
    knows_days: bool = False
    #: What several are called after a number, where that is not the plural (“20 news items”).
    counted: str = ""
    #: Whether its title is that of a published work, which is not translated.
    is_work: bool = False
    #: Whether its names are synonyms of each other that widen a search (SKOS labels).
    is_concept: bool = False
    #: How many records a page of the list shows; more where they are read in groups.
    per_page: int = 20
    #: Data formats of this type besides those of every type: see formats/registry.py.
    formats: tuple = ()
    #: The reverse names of the rows that belong to a record and are edited on its page.
    rows: tuple[str, ...] = ()
    #: Lookups from the record to the documents that it shows.
    file_fields: tuple[str, ...] = ()
    #: Its fields that point to the images that it shows, the one that stands for it first.
    image_fields: tuple[str, ...] = ()
    #: How much each field, or any of several, weighs in the completeness of a record: see quality/rule.py.
    weights: dict[str | tuple[str, ...], int] = field(default_factory=dict)
    #: By the type of a whole, such as country: lookups to those in whose mean quality the record counts.
    belongs_to: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self):
        if self.path not in WORDS:
            raise ImproperlyConfigured(
                f"{self.name}: no words for the path “{self.path}” in cinterfor/paths.py."
            )
        from .models import Record

        if not issubclass(self.model, Record):
            raise ImproperlyConfigured(f"{self.name}: {self.model.__name__} is no Record.")
        if self.knows_days and self.twins_are_kept:
            raise ImproperlyConfigured(f"{self.name}: its twins are of many days and cannot be kept.")

    @cached_property
    def filters(self):
        return import_string(self.filterset)

    @property
    def label(self):
        return self.model._meta.verbose_name

    @property
    def label_plural(self):
        return self.model._meta.verbose_name_plural

    @property
    def label_counted(self):
        return self.counted or self.label_plural

    @property
    def app(self):
        return self.model._meta.app_label

    @property
    def list_name(self):
        return f"{self.name}_list"

    @property
    def card(self):
        return f"{self.app}/_{self.name}_card.html"

    def public(self):
        """What lists show: public records with all that their cards print."""
        return self.model.objects.published().with_card_data()

    def public_in_full(self):
        """What details, twins and search read, in a fixed number of queries."""
        return self.model.objects.published().with_all_data()


_types: dict[str, RecordType] = {}


def register(record_type: RecordType) -> None:
    if record_type.name in _types:
        raise ImproperlyConfigured(f"The record type {record_type.name} is registered twice.")
    _types[record_type.name] = record_type


def record_types() -> list[RecordType]:
    return list(_types.values())


def get_type(name: str) -> RecordType | None:
    return _types.get(name)


def record_type_of(model: type) -> RecordType:
    for record_type in _types.values():
        if issubclass(model, record_type.model):
            return record_type
    raise ImproperlyConfigured(
        f"{model.__name__} is no registered record type: register it in its app's apps.py."
    )
