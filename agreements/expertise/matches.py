"""Matches: an institution offers on a theme what another seeks on it, or on the theme above or below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, F, IntegerChoices, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.languages import language_name
from knowledge.models import Theme
from network.models import WORKING_LANGUAGES, CooperationOffer, Institution

Direction = CooperationOffer.Direction


class Nearness(IntegerChoices):
    """How near the theme of the offer is to that of the need."""

    SAME = 0, _("The same theme")
    NARROWER = 1, _("The offer is on a narrower theme")
    BROADER = 2, _("The offer is on a broader theme")


#: From a need to the offers on its theme, on those below it, and on the one above it.
WAYS = {
    Nearness.SAME: "theme__cooperation_offers",
    Nearness.NARROWER: "theme__narrower__cooperation_offers",
    Nearness.BROADER: "theme__broader__cooperation_offers",
}
#: What is read of the offer at the end of the way.
OF_THE_OFFER = {
    "offering": "institution",
    "place": "institution__country",
    "spoken": "institution__working_languages",
    "topic": "theme",
    "above": "theme__broader",
}
ORDER = ("nearness", "apart", "together", "pk", "offer")


@dataclass(frozen=True)
class Match:
    """What one institution offers and another seeks."""

    offer: CooperationOffer
    need: CooperationOffer
    nearness: Nearness

    def other_side(self, institution: Institution) -> CooperationOffer:
        """What the institution that is not this one seeks or offers."""
        return self.need if self.offer.institution_id == institution.pk else self.offer

    @property
    def common(self) -> list[str]:
        """The languages in which both work, as codes; empty too where that is not known."""
        others = self.offer.institution.working_languages
        return [code for code in self.need.institution.working_languages if code in others]

    @property
    def languages(self) -> list[str]:
        """The same in words."""
        return [language_name(code, WORKING_LANGUAGES) for code in self.common]


class Matches(Sequence):
    """The same theme first, then those with a language in common, then those of two countries.

    Narrowed, one side or the other has what is asked for: theme (or one below it), country, institution.
    """

    def __init__(self, theme: Theme | None = None, country=None, institution: Institution | None = None):
        self._asked = {"theme": theme, "country": country, "institution": institution}

    def __len__(self) -> int:
        return self._pairs.count()

    def __getitem__(self, places: slice) -> list[Match]:
        pairs = list(self._pairs[places])
        keys = {pair[side] for pair in pairs for side in ("offer", "pk")}
        rows = CooperationOffer.objects.select_related("theme", "institution__country").in_bulk(keys)
        return [Match(rows[pair["offer"]], rows[pair["pk"]], Nearness(pair["nearness"])) for pair in pairs]

    @cached_property
    def _pairs(self) -> QuerySet:
        first, *others = [self._on(nearness, way) for nearness, way in WAYS.items()]
        return first.union(*others, all=True).order_by(*ORDER)

    def _on(self, nearness: Nearness, way: str) -> QuerySet:
        """The needs with the offers to which this way leads: a row for each pair."""
        public = CooperationOffer.objects.public().order_by()
        needs = public.of_direction(Direction.SEEKS).annotate(
            offer=F(way), **{name: F(f"{way}__{path}") for name, path in OF_THE_OFFER.items()}
        )
        pairs = needs.filter(offer__in=public.of_direction(Direction.OFFERS).values("pk"))
        pairs = pairs.exclude(offering=F("institution")).filter(*self._conditions())
        apart = Case(When(institution__working_languages__overlap=F("spoken"), then=0), default=1)
        together = Case(When(institution__country=F("place"), then=1), default=0)
        ranked = pairs.annotate(nearness=Value(nearness.value), apart=apart, together=together)
        return ranked.values("nearness", "apart", "together", "pk", "offer")

    def _conditions(self) -> list[Q]:
        found = {
            "institution": ("institution", "offering"),
            "country": ("institution__country", "place"),
        }
        asked = [(found[name], self._asked[name]) for name in found if self._asked[name]]
        conditions = [Q(**{own: value.pk}) | Q(**{others: value.pk}) for (own, others), value in asked]
        if theme := self._asked["theme"]:
            below = Q(theme=theme) | Q(theme__broader=theme)
            conditions.append(below | Q(topic=theme.pk) | Q(above=theme.pk))
        return conditions
