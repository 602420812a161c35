"""Membership of the network over time, and how it is known."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.as_of import day_shown, is_past
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, last_day_of
from cinterfor.publishing.sources import official_sources


class MembershipQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(basis=Membership.Basis.UNCONFIRMED)

    def unconfirmed(self):
        return self.filter(basis=Membership.Basis.UNCONFIRMED)

    def begun(self, on=None):
        """Known to have begun by the day. One without a known beginning has, as far as is known today."""
        day = on or day_shown()
        begun = Q(begins_first__lte=day)
        return self.filter(begun if is_past(day) else begun | Q(begins=None))

    def not_later(self, on=None):
        """All but those that are known to begin after the day."""
        return self.filter(Q(begins=None) | Q(begins_first__lte=on or day_shown()))

    def current(self, on=None):
        """Running on the day, as far as known; never one that is unconfirmed or known to have ended."""
        day = on or day_shown()
        return self.confirmed().begun(day).filter(Q(ended=False, ends=None) | Q(ends_last__gte=day))

    def former(self, on=None):
        """Over by the day. One that ended nobody knows when is so today, not on a day before."""
        day = on or day_shown()
        over = Q(ends_last__lt=day)
        return (
            self.confirmed().not_later(day).filter(over if is_past(day) else over | Q(ended=True, ends=None))
        )

    def undated(self, on=None):
        """Of which a date is missing, so that whether they ran on the day, one before today, is not known."""
        day = on or day_shown()
        if not is_past(day):
            return self.none()
        no_beginning = Q(begins=None) & (Q(ends=None) | Q(ends_last__gte=day))
        no_end = Q(begins_first__lte=day, ended=True, ends=None)
        return self.filter(no_beginning | no_end & ~Q(basis=Membership.Basis.UNCONFIRMED))


class Membership(models.Model):
    """The period in which an institution is a constituent or associate member, and how that is known."""

    class Kind(models.TextChoices):
        CONSTITUENT = "constituent", _("Constituent member")
        ASSOCIATE = "associate", _("Associate member")

    class Basis(models.TextChoices):
        DOCUMENTED = "documented", _("Read on the Centre’s page")
        DEFINITION = "definition", _("By the Centre’s published definition")
        UNCONFIRMED = "unconfirmed", _("Unconfirmed")

    institution = ForeignKey(
        "Institution", models.CASCADE, verbose_name=_("institution"), related_name="memberships"
    )
    kind = models.CharField(
        _("kind of membership"),
        max_length=12,
        choices=Kind,
        null=True,
        blank=True,
        help_text=_("Empty where it is not known whether constituent or associate."),
    )
    basis = models.CharField(
        _("basis"), max_length=12, choices=Basis, help_text=_("How the membership is known.")
    )
    begins = PartialDateField(_("begins"))
    begins_first = first_day_of("begins")
    ends = PartialDateField(_("ends"))
    ends_last = last_day_of("ends")
    ended = models.BooleanField(
        _("has ended"), default=False, help_text=_("Tick it also where the date is not known.")
    )
    period = models.GeneratedField(
        expression=models.Func(F("begins"), F("ends"), function="portal_period"),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )
    source = ArrayField(models.TextField(), verbose_name=_("sources"), default=list, blank=True)
    verified_on = models.DateField(_("last verified on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = [F("begins_first").asc(nulls_first=True), "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(ends_last__gte=F("begins_first")) | Q(begins=None) | Q(ends=None),
                name="network_membership_dates",
                violation_error_message=_("The membership cannot end before it begins."),
            ),
            ExclusionConstraint(
                name="network_membership_overlap",
                expressions=[("institution", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(ended=False) | Q(ends__isnull=False),
                # Two rows may swap their periods in one transaction.
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("Two memberships of one institution cannot overlap."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.begins or '…'} – {self.ends or '…'})"

    @property
    def official_sources(self):
        return official_sources(self.source)

    @property
    def in_words(self) -> str:
        """“Constituent member” or “Former constituent member”."""
        if self.state != "former":
            return self.get_kind_display() or str(_("Member, class not known"))
        former = {
            self.Kind.CONSTITUENT: _("Former constituent member"),
            self.Kind.ASSOCIATE: _("Former associate member"),
        }
        return str(former.get(self.kind, _("Former member")))

    @property
    def state(self) -> str:
        """Later, unconfirmed, former, undated or current on the day shown: the rule of the QuerySet."""
        day = day_shown()
        if self.begins_first and self.begins_first > day:
            return "later"
        if self.basis == self.Basis.UNCONFIRMED:
            return "unconfirmed"
        if self.ends_last and self.ends_last < day:
            return "former"
        ended_some_day = self.ended and not self.ends_last
        if is_past(day) and (ended_some_day or not self.begins_first):
            return "undated"
        return "former" if ended_some_day else "current"
