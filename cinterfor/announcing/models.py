"""What is put forward for a time: records on the home, and notices above every page."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import connection, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.dates import today
from cinterfor.publishing.languages import Text, text_in
from cinterfor.publishing.registry import get_type

#: As many as are seen at one glance.
PLACES = (1, 2, 3)


class PinQuerySet(models.QuerySet):
    def current(self, on=None):
        """Not over on the day; whether readers may see their records is asked of these."""
        return self.filter(until__gte=on or today())

    def of(self, record):
        return self.filter(record_type=type(record).record_type().name, record_id=record.pk)

    def shown(self) -> list:
        """The public records of current pins by place, as cards show them: a query for each type."""
        pins = list(self.current().order_by("place"))
        keys = {}
        for pin in pins:
            keys.setdefault(pin.record_type, []).append(pin.record_id)
        found = {name: get_type(name).public().in_bulk(ids) for name, ids in keys.items() if get_type(name)}
        records = [found.get(pin.record_type, {}).get(pin.record_id) for pin in pins]
        return [record for record in records if record is not None]

    @transaction.atomic
    def pin(self, record, until) -> "Pin":
        """Pin the record until the day, at the place that it has or the first free one."""
        with connection.cursor() as cursor:
            # Two who pin at once would take the same place.
            cursor.execute(f'LOCK TABLE "{self.model._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
        if known := self.of(record).first():
            known.until = until
            known.save(update_fields=["until"])
            return known
        self._free_places()
        taken = {pin.place: pin for pin in self.all()}
        free = next((place for place in PLACES if place not in taken), None)
        if free is None:
            told = _("Three records are pinned to the home already: %(names)s. Take one of them off first.")
            names = "; ".join(f"{pin} ({date_format(pin.until)})" for _place, pin in sorted(taken.items()))
            raise ValidationError(told % {"names": names})
        return self.create(
            record_type=type(record).record_type().name, record_id=record.pk, until=until, place=free
        )

    def _free_places(self) -> None:
        """Take away what is over, and what pins a record that is no longer there."""
        self.filter(until__lt=today()).delete()
        self.filter(pk__in=[pin.pk for pin in self.all() if pin.record is None]).delete()


class Pin(models.Model):
    """A record that stands first on the home until a day; the database has places for three."""

    record_type = models.CharField(_("record type"), max_length=30)
    record_id = models.BigIntegerField(_("record"))
    until = models.DateField(_("until"), help_text=_("The last day on which the home shows it."))
    place = models.PositiveSmallIntegerField(
        _("place"),
        choices=[(place, str(place)) for place in PLACES],
        help_text=_("1 stands first. The record that has this place now changes places with this one."),
    )

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("record pinned to the home")
        verbose_name_plural = _("records pinned to the home")
        default_permissions = ()
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], deferrable=models.Deferrable.IMMEDIATE, name="announcing_pin_place"
            ),
            models.UniqueConstraint(fields=["record_type", "record_id"], name="announcing_pin_record"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="announcing_pin_places"),
        ]

    def __str__(self):
        return str(self.record or "–")

    @property
    def record(self):
        """The record, public or not; None where it is gone."""
        record_type = get_type(self.record_type)
        return record_type and record_type.model._base_manager.filter(pk=self.record_id).first()

    @property
    def is_over(self) -> bool:
        return self.until < today()


class NoticeQuerySet(models.QuerySet):
    def current(self, moment=None):
        """Between their dates at the moment; warnings first."""
        now = moment or timezone.now()
        weight = Case(When(level=Notice.Level.WARNING, then=Value(0)), default=Value(1))
        return self.filter(begins__lte=now, until__gt=now).order_by(weight, "begins", "pk")


class Notice(models.Model):
    """What readers of every page are told for a time, in as many languages as it is written in."""

    class Level(models.TextChoices):
        INFORMATION = "information", _("Information")
        WARNING = "warning", _("Warning")

    text = models.CharField(
        _("text"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two plain sentences, such as “The portal will not answer on Sunday from 8 to 10.” "
            "Readers of a language left empty are shown another, marked as such."
        ),
    )
    link = models.CharField(
        _("link"),
        max_length=500,
        blank=True,
        validators=[
            RegexValidator(
                r"^(https?://|/(?![/\\]))",
                _("Begin with https:// or, for a page of this portal, with a slash."),
            )
        ],
        help_text=_(
            "Where readers learn more, such as /id/page/servicios or https://www.ilo.org/. May be empty."
        ),
    )
    level = models.CharField(
        _("level"),
        max_length=12,
        choices=Level,
        default=Level.INFORMATION,
        help_text=_("A warning stands out and comes before information."),
    )
    begins = models.DateTimeField(
        _("shown from"), default=timezone.now, help_text=_("The time of Montevideo.")
    )
    until = models.DateTimeField(
        _("shown until"), help_text=_("The time of Montevideo. After it the notice goes by itself.")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices above every page")
        default_permissions = ()
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("begins")),
                name="announcing_notice_dates",
                violation_error_message=_("The notice cannot end before it begins."),
            )
        ]

    def __str__(self):
        return self.shown.value

    @property
    def shown(self) -> Text:
        """The text for the reader, in another language where it has none in theirs."""
        return text_in(self, "text")

    @property
    def is_warning(self) -> bool:
        return self.level == self.Level.WARNING
