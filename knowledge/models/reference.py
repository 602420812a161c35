"""What is looked up: themes, questions with their answers, and the editable pages."""

from collections import Counter

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.images.fields import ImageKey
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Record, RecordQuerySet
from cinterfor.publishing.relatedness import sharing
from cinterfor.publishing.richtext import RichTextField
from knowledge.labels import labels_in, unreadable
from network.models import Country


def is_above(record, relation: str) -> bool:
    """Whether the record would stand above itself by way of others."""
    above, seen = getattr(record, relation), set()
    while above and above.pk not in seen:
        if above.pk == record.pk:
            return True
        seen.add(above.pk)
        above = getattr(above, relation)
    return False


class Each(Func):
    """A row for each element of an array of keys."""

    function = "unnest"
    set_returning = True
    output_field = models.BigIntegerField()


class ThemedQuerySet(RecordQuerySet):
    """Records that have themes."""

    def on_theme(self, theme):
        """On the theme or one of those below it, each record once."""
        through = self.model.themes.through.objects.filter(Q(theme=theme) | Q(theme__broader=theme))
        return self.filter(pk__in=through.values(self.model._meta.model_name))

    def numbers_by_theme(self) -> dict[int, int]:
        """By theme, how many of these records `on_theme` finds: on it or on one of those below it."""
        name = self.model._meta.model_name
        both = Func("theme", "theme__broader", template="ARRAY[%(expressions)s]")
        rows = self.model.themes.through.objects.filter(**{f"{name}__in": self.values("pk")}).order_by()
        counted = rows.annotate(on=Each(both)).values_list("on").annotate(Count(name, distinct=True))
        return {theme: number for theme, number in counted if theme is not None}

    def sharing_themes(self, record) -> Counter:
        """How near others are by the public themes of a record, which were fetched with it."""
        rows = self.model.themes.through.objects.all()
        themes = [theme.pk for theme in record.themes.all() if theme.is_public]
        return sharing(rows, self.model._meta.model_name, "theme", themes)


class ThemeQuerySet(RecordQuerySet):
    def with_group(self):
        """Annotate `group_order`: the name of its group, which is its own where it is one."""
        language = get_language()
        order = Coalesce(f"broader__sort_key_{language}", f"sort_key_{language}")
        return self.select_related("broader").annotate(group_order=order)

    def with_card_data(self):
        from .products import Product

        through = Product.themes.through.objects.filter(
            theme=OuterRef("pk"), product__in=Product.objects.published()
        )
        counted = through.order_by().values("theme").annotate(number=Count("pk")).values("number")
        return self.with_group().annotate(product_count=Coalesce(Subquery(counted), 0))

    def in_glossary(self):
        """With what its entry in the glossary prints."""
        return self.select_related("broader")

    def related_to(self, theme):
        """The others of its group; groups themselves have no neighbours."""
        if theme.broader_id is None:
            return self.none()
        return self.filter(broader=theme.broader_id).exclude(pk=theme.pk).in_order()


class Theme(Record):
    """A concept of the portal's thesaurus (SKOS); the groups are its top concepts."""

    title_field = "name"
    required_translations = ("name",)
    summary_field = "scope_note"

    name = models.CharField(_("preferred label"), max_length=150)
    alt_labels = models.TextField(
        _("synonyms"),
        blank=True,
        help_text=_(
            "One a line: words by which search finds the theme. Where one is said only in some countries, "
            "their codes stand behind it: capacitación laboral [MX, CO]."
        ),
    )
    scope_note = RichTextField(_("scope note"), blank=True)
    scope_note_source = models.CharField(_("source of the definition"), max_length=300, blank=True)
    scope_note_url = models.URLField(_("address of that source"), max_length=500, blank=True)
    broader = ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("broader concept"),
        related_name="narrower",
        null=True,
        blank=True,
    )
    ilo_thesaurus = models.CharField(_("ILO Thesaurus"), max_length=300, blank=True)
    esco = models.CharField("ESCO", max_length=300, blank=True)
    isced_f = models.CharField("ISCED-F", max_length=300, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(broader=None) | ~Q(broader=F("pk")),
                name="knowledge_theme_broader",
                violation_error_message=_("A theme cannot be broader than itself."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.broader_id != self.pk and is_above(self, "broader"):
            raise ValidationError({"broader": _("Two themes cannot each be broader than the other.")})
        self._check_regions()

    def _check_regions(self):
        """Brackets behind a synonym hold codes of countries; a slip must not become a part of the word."""
        written = {f"alt_labels_{code}": getattr(self, f"alt_labels_{code}") or "" for code in LANGUAGES}
        if not any("[" in lines for lines in written.values()):
            return
        known = set(Country.objects.values_list("code", flat=True))
        message = _("“%(line)s”: in the brackets stand codes of countries of this portal, as in [MX, CO].")
        wrong = {
            name: [message % {"line": line} for line in unreadable(lines, known)]
            for name, lines in written.items()
        }
        if errors := {name: lines for name, lines in wrong.items() if lines}:
            raise ValidationError(errors)

    @property
    def group(self):
        """The top concept under which it stands: itself, where it is one."""
        return self.broader or self

    def synonyms(self) -> list[str]:
        """The synonyms in the active language, or in another where it has none."""
        return [label.term for label in labels_in(self.text("alt_labels").value)]

    @property
    def definition_source(self) -> str:
        """Where the scope note is taken from: a reference or else an address; empty where not known."""
        return self.scope_note_source or self.scope_note_url


class QuestionQuerySet(RecordQuerySet):
    def with_card_data(self):
        """Annotate `category_order`: categories in the order in which they are declared."""
        order = [
            When(category=value, then=Value(number)) for number, value in enumerate(Question.Category.values)
        ]
        return self.annotate(category_order=Case(*order))

    def related_to(self, question):
        """The others of its category, those first whose words are most like its own."""
        asked = question.title_text
        others = self.filter(category=question.category).exclude(pk=question.pk)
        alike = Coalesce(TrigramSimilarity(f"question_{asked.language}", asked.value), 0.0)
        return others.annotate(alike=alike).order_by("-alike", "position", "pk")


class Question(Record):
    """A question that visitors ask, with its answer (schema.org Question)."""

    class Category(models.TextChoices):
        CENTRE = "centre", _("The Centre")
        NETWORK = "network", _("The network")
        SERVICES = "services", _("Services")
        AGREEMENTS = "agreements", _("Agreements")
        KNOWLEDGE = "knowledge", _("Knowledge")

    title_field = "question"
    required_translations = ("question", "answer")
    summary_field = "answer"

    category = models.CharField(_("category"), max_length=12, choices=Category)
    question = models.CharField(_("question"), max_length=300)
    answer = RichTextField(_("answer"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = QuestionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("frequently asked questions")


class PageQuerySet(RecordQuerySet):
    def with_card_data(self):
        return self.select_related("image")

    def with_all_data(self):
        return self.with_card_data().select_related("parent")

    def in_menu(self, menu):
        return self.filter(menu=menu).order_by("position", "pk")


class Page(Record):
    """An editable page of the portal; pages nest."""

    class Menu(models.TextChoices):
        MAIN = "main", _("Main menu")
        SERVICES = "services", _("Services")
        FOOTER = "footer", _("Footer")

    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    body = RichTextField(_("text"), blank=True)
    image = ImageKey(_("image"), related_name="pages")
    parent = ForeignKey(
        "self", models.PROTECT, verbose_name=_("page above"), related_name="children", null=True, blank=True
    )
    menu = models.CharField(_("menu"), max_length=10, choices=Menu, null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="knowledge_page_parent",
                violation_error_message=_("A page cannot be above itself."),
            ),
        ]

    def clean(self):
        super().clean()
        if is_above(self, "parent"):
            raise ValidationError({"parent": _("A page cannot be above itself.")})
