"""The addresses that records lead to, and whether they still lead anywhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.publishing.dates import today
from cinterfor.publishing.registry import get_type, record_types

#: On so many different days an address must have failed before it counts as broken.
STRIKES = 3
#: After so many days an address is asked again.
DAYS = 7


class Fault(models.TextChoices):
    """What was wrong with the answer of an address (HTTP: RFC 9110)."""

    NOT_FOUND = "not-found", gettext_lazy("Page not found")
    GONE = "gone", gettext_lazy("Page removed for good")
    CLIENT = "client", gettext_lazy("The server refuses the address")
    SERVER = "server", gettext_lazy("The server has a failure")
    HOST = "host", gettext_lazy("No such server")
    CONNECTION = "connection", gettext_lazy("The server does not answer")
    TIMEOUT = "timeout", gettext_lazy("The server takes too long")
    TLS = "tls", gettext_lazy("The secure connection fails")
    REDIRECTS = "redirects", gettext_lazy("Sent from page to page without end")
    GARBLED = "garbled", gettext_lazy("The answer cannot be understood")
    MALFORMED = "malformed", gettext_lazy("This is no address")
    PRIVATE = "private", gettext_lazy("Not an address of the public Internet")
    PROGRAMS = "programs", gettext_lazy("Open only to persons; please look yourself")

    @property
    def is_failure(self) -> bool:
        """Whether readers meet it too. Many a server only shuts out programs such as this one."""
        return self is not Fault.PROGRAMS


class TargetQuerySet(models.QuerySet):
    def due(self, again: bool = False):
        """What to ask now, what was never asked first; what has failed again on the next day."""
        if again:
            return self.order_by("checked_at", "pk")
        before = timezone.now() - timezone.timedelta(days=DAYS)
        failing = Q(strikes__range=(1, STRIKES - 1)) & (Q(struck_on=None) | Q(struck_on__lt=today()))
        long_ago = Q(checked_at=None) | Q(checked_at__lt=before)
        return self.filter(long_ago | failing).order_by(models.F("checked_at").asc(nulls_first=True), "pk")

    def unused(self):
        return self.filter(links=None)


class Target(models.Model):
    """An address that some record leads to, asked once for all of them, and how it answered last.

    An address of the portal itself is kept as its path. The part after “#” is left out.
    """

    url = models.CharField(gettext_lazy("address"), max_length=2000, unique=True)
    checked_at = models.DateTimeField(gettext_lazy("last checked"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(gettext_lazy("status code"), null=True, blank=True)
    fault = models.CharField(gettext_lazy("fault"), max_length=12, choices=Fault, blank=True, default="")
    strikes = models.PositiveSmallIntegerField(gettext_lazy("days of failure"), default=0)
    struck_on = models.DateField(null=True, blank=True, editable=False)
    failing_since = models.DateField(gettext_lazy("failing since"), null=True, blank=True)
    moved_to = models.CharField(gettext_lazy("moved to"), max_length=2000, blank=True, default="")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("linked address")
        verbose_name_plural = gettext_lazy("linked addresses")

    def __str__(self):
        return self.url

    def note(self, answer) -> None:
        """Keep the answer: a failure is one strike a day, and a success clears them all."""
        self.checked_at, self.status = timezone.now(), answer.status
        self.fault, self.moved_to = answer.fault, answer.moved_to
        day = today()
        if not answer.fault or not Fault(answer.fault).is_failure:
            self.strikes, self.struck_on, self.failing_since = 0, None, None
        elif self.struck_on != day:
            self.strikes, self.struck_on = self.strikes + 1, day
            self.failing_since = self.failing_since or day
        self.save()

    @property
    def is_broken(self) -> bool:
        return self.strikes >= STRIKES


class LinkQuerySet(models.QuerySet):
    def broken(self):
        """Those that failed on three different days, and not since."""
        return self.filter(target__strikes__gte=STRIKES)

    def failing(self):
        """Those that failed, but on too few days to be called broken."""
        return self.filter(target__strikes__range=(1, STRIKES - 1))

    def moved(self):
        """Those that lead readers on to a new address for good, which works."""
        return self.exclude(target__moved_to="")

    def closed_to_programs(self):
        return self.filter(target__fault=Fault.PROGRAMS)

    def unchecked(self):
        return self.filter(target__checked_at=None)

    def working(self):
        return self.filter(target__checked_at__isnull=False, target__fault="")

    def of(self, record_type, keys):
        return self.filter(record_type=record_type.name, record_id__in=keys)


def with_records(links: list) -> list:
    """The links, each with its record, in one query for each type of record."""
    wanted = {}
    for link in links:
        wanted.setdefault(link.record_type, set()).add(link.record_id)
    found = {
        record_type.name: record_type.model._default_manager.in_bulk(wanted[record_type.name])
        for record_type in record_types()
        if record_type.name in wanted
    }
    for link in links:
        link.record = found.get(link.record_type, {}).get(link.record_id)
    return links


class Link(models.Model):
    """One place where an address stands: a record's field, in one language where it is translated."""

    record_type = models.CharField(gettext_lazy("record type"), max_length=30)
    record_id = models.BigIntegerField(gettext_lazy("record"))
    field = models.CharField(gettext_lazy("field"), max_length=60)
    language = models.CharField(gettext_lazy("language"), max_length=10, blank=True, default="")
    url = models.CharField(gettext_lazy("address"), max_length=2000)
    target = models.ForeignKey(
        Target, models.CASCADE, verbose_name=gettext_lazy("linked address"), related_name="links"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("link")
        verbose_name_plural = gettext_lazy("links")
        ordering = ["-target__strikes", "record_type", "record_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "field", "language", "url"], name="links_link_unique"
            )
        ]

    def __str__(self):
        return self.url

    @property
    def column(self) -> str:
        """The record's column in which the address stands."""
        return f"{self.field}_{self.language}" if self.language else self.field

    @property
    def place(self) -> str:
        """The field as the editing page names it."""
        record_type = get_type(self.record_type)
        if record_type is None:
            return self.column
        label = capfirst(record_type.model._meta.get_field(self.field).verbose_name)
        if not self.language:
            return label
        # Translators: a field of a record and its language, as in “Text (Portuguese)”.
        named = _("%(field)s (%(language)s)")
        return named % {"field": label, "language": str(dict(settings.LANGUAGES)[self.language]).lower()}
