"""Members of the network of which no agreement is on record here."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from agreements.models import Agreement, Party
from network.models import Country, Institution, Standing
from network.models.countries import region_order

from .days import signed_by


def members(region: str = "", country: Country | None = None, on: datetime.date | None = None):
    """The members on a day, in a region or a country where one is asked for; without a day, today."""
    found = Institution.objects.published().with_mark(on).filter(standing=Standing.MEMBER)
    if region:
        found = found.filter(country__region=region)
    return found.filter(country=country) if country else found


def without_agreements(institutions, on: datetime.date | None = None):
    """Those that are party to no agreement here, signed by the day, by region, country and name.

    What their country signed is not theirs.
    """
    agreements = signed_by(Agreement.objects.published(), on)
    parties = Party.objects.on_day(on) if on else Party.objects.all()
    signed = parties.filter(institution=OuterRef("pk"), agreement__in=agreements.values("pk"))
    none = institutions.filter(~Exists(signed)).select_related("country")
    names = [f"country__sort_key_{get_language()}", *none.in_order().query.order_by]
    return none.annotate(region_order=region_order("country__region")).order_by("region_order", *names)


def by_country(institutions: Iterable[Institution]) -> list[tuple[Country | None, list[Institution]]]:
    """Countries with their institutions, in the order in which these come; None: of no one country."""
    return [(country, list(found)) for country, found in groupby(institutions, lambda item: item.country)]
