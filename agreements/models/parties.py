"""Who takes part in an agreement, and as what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from network.models import Country, Institution


def _names_filled(filled: bool) -> Q:
    """Whether a party's name stands in any language."""
    empty = Q()
    for code, _name in settings.LANGUAGES:
        empty &= Q(**{f"name_{code}": None}) | Q(**{f"name_{code}": ""})
    return ~empty if filled else empty


class Party(models.Model):
    """A party to an agreement: exactly one of an institution, a country or a named group."""

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
    position = models.PositiveSmallIntegerField(_("position"), default=0)

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
