"""Which products are asked for, in which order, and what is read with them."""

from collections import Counter

from django.db.models import F, Prefetch, Q
from django.db.models.functions import ExtractYear, Mod

from cinterfor.publishing.relatedness import MOST_NEAR, nearest_first, sharing

from .access import reached
from .coverage import FilesInLanguagesQuerySet
from .files import ProductFile, first_page_read
from .people import Contribution
from .reference import Theme, ThemedQuerySet
from .relations import WorkRelation
from .series import InSeriesQuerySet


class ProductQuerySet(InSeriesQuerySet, FilesInLanguagesQuerySet, ThemedQuerySet):
    def in_country(self, code):
        return self.filter(countries__code=code)

    def with_card_data(self):
        return self._with_makers().annotate(first_page=first_page_read())

    def with_names(self):
        files = Prefetch("files", ProductFile.objects.with_readings())
        return (
            self._with_makers()
            .select_related("event", "series")
            .prefetch_related("countries", "institutions", files)
        )

    def with_all_data(self):
        related = [
            Prefetch("relations", WorkRelation.objects.select_related("other")),
            Prefetch("related_from", WorkRelation.objects.select_related("product")),
        ]
        return self.with_names().prefetch_related(*related, "evaluated_agreements")

    def _with_makers(self):
        contributions = Contribution.objects.select_related("person", "institution")
        themes = Theme.objects.select_related("broader")
        rows = (Prefetch("contributions", contributions), Prefetch("themes", themes))
        return self.select_related("cover").prefetch_related(*rows)

    def of_institution(self, institution):
        """By it or about it, whether it stands among those that made the work or beside them."""
        named = self.model.institutions.through.objects.filter(institution=institution)
        made = Contribution.objects.filter(institution=institution)
        return self.filter(Q(pk__in=named.values("product")) | Q(pk__in=made.values("product")))

    def from_event(self, event):
        return self.filter(event=event).newest_first()

    def with_access(self, way):
        """Those to which there is this way, of `Access` or `ONLINE`."""
        return self.filter(reached(way))

    def with_decade(self):
        """Annotate `decade`, its first year, of the date of publication."""
        year = ExtractYear("issued_first")
        return self.annotate(decade=year - Mod(year, 10))

    def for_audience(self, value):
        return self.filter(audience__contains=[value])

    def of_decade(self, year):
        return self.filter(issued_first__year__gte=year, issued_first__year__lt=year + 10)

    def newest_first(self):
        return self.order_by(F("issued_first").desc(nulls_last=True), "-pk")

    def related_to(self, product):
        """Other works on its themes, by its people or in its series: nearest first, then the newest."""
        people = [item.person_id for item in product.contributions.all() if item.person_id]
        nearness = self.sharing_themes(product) + sharing(
            Contribution.objects.all(), "product", "person", people
        )
        if product.series_id:
            of_series = self.model.objects.filter(series=product.series_id)
            nearness += Counter(of_series.order_by("-pk").values_list("pk", flat=True)[:MOST_NEAR])
        return nearest_first(self.exclude(pk=product.pk), nearness, "issued_first")
