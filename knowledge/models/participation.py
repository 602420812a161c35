"""From which countries people took part in an event."""

from typing import NamedTuple

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.constraints import Deferrable
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import CheckConstraint, ForeignKey
from network.models import Country


class EventParticipation(models.Model):
    """A country from which people took part; how many is null where it is not known."""

    event = ForeignKey(
        "knowledge.Event", models.CASCADE, verbose_name=_("event"), related_name="participations"
    )
    country = ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), related_name="event_participations"
    )
    people = models.PositiveIntegerField(
        _("people from that country"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("country taking part")
        verbose_name_plural = _("participants by country")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "country"],
                name="knowledge_participation_unique",
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("This country is already listed."),
            ),
            CheckConstraint(
                condition=Q(people=None) | Q(people__gte=1),
                name="knowledge_participation_people",
                violation_error_message=_("Leave out a country from which nobody came."),
            ),
        ]

    def __str__(self):
        return str(self.country)


class ByCountry(NamedTuple):
    """What the listed countries add up to; people None where one of them has no number."""

    countries: int
    people: int | None


class Participated:
    """An event with figures of those who took part: as its source gives them, and listed by country."""

    @property
    def has_figures(self) -> bool:
        return bool(self.people or self.institution_count or self.country_count)

    @property
    def by_country(self) -> ByCountry:
        rows = list(self.participations.all())
        numbers = [row.people for row in rows]
        return ByCountry(len(rows), sum(numbers) if rows and None not in numbers else None)

    @property
    def participants(self) -> list[EventParticipation]:
        """The listed countries, in the order of the reader's alphabet."""
        rows = [row for row in self.participations.all() if row.country.is_public]
        return sorted(rows, key=lambda row: getattr(row.country, f"sort_key_{get_language()}"))

    @property
    def differing_people(self) -> int | None:
        """The sum of the list, where the source gives another number in all."""
        listed = self.by_country.people
        return listed if listed and self.people and listed != self.people else None

    @property
    def people_in_all(self) -> int | None:
        """As the source gives it, else what the list adds up to."""
        return self.people or self.by_country.people

    @property
    def countries_in_all(self) -> int | None:
        """As the source gives it, unless more are listed."""
        return max(self.country_count or 0, self.by_country.countries) or None
