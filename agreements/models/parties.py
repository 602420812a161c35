"""Who takes part in an agreement, and as what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.as_of import day_asked, day_shown
from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from cinterfor.publishing.dates import PartialDateField, first_day_of, is_before, last_day_of
from network.models import Country, Institution


def _names_filled(filled: bool) -> Q:
    """Whether a party's name stands in any language."""
    empty = Q()
    for code, _name in settings.LANGUAGES:
        empty &= Q(**{f"name_{code}": None}) | Q(**{f"name_{code}": ""})
    return ~empty if filled else empty


class PartyQuerySet(models.QuerySet):
    def on_day(self, day):
        """Those that are parties on the day: from the first on which they may have joined to the last on
        which they may have withdrawn. Without such dates a party is one as long as there is the agreement.
        """
        joined = Q(joined=None) | Q(joined_first__lte=day)
        return self.filter(joined, Q(withdrew=None) | Q(withdrew_last__gte=day))

    def of_the_day(self):
        """Those that are, or were, parties; of a day that was asked for, those that were then."""
        day = day_asked()
        return self.on_day(day) if day else self


class Party(models.Model):
    """A party to an agreement: exactly one of an institution, a country or a named group.

    It may have joined later than the others (accession), and withdrawn while they went on.
    """

    class Role(models.TextChoices):
        PROVIDER = "provider", _("Provider")
        RECIPIENT = "recipient", _("Recipient")
        COORDINATOR = "coordinator", _("Coordinator")
        FUNDER = "funder", _("Funder")
        SIGNATORY = "signatory", _("Signatory")

    agreement = ForeignKey("Agreement", models.CASCADE, verbose_name=_("agreement"), related_name="parties")
    institution = ForeignKey(
        Institution,
        models.PROTECT,
        verbose_name=_("institution"),
        related_name="parties",
        null=True,
        blank=True,
    )
    country = ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), related_name="parties", null=True, blank=True
    )
    name = models.CharField(
        _("name of a group"),
        max_length=200,
        blank=True,
        help_text=_("For bodies that are not named one by one."),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, null=True, blank=True)
    joined = PartialDateField(
        _("joined"),
        help_text=_("2018, 2018-07 or 2018-07-04. Only for who joined later than the others signed."),
    )
    joined_first = first_day_of("joined")
    withdrew = PartialDateField(
        _("withdrew"),
        help_text=_("2018, 2018-07 or 2018-07-04. Only where it left while the others went on."),
    )
    withdrew_last = last_day_of("withdrew")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["position", "pk"]
        constraints = [
            CheckConstraint(
                condition=(Q(institution__isnull=False, country=None) & _names_filled(False))
                | (Q(institution=None, country__isnull=False) & _names_filled(False))
                | (Q(institution=None, country=None) & _names_filled(True)),
                name="agreements_party_one",
                violation_error_message=_("A party is exactly one of institution, country and named group."),
            ),
            CheckConstraint(
                condition=Q(withdrew_last__gte=F("joined_first")) | Q(joined=None) | Q(withdrew=None),
                name="agreements_party_dates",
                violation_error_message=_("A party cannot withdraw before it joined."),
                at="withdrew",
            ),
            models.UniqueConstraint(
                fields=["agreement", "institution"],
                deferrable=models.Deferrable.IMMEDIATE,
                name="agreements_party_institution",
                violation_error_message=_("This institution is a party already."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "country"],
                deferrable=models.Deferrable.IMMEDIATE,
                name="agreements_party_country",
                violation_error_message=_("This country is a party already."),
            ),
        ]

    def __str__(self):
        return str(self.institution or self.country or self.name or "")

    def clean(self):
        if self.agreement_id is None and not self._state.fields_cache.get("agreement"):
            return
        wrong = {}
        if is_before(self.joined, self.agreement.signed):
            wrong["joined"] = _(
                "A party cannot join before the agreement was signed. Who signed with the others has no date."
            )
        if is_before(self.withdrew, self.agreement.signed):
            wrong["withdrew"] = _("A party cannot withdraw before the agreement was signed.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_present(self) -> bool:
        """Whether it is a party on the day shown, as `on_day` has it."""
        return self.has_joined and not self.has_withdrawn

    @property
    def has_joined(self) -> bool:
        return not is_before(day_shown().isoformat(), self.joined)

    @property
    def has_withdrawn(self) -> bool:
        return is_before(self.withdrew, day_shown().isoformat())
