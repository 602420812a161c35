"""What countries and institutions are compared by."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cinterfor.comparing.registry import Breakdown, Comparison, Fact, Said
from cinterfor.publishing.dates import in_words
from cinterfor.publishing.languages import Text
from cinterfor.publishing.urls import list_path

from .models import Membership, Standing


def _said(text, path="", mark="") -> list[Said]:
    return [Said(text, path, mark)] if text else []


def _choice(field: str):
    """A fact with a fixed list of values, each leading to the institutions that share it."""

    def read(institution):
        value = getattr(institution, field)
        if not value:
            return []
        return _said(
            getattr(institution, f"get_{field}_display")(), list_path("institution", **{field: value})
        )

    return read


def _region(country):
    return _said(country.get_region_display(), list_path("country", region=country.region))


def _in_network(country):
    return _said(_("Yes") if country.in_network else _("No: a country of partners"))


def _memberships(institution):
    """Each membership in the visual code, with how it is known; else the standing."""
    found = [_membership(membership) for membership in institution.memberships.all()]
    return found or [Said(Standing(institution.standing).label, mark=institution.standing)]


def _membership(membership) -> Said:
    if membership.state == "unconfirmed":
        return Said(_("Membership unconfirmed"), mark="unconfirmed")
    mark = membership.state if membership.state == "former" else membership.kind or "unconfirmed"
    return Said(f"{membership.in_words} · {membership.get_basis_display()}", mark=mark)


def _country(institution):
    country = institution.country
    return (
        _said(country.title_text, country.get_absolute_url() if country.is_public else "") if country else []
    )


def _sector(institution):
    sector = institution.sector
    return (
        _said(Text(capfirst(str(sector)), None), list_path("institution", sector=sector.slug))
        if sector
        else []
    )


def _tripartite(institution):
    return _said({True: _("Yes"), False: _("No")}.get(institution.tripartite))


def _dissolved(institution):
    if not institution.dissolved:
        return []
    return _said(in_words(institution.dissolved_on) or _("Yes; the date is not recorded here"))


COMPARISONS = [
    Comparison(
        "country",
        "code",
        (
            Fact(gettext_lazy("Country of the network"), _in_network),
            Fact(gettext_lazy("Region"), _region),
            Fact(gettext_lazy("Capital"), lambda country: _said(country.text("capital"))),
        ),
    ),
    Comparison(
        "institution",
        "slug",
        (
            Fact(gettext_lazy("Membership"), _memberships),
            Fact(gettext_lazy("Country"), _country),
            Fact(gettext_lazy("City"), lambda institution: _said(institution.text("city"))),
            Fact(gettext_lazy("Founded"), lambda institution: _said(in_words(institution.founded))),
            Fact(gettext_lazy("Dissolved"), _dissolved),
            Fact(gettext_lazy("Coverage"), _choice("coverage")),
            Fact(gettext_lazy("Sector"), _sector),
            Fact(gettext_lazy("Management"), _choice("management")),
            Fact(gettext_lazy("Tripartite governance"), _tripartite),
        ),
    ),
]
MEMBERS = {"standing": Standing.MEMBER.value}
CONFIRMED = [pair for pair in Membership.Basis.choices if pair[0] != Membership.Basis.UNCONFIRMED]
OTHERS = [(standing.value, standing.label) for standing in (Standing.UNCONFIRMED, Standing.FORMER)]
BREAKDOWNS = {
    "institution": (
        Breakdown("membership", Membership.Kind.choices, MEMBERS),
        Breakdown("basis", CONFIRMED, MEMBERS),
        Breakdown("standing", OTHERS, {"standing": "all"}, field="standing"),
    )
}
