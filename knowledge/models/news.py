"""News."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cinterfor.images.fields import ImageKey
from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of
from cinterfor.publishing.languages import WORK_LANGUAGES
from cinterfor.publishing.models import Record
from cinterfor.publishing.relatedness import nearest_first, sharing
from cinterfor.publishing.richtext import RichTextField
from network.models import Country, Institution

from .reference import Theme, ThemedQuerySet

NEWEST_FIRST = F("date_first").desc(nulls_last=True)


class NewsItemQuerySet(ThemedQuerySet):
    def newest_first(self):
        return self.order_by(NEWEST_FIRST, "-pk")

    def in_country(self, code):
        return self.filter(countries__code=code)

    def with_card_data(self):
        return self.select_related("image")

    def with_all_data(self):
        rows = ("countries", "themes", "institutions")
        return self.with_card_data().select_related("event").prefetch_related(*rows)

    def of_institution(self, institution):
        return self.filter(institutions=institution)

    def from_event(self, event):
        return self.filter(event=event).newest_first()

    def related_to(self, item):
        """Other news on its themes or about its institutions: nearest first, of the near the newest."""
        about = [institution.pk for institution in item.institutions.all() if institution.is_public]
        rows = NewsItem.institutions.through.objects.all()
        nearness = self.sharing_themes(item) + sharing(rows, "newsitem", "institution", about)
        return nearest_first(self.exclude(pk=item.pk), nearness, "date_first")


class NewsItem(Record):
    """News of the Centre or of a member (schema.org NewsArticle)."""

    class Scope(models.TextChoices):
        CENTRE = "cinterfor", _("The Centre")
        MEMBER = "member", _("A member")

    required_translations = ("title", "summary")

    title = models.CharField(_("title"), max_length=300)
    original_language = models.CharField(
        _("original language"), max_length=10, choices=WORK_LANGUAGES, default="es"
    )
    date = PartialDateField(_("date"))
    date_first = first_day_of("date")
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("text"), blank=True)
    image = ImageKey(_("image"), related_name="news")
    scope = models.CharField(_("news of"), max_length=10, choices=Scope, default=Scope.CENTRE)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="news", blank=True)
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), related_name="news", blank=True)
    institutions = models.ManyToManyField(
        Institution, verbose_name=_("institutions"), related_name="news", blank=True
    )
    event = ForeignKey(
        "knowledge.Event",
        models.PROTECT,
        verbose_name=_("event"),
        related_name="news",
        null=True,
        blank=True,
        help_text=_("The meeting that it tells of; its page shows the news."),
    )

    objects = NewsItemQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("news item")
        verbose_name_plural = _("news")
