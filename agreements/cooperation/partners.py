"""With whom an institution cooperates, and whom it might: the partners of its partners."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.models import Agreement, Party
from cinterfor.publishing.as_of import day_asked, with_day
from cinterfor.publishing.profiles import Part
from cinterfor.publishing.urls import list_path
from knowledge.models import Event, Theme
from network.models import Institution, Standing

from .common_themes import Themes
from .days import held_by, signed_by
from .ties import Tie, ties

#: As many as the profile of an institution shows of each; a page of their own has all.
MOST_SHOWN = 12
#: Through how many common partners the profile says that two could meet.
MOST_THROUGH = 3


@dataclass
class Partner:
    """An institution that signs agreements or holds events together with the one that is looked at."""

    of: Institution
    institution: Institution
    tie: Tie
    #: On which both work, together or not.
    themes: list[Theme]

    @property
    def since(self) -> str:
        """The year, which is no number to be written with a separator."""
        return str(self.tie.since or "")

    @property
    def agreements_path(self) -> str:
        return list_path("agreement", institution=self.of.slug, partner=self.institution.slug)

    @property
    def events_path(self) -> str:
        return list_path("event", institution=self.of.slug, partner=self.institution.slug)


@dataclass
class Near:
    """An institution that is no partner yet, and the partners that both have in common."""

    institution: Institution
    through: list[Institution]
    themes: list[Theme]

    @property
    def first_through(self) -> list[Institution]:
        return self.through[:MOST_THROUGH]

    @property
    def further_through(self) -> int:
        return len(self.through) - len(self.first_through)


class Cooperation:
    """The partners of an institution and those near to it, from its ties and the ties of its partners."""

    def __init__(self, institution: Institution):
        self.institution = institution
        self._neighbours: dict[int, dict[int, Tie]] = defaultdict(dict)
        for tie in ties(*_around(institution), Party.objects.of_the_day()):
            self._neighbours[tie.first][tie.second] = tie
            self._neighbours[tie.second][tie.first] = tie

    @cached_property
    def partners(self) -> list[Partner]:
        """Those with whom it does most first."""
        found = [
            Partner(
                self.institution, other, own[other.pk], self._themes.common(self.institution.pk, other.pk)
            )
            for own in [self._neighbours[self.institution.pk]]
            for other in self._institutions
            if other.pk in own
        ]
        return sorted(found, key=lambda partner: -partner.tie.weight)

    @cached_property
    def near(self) -> list[Near]:
        """Those with whom most partners are in common first, among equals those with most themes.

        The Centre works with all of the network: that two know it brings them no nearer to each other.
        """
        common = defaultdict(list)
        for partner in self.partners:
            if not partner.institution.is_centre:
                for other in self._neighbours[partner.institution.pk]:
                    common[other].append(partner.institution)
        found = [
            Near(other, common[other.pk], self._themes.common(self.institution.pk, other.pk))
            for other in self._institutions
            if other.pk in common and self._might_cooperate(other)
        ]
        return sorted(found, key=lambda near: (-len(near.through), -len(near.themes)))

    def _might_cooperate(self, other: Institution) -> bool:
        is_known = other.pk == self.institution.pk or other.pk in self._neighbours[self.institution.pk]
        return not (is_known or other.dissolved or other.is_centre)

    @cached_property
    def _institutions(self) -> list[Institution]:
        """All that the ties name, by name."""
        named = Institution.objects.published().filter(pk__in=list(self._neighbours))
        return list(named.with_standing().select_related("country").in_order())

    @cached_property
    def _themes(self) -> Themes:
        return Themes(self._neighbours)

    @property
    def all(self) -> list[Partner | Near]:
        """The partners by what they are to the network, then who is near."""
        return [*(partner for _name, found in grouped(self.partners) for partner in found), *self.near]

    @property
    def path(self) -> str:
        """The page with all of them, as of the day shown."""
        return with_day(reverse("institution_partners", args=[self.institution.slug]))


class Beginning(Cooperation):
    """As much of it as the profile of the institution shows."""

    @property
    def groups(self) -> list[tuple[str, list[Partner]]]:
        return grouped(self.partners[:MOST_SHOWN])

    @property
    def first_near(self) -> list[Near]:
        return self.near[:MOST_SHOWN]

    @property
    def has_more(self) -> bool:
        return max(len(self.partners), len(self.near)) > MOST_SHOWN


def grouped(partners: list[Partner]) -> list[tuple[str, list[Partner]]]:
    """Partners by what they are to the network, members first."""

    def standing(partner):
        return partner.institution.standing

    ordered = sorted(partners, key=lambda partner: Standing.values.index(standing(partner)))
    return [(name, list(found)) for name, found in groupby(ordered, standing)]


def part(institution: Institution) -> tuple[Part, dict] | None:
    """The part of an institution's page; none where it has no partner."""
    cooperation = Beginning(institution)
    if not cooperation.partners:
        return None
    found = Part(
        "partners",
        # Translators: a heading on the page of an institution, above the institutions that work with it.
        _("Cooperates with"),
        "agreements/_partners.html",
        len(cooperation.partners),
        "agreement",
    )
    return found, {"cooperation": cooperation}


def _around(institution: Institution):
    """The agreements and events of the institution and of those that take part in them, by the day shown."""
    day = day_asked()
    agreements = signed_by(Agreement.objects.published(), day)
    events = held_by(Event.objects.published(), day)
    signed = Party.objects.of_the_day().filter(
        agreement__in=agreements.of_institution(institution).values("pk")
    )
    held = events.of_institution(institution).values("pk")
    others = Institution.objects.filter(
        Q(pk__in=signed.values("institution"))
        | Q(pk__in=Event.hosts.through.objects.filter(event__in=held).values("institution"))
        | Q(pk__in=Event.organisers.through.objects.filter(event__in=held).values("institution"))
    ).order_by()
    keys = {"institution__in": others.values("pk")}
    return (
        agreements.filter(pk__in=Party.objects.of_the_day().filter(**keys).values("agreement")),
        events.filter(
            Q(pk__in=Event.hosts.through.objects.filter(**keys).values("event"))
            | Q(pk__in=Event.organisers.through.objects.filter(**keys).values("event"))
        ),
    )
