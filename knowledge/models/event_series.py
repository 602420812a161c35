"""Series of events: meetings that follow one another under a name (schema.org EventSeries)."""

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import Text, text_in

#: So many before and behind an event in its series are shown on its page.
NEIGHBOURS = 3


class EventSeriesQuerySet(models.QuerySet):
    def with_events(self, events):
        """Those of which some of the events are part."""
        return self.filter(Exists(events.filter(series=OuterRef("pk"))))

    def technical_committee(self) -> "EventSeries":
        """The meetings of the Technical Committee; made where they are not there yet."""
        values = {f"title_{code}": title for code, title in TECHNICAL_COMMITTEE_TITLES.items()}
        return self.get_or_create(slug=TECHNICAL_COMMITTEE, defaults=values)[0]


#: The Committee meets since 1964 and counts its meetings.
TECHNICAL_COMMITTEE = "technical-committee-meetings"
TECHNICAL_COMMITTEE_TITLES = {
    "es": "Reuniones de la Comisión Técnica",
    "pt": "Reuniões da Comissão Técnica",
    "en": "Technical Committee Meetings",
}


class EventSeries(models.Model):
    """Events that are counted or follow one another, such as the Technical Committee Meetings."""

    #: How tables and files name one.
    named_by = "slug"

    slug = models.SlugField(_("short name"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)

    objects = EventSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of events")
        # Translators: series of events, in the plural.
        verbose_name_plural = _("series of meetings and events")
        ordering = ["slug"]

    def __str__(self):
        return self.title_text.value or self.slug

    @property
    def title_text(self) -> Text:
        return text_in(self, "title")

    @property
    def description_text(self) -> Text:
        return text_in(self, "description")


def in_sequence():
    """By number; what has none comes last, by its date."""
    first = F("begins_first").asc(nulls_last=True)
    return [F("number").asc(nulls_last=True), first, F("begins_time").asc(nulls_first=True), "pk"]


class InSequenceQuerySet(models.QuerySet):
    """Events that may be part of a series."""

    def in_series(self, series):
        return self.filter(series=series)

    def neighbours_of(self, event) -> list:
        """What is around it in its series, in sequence, with itself; nothing where it is alone or in none."""
        if not event.series_id:
            return []
        keys = list(self.in_series(event.series_id).order_by(*in_sequence()).values_list("pk", flat=True))
        if event.pk not in keys or len(keys) < 2:
            return []
        place = keys.index(event.pk)
        around = keys[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
        return list(self.filter(pk__in=around).order_by(*in_sequence()))
