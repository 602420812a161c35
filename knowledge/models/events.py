"""Meetings, workshops and seminars (schema.org Event)."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Abs
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.images.fields import ImageKey
from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of, today
from cinterfor.publishing.languages import WORK_LANGUAGES, language_name
from cinterfor.publishing.models import Record
from cinterfor.publishing.richtext import RichTextField
from knowledge.time_zones import choices as time_zones
from knowledge.video_addresses import NotOneVideo, one_video, site_of
from network.models import Country, Institution

from . import event_times as times
from .event_months import InMonthsQuerySet
from .event_series import TECHNICAL_COMMITTEE, EventSeries, InSequenceQuerySet
from .participation import Participated
from .reference import Theme, ThemedQuerySet


class EventQuerySet(InMonthsQuerySet, InSequenceQuerySet, ThemedQuerySet):
    def coming(self, at=None):
        """Not over at the moment: its last hour, or the end of its last possible day, has not come."""
        return self.filter(over_at__gt=at or timezone.now())

    def past(self, at=None):
        return self.filter(over_at__lte=at or timezone.now())

    def with_registration_open(self, at=None):
        moment = at or timezone.now()
        is_open = Q(registration_until_at=None) | Q(registration_until_at__gt=moment)
        asked = self.coming(moment).exclude(registration_url="").exclude(event_status=Event.Status.CANCELLED)
        return asked.filter(is_open)

    def speaking(self, language):
        return self.filter(working_languages__contains=[language])

    def newest_first(self):
        return self.order_by(F("begins_first").desc(nulls_last=True), "-pk")

    def in_country(self, code):
        return self.filter(country__code=code)

    def with_card_data(self):
        return self.select_related("country", "image", "series")

    def with_all_data(self):
        rows = ("hosts", "organisers", "themes__broader", "products", "news", "participations__country")
        return self.with_card_data().prefetch_related(*rows)

    def of_institution(self, institution):
        hosted = Event.hosts.through.objects.filter(institution=institution).values("event")
        organised = Event.organisers.through.objects.filter(institution=institution).values("event")
        return self.filter(Q(pk__in=hosted) | Q(pk__in=organised))

    def related_to(self, event):
        """Others of its kind, in its country or on its themes: sharing most first, then nearest in time."""
        day = event.begins_first or today()
        kind, country = Q(kind=event.kind), Q(country=event.country_id, country__isnull=False)
        others = self.exclude(pk=event.pk)
        near = [keys for shared in (kind & country, kind, country) for keys in others._around(day, shared)]
        on_theme = [key for key, _nearness in self.sharing_themes(event).most_common(12)]
        alike = (kind, country, Q(pk__in=on_theme))
        shared = sum(Case(When(same, then=Value(1)), default=Value(0)) for same in alike)
        apart = Abs(F("begins_first__year") - Value(day.year))
        found = others.filter(pk__in=[*near[0].union(*near[1:]), *on_theme])
        return found.annotate(shared=shared, apart=apart).order_by("-shared", "apart", "pk")

    def _around(self, day, shared, most=6):
        """Keys of the first that share something from a day on, and of the last before it."""
        after = self.filter(shared, begins_first__gte=day).order_by("begins_first", "pk")
        before = self.filter(shared, begins_first__lt=day).order_by("-begins_first", "-pk")
        return [part.values_list("pk", flat=True)[:most] for part in (after, before)]


def mode_of(is_online: bool, is_in_a_place: bool) -> str:
    """How one takes part, by what files say: whether from afar, and where."""
    if is_online:
        return Event.Mode.BOTH if is_in_a_place else Event.Mode.ONLINE
    return Event.Mode.IN_PERSON if is_in_a_place else ""


def as_in_file(event, row: dict) -> dict:
    """The row without what files say in other words: whether it is online, and the Committee's number."""
    row = dict(row)
    if event.mode == mode_of(event.is_online, bool(event.country_id or event.text("city"))):
        row.pop("mode", None)
        row |= {"online": True} if event.is_online else {}
    if event.series and event.series.slug == TECHNICAL_COMMITTEE:
        row.pop("series_id")
    return row


class Event(times.HasTimes, Participated, Record):
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

    class Mode(models.TextChoices):
        """How one takes part (schema.org EventAttendanceModeEnumeration)."""

        IN_PERSON = "in-person", _("In person")
        ONLINE = "online", _("Online")
        BOTH = "both", _("In person and online")

    class Status(models.TextChoices):
        """What became of the plan (schema.org EventStatusType, RFC 5545 STATUS)."""

        SCHEDULED = "scheduled", _("As announced")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    title = models.CharField(_("title"), max_length=300)
    original_language = models.CharField(
        _("original language"), max_length=10, choices=WORK_LANGUAGES, default="es"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    event_status = models.CharField(
        _("status of the event"), max_length=10, choices=Status, default=Status.SCHEDULED
    )
    series = ForeignKey(
        EventSeries,
        models.PROTECT,
        verbose_name=_("series of events"),
        related_name="events",
        null=True,
        blank=True,
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=15, choices=Level)
    begins = PartialDateField(_("begins"))
    begins_first = first_day_of("begins")
    begins_last = last_day_of("begins")
    ends = PartialDateField(_("ends"))
    ends_last = last_day_of("ends")
    begins_time = models.TimeField(_("hour of beginning"), null=True, blank=True)
    ends_time = models.TimeField(_("hour of end"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=time_zones, blank=True)
    begins_at = times.beginning()
    over_at = times.moment_over()
    country = ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), related_name="events", null=True, blank=True
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    mode = models.CharField(_("way of taking part"), max_length=10, choices=Mode, blank=True)
    working_languages = ArrayField(
        models.CharField(max_length=10, choices=WORK_LANGUAGES),
        verbose_name=_("languages of the event"),
        default=list,
        blank=True,
    )
    online_url = models.URLField(_("address for taking part online"), max_length=500, blank=True)
    registration_url = models.URLField(_("address for registering"), max_length=500, blank=True)
    registration_closes = models.DateField(_("registration closes"), null=True, blank=True)
    registration_closes_time = models.TimeField(_("hour at which it closes"), null=True, blank=True)
    registration_until_at = times.registration_end()
    recording_url = models.URLField(_("address of the recording"), max_length=500, blank=True)
    motto = models.CharField(_("theme of the meeting"), max_length=400, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("programme and results"), blank=True)
    image = ImageKey(_("image"), related_name="events")
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="events", blank=True)
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
            *times.constraints("knowledge_event"),
        ]

    @property
    def is_online(self) -> bool:
        """Whether one can take part from afar."""
        return self.mode in (self.Mode.ONLINE, self.Mode.BOTH)

    @property
    def is_cancelled(self) -> bool:
        return self.event_status == self.Status.CANCELLED

    @property
    def recording_site(self) -> str:
        """Where its recording is watched: YouTube, Vimeo, or the host."""
        return site_of(self.recording_url)

    @property
    def languages_in_words(self) -> str:
        return ", ".join(language_name(code) for code in self.working_languages)

    def row_as_loaded(self, row: dict) -> dict:
        """The columns as the digest of loaded records has them: what a file's words mean is left out."""
        return as_in_file(self, row)

    def clean(self):
        super().clean()
        self.propose_zone()
        try:
            self.recording_url = self.recording_url and one_video(self.recording_url)
        except NotOneVideo as error:
            told = _("This address does not lead to one video.")
            raise ValidationError({"recording_url": told}) from error
