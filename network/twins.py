"""Countries and institutions as data: their columns in csv and json."""

from django.utils.translation import gettext_lazy as _

from cinterfor.formats.columns import choice, related, translated, value
from cinterfor.formats.shapes import COUNT, DAY, KEY, PARTIAL_DATE, TEXT, TEXTS, listed, one_of, or_null, rows
from cinterfor.publishing.languages import texts
from cinterfor.publishing.registry import Column

from .models import Membership, Standing

KIND, BASIS = or_null(one_of(Membership.Kind.choices)), one_of(Membership.Basis.choices)
MEMBERSHIPS = rows(
    kind=KIND,
    basis=BASIS,
    state=one_of([], "current", "former", "unconfirmed", "undated", "later"),
    begins=or_null(PARTIAL_DATE),
    ends=or_null(PARTIAL_DATE),
    sources=listed(TEXT),
    verified_on=or_null(DAY),
)
COOPERATION = rows(theme=KEY, note=TEXTS, stated_on=or_null(DAY))


def _memberships(institution):
    return [
        {
            "kind": membership.kind,
            "basis": membership.basis,
            "state": membership.state,
            "begins": membership.begins,
            "ends": membership.ends,
            "sources": [source.address for source in membership.official_sources],
            "verified_on": membership.verified_on,
        }
        for membership in institution.memberships.all()
    ]


def _of_membership(name, label, read, shape):
    """A fact of the membership that counts on the day: the one that runs, else the last of all before."""

    def read_last(institution):
        found = sorted(institution.memberships_shown, key=lambda item: item.state == "current")
        return read(found[-1]) if found else None

    return Column(f"membership_{name}", label, read_last, shape=or_null(shape))


def _cooperation(direction):
    """The themes on which an institution offers or seeks cooperation, with what it says of each."""

    def read(institution):
        return [
            {"theme": offer.theme.slug, "note": texts(offer, "note"), "stated_on": offer.stated_on}
            for offer in institution.cooperation(direction)
        ]

    return read


COUNTRY = (
    value("code", _("ISO 3166-1 code")),
    value("alpha3", _("ISO 3166-1 alpha-3 code"), or_null(TEXT)),
    value("m49", _("UN M49 code"), or_null(TEXT)),
    translated("name", _("name")),
    choice("region", _("region")),
    translated("capital", _("capital")),
    value("latitude", _("latitude")),
    value("longitude", _("longitude")),
    value("in_network", _("country of the network")),
    value("documented_count", _("documented members in this directory"), COUNT),
    value("definition_count", _("members by definition in this directory"), COUNT),
    value("unconfirmed_count", _("unconfirmed members in this directory"), COUNT),
    value("former_count", _("former members in this directory"), COUNT),
)
INSTITUTION = (
    translated("name", _("name")),
    value("official_name", _("official name")),
    translated("acronym", _("acronym")),
    value("former_names", _("former and other names")),
    related("country", _("country"), "code"),
    translated("city", _("city")),
    value("standing", _("state in the network"), one_of(Standing.choices)),
    _of_membership("kind", _("kind of membership"), lambda found: found.kind, KIND),
    _of_membership("basis", _("basis of the membership"), lambda found: found.basis, BASIS),
    _of_membership(
        "sources",
        _("sources of the membership"),
        lambda found: [source.address for source in found.official_sources],
        listed(TEXT),
    ),
    _of_membership("verified_on", _("membership last verified on"), lambda found: found.verified_on, DAY),
    Column("memberships", _("memberships"), _memberships, shape=MEMBERSHIPS),
    choice("management", _("management")),
    choice("coverage", _("coverage")),
    related("sector", _("sector"), "slug"),
    value("tripartite", _("tripartite governance")),
    value("founded", _("founded")),
    value("dissolved", _("dissolved")),
    value("dissolved_on", _("dissolved on")),
    value("website", _("website")),
    value("working_languages", _("working languages")),
    Column("offers", _("offers in cooperation"), _cooperation("offers"), shape=COOPERATION),
    Column("seeks", _("seeks in cooperation"), _cooperation("seeks"), shape=COOPERATION),
    translated("description", _("description"), rich=True),
    value("ror", "ROR"),
    value("wikidata", "Wikidata"),
    value("isni", "ISNI"),
)
