"""What the page of an institution says of its expertise, beside what it declares itself."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cinterfor.publishing.profiles import Part, register_part
from knowledge.models import Theme
from network.models import Institution

from .directory import Number, evidence_of
from .evidence import shown
from .matches import Match, Matches

#: The first of the matches that stand on the page of an institution.
MOST_MATCHES = 5
#: Behind what it declares; where it declares nothing, behind what else is told of it.
PLACE = ("cooperation", "membership", "about", "glance")


@dataclass(frozen=True)
class OnTheme:
    """A theme, and what the institution has done on it."""

    theme: Theme
    evidence: list[Number]


def what_its_work_shows(institution: Institution) -> tuple[Part, dict] | None:
    """What it has done by theme: those on which its records stand themselves, of most records first."""
    numbers: dict[int, Counter] = {}
    direct = set()
    for row in shown(Institution.objects.filter(pk=institution.pk)):
        numbers.setdefault(row.theme, Counter())[row.what] = row.number
        if row.is_direct:
            direct.add(row.theme)
    themes = Theme.objects.published().in_order().filter(pk__in=direct) if direct else []
    told = [OnTheme(theme, evidence_of(institution, theme, numbers[theme.pk])) for theme in themes]
    if not told:
        return None
    told.sort(key=lambda item: -numbers[item.theme.pk].total())
    part = Part("shown", _("What its work shows"), "agreements/_shown.html", hue="institution")
    return part, {"shown": told}


def matches_of(institution: Institution) -> tuple[Part, dict] | None:
    """Who seeks what it offers, and who offers what it seeks."""
    if not institution.cooperation_offers.all():
        return None
    matches: list[Match] = Matches(institution=institution)[: MOST_MATCHES + 1]
    if not matches:
        return None
    part = Part(
        "matches", _("Matches with other institutions"), "agreements/_matches.html", hue="institution"
    )
    found = [(match, match.other_side(institution)) for match in matches[:MOST_MATCHES]]
    return part, {"matches": found, "has_more_matches": len(matches) > MOST_MATCHES}


def register() -> None:
    # Each stands at once behind what the institution declares: the last that is registered first.
    register_part("institution", PLACE, what_its_work_shows, is_of_today=True)
    register_part("institution", PLACE, matches_of, is_of_today=True)
