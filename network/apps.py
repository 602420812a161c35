from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cinterfor.comparing.registry import register_breakdowns, register_comparison
from cinterfor.duplicates.registry import Compared, compare
from cinterfor.history.registry import keep
from cinterfor.pictures.registry import register_picture
from cinterfor.publishing.registry import FacetOffer, RecordType, register

from .quality import BELONGS_TO, WEIGHTS


class NetworkConfig(AppConfig):
    """Who is in the network."""

    name = "network"
    verbose_name = _("Network")

    def ready(self):
        from . import comparing, explanations, linked, maps, models, news, pictures, search, twins

        news.register()
        explanations.tell()
        for record_type in records(models, search, twins, linked):
            register(record_type)
        keep(models.Sector)
        keep(models.Figure)
        for compared in names(models):
            compare(compared)
        for picture_type in (*maps.PICTURES, *pictures.PICTURES):
            register_picture(picture_type)
        for name, breakdowns in comparing.BREAKDOWNS.items():
            register_breakdowns(name, *breakdowns)
        for comparison in comparing.COMPARISONS:
            register_comparison(comparison)


def records(models, search, twins, linked):
    """What the network consists of."""
    return [
        RecordType(
            name="country",
            knows_days=True,
            weights=WEIGHTS["country"],
            model=models.Country,
            path="countries",
            filterset="network.filters.CountryFilter",
            columns=twins.COUNTRY,
            per_page=60,
            schema="Country",
            describe=linked.describe_country,
            related_texts=search.country_texts,
            facets=search.country_facets,
            offers=(FacetOffer("country", _("Country"), record_type="country"),),
        ),
        RecordType(
            name="institution",
            knows_days=True,
            weights=WEIGHTS["institution"],
            belongs_to=BELONGS_TO["institution"],
            model=models.Institution,
            path="institutions",
            filterset="network.filters.InstitutionFilter",
            columns=twins.INSTITUTION,
            schema="Organization",
            describe=linked.describe_institution,
            image_fields=("logo",),
            related_texts=search.institution_texts,
            facets=search.institution_facets,
            offers=(FacetOffer("membership", _("Membership"), models.Membership.Kind.choices),),
            names_from=("country", "memberships"),
            rows=("memberships", "cooperation_offers"),
        ),
    ]


def names(models):
    """By what countries and institutions are recognised."""
    return [
        Compared(models.Country, names=("name",), acronyms=("code",)),
        Compared(
            models.Institution,
            names=("name", "official_name", "former_names"),
            acronyms=("acronym",),
            identifiers=("ror", "wikidata", "isni"),
            apart=("country",),
            other_names="former_names",
        ),
    ]
