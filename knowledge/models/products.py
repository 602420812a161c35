"""Knowledge products (Dublin Core, DataCite)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.images.fields import ImageKey
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of
from cinterfor.publishing.identifiers import IdentifierField
from cinterfor.publishing.languages import (
    LANGUAGES,
    WORK_LANGUAGES,
    Text,
    is_filled,
    shown_languages,
    text_in,
    texts,
)
from cinterfor.publishing.models import Record, lacking_text
from knowledge.identifiers import (
    normal_doi,
    normal_handle,
    normal_isbn,
    normal_issn,
    validate_doi,
    validate_handle,
    validate_isbn,
    validate_issn,
)
from network.models import Country, Institution

from .access import Access, ways_to
from .audience import Audience
from .coverage import CoveredInLanguages
from .practices import PracticeSheet
from .product_queries import ProductQuerySet
from .reference import Theme
from .relations import Related, related_works
from .rights import Licence, Rights, rights_of
from .series import LONGEST_NUMBER, NumberedInSeries, Series
from .videos import VideoFacts

TRANSLATED = ("translated_title",)
#: The columns of its own in which editors find a product.
SEARCHED = (
    "title",
    *(f"translated_title_{code}" for code in LANGUAGES),
    "isbn",
    "issn",
    "doi",
    "handle",
)


class Product(PracticeSheet, VideoFacts, CoveredInLanguages, NumberedInSeries, Record):
    """A knowledge product: a work that the network published or that is about it."""

    class Kind(models.TextChoices):
        BOOK = "book", _("Book")
        REPORT = "report", _("Report")
        ARTICLE = "article", _("Article")
        GUIDE = "guide", _("Guide")
        BULLETIN = "bulletin", _("Bulletin")
        CASE_STUDY = "case-study", _("Case study")
        GOOD_PRACTICE = "good-practice", _("Good practice")
        TECHNICAL_NOTE = "technical-note", _("Technical note")
        WORKING_PAPER = "working-paper", _("Working paper")
        DATABASE = "database", _("Database")
        WEBSITE = "website", _("Website")
        VIDEO = "video", _("Video")
        PROGRAMME = "programme", _("Programme of an event")

    required_translations = TRANSLATED
    summary_field = "abstract"

    title = models.CharField(_("title"), max_length=500, help_text=_("As published; it is not translated."))
    language = models.CharField(_("language of the work"), max_length=10, choices=WORK_LANGUAGES)
    translated_title = models.CharField(
        _("translated title"),
        max_length=500,
        blank=True,
        help_text=_("Shown beside the title, marked as a translation. Empty in the language of the work."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    abstract = models.TextField(_("abstract"), blank=True)
    abstract_is_note = models.BooleanField(
        _("the abstract is a note of the portal"),
        default=False,
        help_text=_("Where the work itself was not seen, only its title."),
    )
    issued = PartialDateField(_("date of publication"))
    issued_first = first_day_of("issued")
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, validators=[MinValueValidator(1)])
    extent = models.CharField(_("extent"), max_length=150, blank=True)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    audience = ArrayField(
        models.CharField(max_length=12, choices=Audience),
        verbose_name=_("audience"),
        default=list,
        blank=True,
        help_text=_("For whom it was written, as the work says."),
    )
    isbn = IdentifierField("ISBN", max_length=20, blank=True, validators=[validate_isbn], normal=normal_isbn)
    issn = IdentifierField("ISSN", max_length=9, blank=True, validators=[validate_issn], normal=normal_issn)
    doi = IdentifierField("DOI", max_length=200, blank=True, validators=[validate_doi], normal=normal_doi)
    handle = IdentifierField(
        _("handle"), max_length=200, blank=True, validators=[validate_handle], normal=normal_handle
    )
    series = ForeignKey(
        Series, models.PROTECT, verbose_name=_("series"), related_name="products", null=True, blank=True
    )
    volume = models.CharField(_("volume"), max_length=LONGEST_NUMBER, blank=True)
    number = models.CharField(_("number in the series"), max_length=LONGEST_NUMBER, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    place = models.CharField(_("place of publication"), max_length=200, blank=True)
    url = models.URLField(_("address of the work"), max_length=500, blank=True)
    kept_at = models.CharField(
        _("on paper or on request"),
        max_length=300,
        blank=True,
        help_text=_("Who keeps a copy or sends one: Library of ILO/Cinterfor, Montevideo."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    rights_holder = models.CharField(_("rights holder"), max_length=200, blank=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="products", blank=True)
    countries = models.ManyToManyField(
        Country, verbose_name=_("countries"), related_name="products", blank=True
    )
    institutions = models.ManyToManyField(
        Institution,
        verbose_name=_("institutions"),
        related_name="products",
        blank=True,
        help_text=_("Those that the work is about or by."),
    )
    event = ForeignKey(
        "knowledge.Event",
        models.PROTECT,
        verbose_name=_("event"),
        related_name="products",
        null=True,
        blank=True,
        help_text=_("The meeting that it reports on or came out of; its page shows the work."),
    )
    cover = ImageKey(_("cover"), related_name="products")

    objects = ProductQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("knowledge product")
        verbose_name_plural = _("knowledge products")
        indexes = [
            # For the editors' search, which looks for parts of words.
            GinIndex(
                *(OpClass(Upper(name), name="gin_trgm_ops") for name in SEARCHED),
                name="knowledge_product_words",
            ),
            models.Index(fields=["changed_at"], name="knowledge_product_changed"),
            # For the numbers of what the editors' filters find: a small index that holds all they ask for.
            models.Index(
                fields=["kind", "language", "publication_status", "verified_on"],
                name="knowledge_product_counts",
            ),
            # For pages far into the list in order: by these alone their keys are found.
            *(
                models.Index(fields=[f"sort_key_{code}", "id"], name=f"knowledge_product_in_order_{code}")
                for code in LANGUAGES
            ),
            # For the editors' lists of what is to be translated.
            *(
                models.Index(
                    fields=["id"],
                    condition=lacking_text(code, TRANSLATED, is_work=True),
                    name=f"knowledge_product_lacks_{code}",
                )
                for code in LANGUAGES
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(pages=None) | Q(pages__gte=1),
                name="knowledge_product_pages",
                violation_error_message=_("A work has at least one page."),
            ),
        ]

    @property
    def access(self) -> list[Access]:
        """The ways to it."""
        return ways_to(self)

    @property
    def related(self) -> list[Related]:
        """Public works that this one names, or that name it."""
        return related_works(self)

    @property
    def agreements(self) -> list:
        """The public agreements that it evaluates."""
        return [agreement for agreement in self.evaluated_agreements.all() if agreement.is_public]

    @property
    def handle_address(self) -> str:
        return self.handle and f"https://hdl.handle.net/{self.handle}"

    @property
    def audience_in_words(self) -> list[str]:
        return [str(Audience(value).label) for value in self.audience]

    @property
    def rights(self) -> Rights:
        """What readers may do with it, and why that is said."""
        return rights_of(self)

    @property
    def title_text(self) -> Text:
        return Text(self.title, self.language)

    @property
    def translated_title_text(self) -> Text:
        """The title for a reader of another language; empty for readers of the work's own."""
        reader = get_language()
        if reader == self.language:
            return Text("", None)
        found = text_in(self, "translated_title")
        if found.language == reader:
            return found
        return found if self.language not in LANGUAGES else Text("", None)

    def titles(self):
        own = {self.language: self.title} if self.language in LANGUAGES else {}
        translated = texts(self, "translated_title")
        return {code: translated.get(code) or own.get(code) for code in LANGUAGES} | own

    def languages(self):
        return [
            code
            for code in shown_languages(self)
            if code == self.language or is_filled(getattr(self, f"translated_title_{code}"))
        ]
