"""What institutions offer each other in horizontal cooperation, and what they look for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import ForeignKey
from cinterfor.publishing.languages import WORK_LANGUAGES

#: In which institutions of the network work with others (ISO 639).
WORKING_LANGUAGES = [
    *WORK_LANGUAGES,
    ("nl", _("Dutch")),
    ("ht", _("Haitian Creole")),
    ("gn", _("Guarani")),
    ("qu", _("Quechua")),
]

WHOSE_AND_ON_WHAT = ("institution", "theme")


class CooperationOfferQuerySet(models.QuerySet):
    def public(self):
        """Of public institutions, on public themes."""
        institutions, themes = (self.model._meta.get_field(name).related_model for name in WHOSE_AND_ON_WHAT)
        return self.filter(
            institution__in=institutions.objects.published(), theme__in=themes.objects.published()
        )

    def of_direction(self, direction):
        return self.filter(direction=direction)

    def on_theme(self, theme):
        """On the theme or on one of those below it."""
        return self.filter(Q(theme=theme) | Q(theme__broader=theme))


class CooperationOffer(models.Model):
    """A theme on which an institution offers its experience to others, or seeks theirs."""

    class Direction(models.TextChoices):
        OFFERS = "offers", _("Offers")
        SEEKS = "seeks", _("Seeks")

    institution = ForeignKey(
        "Institution", models.CASCADE, verbose_name=_("institution"), related_name="cooperation_offers"
    )
    direction = models.CharField(_("offers or seeks"), max_length=6, choices=Direction)
    # Null only where an older version comes back whose theme was deleted since; forms ask for it.
    theme = ForeignKey(
        "knowledge.Theme",
        models.PROTECT,
        verbose_name=_("theme"),
        related_name="cooperation_offers",
        null=True,
    )
    note = models.CharField(
        _("what exactly"),
        max_length=500,
        blank=True,
        help_text=_("In a sentence: which experience, for whom, in which form."),
    )
    stated_on = models.DateField(
        _("stated on"),
        null=True,
        blank=True,
        help_text=_("The day on which the institution said so; shown to readers."),
    )

    objects = CooperationOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of cooperation")
        verbose_name_plural = _("offers of cooperation")
        ordering = ["direction", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "direction", "theme"],
                name="network_offer_unique",
                violation_error_message=_("This theme stands there already."),
            )
        ]

    def __str__(self):
        return f"{self.get_direction_display()}: {self.theme or self.note}"
