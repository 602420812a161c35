"""The regions of the world that agreements touch."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q

from network.models import Country

from .parties import Party

#: From an agreement to the countries that it is about, that sign it, or from which an institution signs it.
COUNTRIES = ("countries", "parties__country", "parties__institution__country")


class RegionalQuerySet(models.QuerySet):
    """Agreements, each in the regions of all its countries."""

    def in_region(self, region):
        """About a country of the region, or signed by one or by an institution of one."""
        countries = Country.objects.filter(region=region).order_by().values("pk")
        parties = Party.objects.filter(Q(country__in=countries) | Q(institution__country__in=countries))
        about = self.model.countries.through.objects.filter(country__in=countries)
        return self.filter(Q(pk__in=about.values("agreement")) | Q(pk__in=parties.values("agreement")))

    def with_regions(self):
        """Annotate what `regions_of` reads."""
        arrays = {path: ArrayAgg(f"{path}__region", distinct=True) for path in COUNTRIES}
        return self.annotate(**{_name(path): array for path, array in arrays.items()})


def regions_of(agreement) -> set[str]:
    """Those in which `in_region` finds an agreement that came with its regions."""
    arrays = [getattr(agreement, _name(path)) for path in COUNTRIES]
    return {region for regions in arrays for region in regions or () if region}


def _name(path: str) -> str:
    return f"regions_by_{path}".replace("__", "_")
