"""The profiles of countries and institutions: their parts, and what they show at a glance."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from cinterfor.pictures.picture import Picture
from cinterfor.pictures.registry import get_picture_type
from cinterfor.publishing.as_of import as_of, asked_query
from cinterfor.publishing.languages import language_name
from cinterfor.publishing.profiles import Part, sections, with_registered_parts

from .models import (
    NOT_COUNTED,
    OUTSIDE,
    WORKING_LANGUAGES,
    CooperationOffer,
    Country,
    Institution,
    Membership,
    Standing,
)
from .timeline import timeline

#: What an institution can be to the network, in the order in which figures stand.
COUNTED = {
    Membership.Kind.CONSTITUENT: ngettext_lazy("Constituent member", "Constituent members"),
    Membership.Kind.ASSOCIATE: ngettext_lazy("Associate member", "Associate members"),
    None: ngettext_lazy("Member, class not known", "Members, class not known"),
    Standing.UNCONFIRMED: ngettext_lazy("Membership unconfirmed", "Memberships unconfirmed"),
    Standing.FORMER: ngettext_lazy("Former member", "Former members"),
}


@dataclass
class Tally:
    """How many institutions of a country are one thing to the network, and how that is known."""

    number: int
    label: str
    mark: str
    basis: str
    query: str


def country_profile(country: Country, institutions: list[Institution]) -> dict:
    network = [item for item in institutions if item.standing not in OUTSIDE]
    others = [item for item in institutions if item.standing in OUTSIDE]
    picture = map_of(country)
    members = sum(item.standing == Standing.MEMBER for item in network) or None
    parts = [
        Part("glance", _("At a glance"), "network/_country_glance.html"),
        *([Part("map", _("Map"), "network/_map.html", hue="country")] if picture else []),
        Part("members", _("Members"), "network/_members.html", members, "institution"),
    ]
    if others:
        parts.append(
            Part("partners", _partners(others), "network/_partners.html", len(others), "institution")
        )
    query = f"country={country.code}"
    parts += sections("in_country", country.code, query, without="institution", keep_empty=True)
    parts.append(_provenance())
    counted = [item for item in network if item.standing not in NOT_COUNTED]
    shown = {
        "tallies": tallies(counted, urlencode({"country": country.code} | asked_query())),
        "network": network,
        "others": others,
    }
    return with_registered_parts("country", country, {"parts": parts, "picture": picture, **shown})


def map_of(country: Country) -> Picture | None:
    """The country with its institutions on a map, where there is anything to show."""
    if not country.in_network:
        return None
    picture = get_picture_type("country-map").drawn({"country": country.code} | asked_query())
    return None if picture.is_empty else picture


def institution_profile(institution: Institution) -> dict:
    """The parts that have something to say."""
    names = names_of(institution)
    with as_of(None):  # all that is known of its way, whichever day is asked for
        moments = timeline(institution)
    parts = [Part("glance", _("At a glance"), "network/_institution_glance.html")]
    if institution.summary_text:
        parts.append(Part("about", _("About"), "network/_about.html"))
    if moments:
        heading = _("Membership over time")
        parts.append(Part("membership", heading, "components/timeline.html", hue="institution"))
    offers, seeks = (institution.cooperation(direction) for direction in CooperationOffer.Direction)
    if offers or seeks or institution.working_languages:
        parts.append(Part("cooperation", _("Horizontal cooperation"), "network/_cooperation.html"))
    parts += sections("of_institution", institution, f"institution={institution.slug}")
    if len(names) > 1 or institution.former_names or institution.has_identifier:
        parts.append(Part("names", _("Names and identifiers"), "network/_names.html"))
    parts.append(_provenance())
    profile = {
        "parts": parts,
        "moments": moments,
        "names": names,
        "offers": offers,
        "seeks": seeks,
        "spoken": [language_name(code, WORKING_LANGUAGES) for code in institution.working_languages],
    }
    return with_registered_parts("institution", institution, profile)


def tallies(institutions: list[Institution], query: str) -> list[Tally]:
    """The institutions of the network counted by what they are and how that is known."""
    counted = Counter(map(_standing_and_basis, institutions))
    bases = [*Membership.Basis.values, None]
    order = {key: place for place, key in enumerate(COUNTED)}
    ordered = sorted(counted, key=lambda key: (order[key[0]], bases.index(key[1])))
    return [_tally(*key, counted[key], query) for key in ordered]


def _tally(kind, basis, number, query) -> Tally:
    label = str(COUNTED[kind] % number)
    if kind in (Standing.UNCONFIRMED, Standing.FORMER):
        return Tally(number, label, kind, "", f"{query}&standing={kind}")
    query += f"&standing={Standing.MEMBER}&basis={basis}" + (f"&membership={kind}" if kind else "")
    return Tally(number, label, kind or "unconfirmed", Membership.Basis(basis).label, query)


def _standing_and_basis(institution):
    """The kind and basis of the present membership of a member; for others the standing alone."""
    if institution.standing != Standing.MEMBER:
        return institution.standing, None
    current = next(item for item in institution.memberships.all() if item.state == "current")
    return current.kind, current.basis


def names_of(institution: Institution) -> dict[str, list[str]]:
    """Each of its names once, with the languages in which it is called so."""
    found = {}
    if institution.official_name:
        found[institution.official_name] = []
    for language, name in institution.titles().items():
        found.setdefault(name, []).append(language)
    return found


def _partners(institutions) -> str:
    if any(item.is_centre for item in institutions):
        return _("The Centre and partner organizations")
    return _("Partner organizations")


def _provenance() -> Part:
    return Part("data", _("Data and sources"), "components/provenance.html")
