"""What happens: news and events."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Abs
from django.utils.translation import gettext_lazy as _

from cinterfor.images.fields import ImageKey
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of, today
from cinterfor.publishing.languages import WORK_LANGUAGES
from cinterfor.publishing.models import Record, RecordQuerySet
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


class EventQuerySet(RecordQuerySet):
    def coming(self, on=None):
        """Not over on the day: its last possible day, or the start's, has not passed."""
        day = on or today()
        return self.filter(Q(ends_last__gte=day) | Q(ends=None, begins_last__gte=day))

    def past(self, on=None):
        day = on or today()
        return self.filter(Q(ends_last__lt=day) | Q(ends=None, begins_last__lt=day))

    def newest_first(self):
        return self.order_by(F("begins_first").desc(nulls_last=True), "-pk")

    def in_country(self, code):
        return self.filter(country__code=code)

    def with_card_data(self):
        return self.select_related("country", "image")

    def with_all_data(self):
        return self.with_card_data().prefetch_related("hosts", "organisers", "products", "news")

    def of_institution(self, institution):
        hosted = Event.hosts.through.objects.filter(institution=institution).values("event")
        organised = Event.organisers.through.objects.filter(institution=institution).values("event")
        return self.filter(Q(pk__in=hosted) | Q(pk__in=organised))

    def related_to(self, event):
        """Others of its kind or in its country: those of both first, then the nearest in time."""
        day = event.begins_first or today()
        kind, country = Q(kind=event.kind), Q(country=event.country_id, country__isnull=False)
        others = self.exclude(pk=event.pk)
        near = [keys for shared in (kind & country, kind, country) for keys in others._around(day, shared)]
        shared = sum(Case(When(same, then=Value(1)), default=Value(0)) for same in (kind, country))
        apart = Abs(F("begins_first__year") - Value(day.year))
        found = others.filter(pk__in=list(near[0].union(*near[1:])))
        return found.annotate(shared=shared, apart=apart).order_by("-shared", "apart", "pk")

    def _around(self, day, shared, most=6):
        """Keys of the first that share something from a day on, and of the last before it."""
        after = self.filter(shared, begins_first__gte=day).order_by("begins_first", "pk")
        before = self.filter(shared, begins_first__lt=day).order_by("-begins_first", "-pk")
        return [part.values_list("pk", flat=True)[:most] for part in (after, before)]


class Event(Record):
    """A workshop, technical meeting, seminar or meeting of the Technical Committee (schema.org Event)."""

    class Kind(models.TextChoices):
        TECHNICAL_COMMITTEE_MEETING = "technical-committee-meeting", _("Technical Committee Meeting")
        TECHNICAL_MEETING = "technical-meeting", _("Technical meeting")
        WORKSHOP = "workshop", _("Workshop")
        CONFERENCE = "conference", _("Conference")
        SEMINAR = "seminar", _("Seminar")
        WEBINAR = "webinar", _("Webinar")
        FORUM = "forum", _("Forum")
        SIDE_EVENT = "side-event", _("Side event")
        LAUNCH = "launch", _("Launch")
        MEETING = "meeting", _("Meeting")
        GOVERNANCE = "governance", _("Governance meeting")

    class Level(models.TextChoices):
        NATIONAL = "national", _("National")
        SECTORAL = "sectoral", _("Sectoral")
        SUBREGIONAL = "subregional", _("Subregional")
        REGIONAL = "regional", _("Regional")
        INTERNATIONAL = "international", _("International")

    title = models.CharField(_("title"), max_length=300)
    original_language = models.CharField(
        _("original language"), max_length=10, choices=WORK_LANGUAGES, default="es"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=15, choices=Level)
    begins = PartialDateField(_("begins"))
    begins_first = first_day_of("begins")
    begins_last = last_day_of("begins")
    ends = PartialDateField(_("ends"))
    ends_last = last_day_of("ends")
    country = ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), related_name="events", null=True, blank=True
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    online = models.BooleanField(_("online"), default=False)
    motto = models.CharField(_("theme of the meeting"), max_length=400, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("programme and results"), blank=True)
    image = ImageKey(_("image"), related_name="events")
    hosts = models.ManyToManyField(
        Institution, verbose_name=_("hosts"), related_name="hosted_events", blank=True
    )
    organisers = models.ManyToManyField(
        Institution, verbose_name=_("organizers"), related_name="organised_events", blank=True
    )
    people = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    people_at_least = models.BooleanField(_("at least that many participants"), default=False)
    institution_count = models.PositiveIntegerField(_("institutions taking part"), null=True, blank=True)
    country_count = models.PositiveIntegerField(_("countries taking part"), null=True, blank=True)
    url = models.URLField(_("address of the event"), max_length=500, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                condition=Q(ends_last__gte=F("begins_first")) | Q(begins=None) | Q(ends=None),
                name="knowledge_event_dates",
                violation_error_message=_("The event cannot end before it begins."),
            ),
        ]

    @property
    def is_past(self) -> bool:
        last = self.ends_last or self.begins_last
        return bool(last and last < today())
