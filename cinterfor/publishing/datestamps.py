"""What changed and what went, told in the order of its moment: for harvesters, feeds and `since`."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan


class DatedQuerySet(models.QuerySet):
    """Rows with a datestamp (the moment of their last change), a slug and facets."""

    def changed_within(self, first: datetime | None = None, last: datetime | None = None):
        """Changed not before the first moment and not after the last one."""
        found = self.filter(datestamp__gte=first) if first else self
        return found.filter(datestamp__lte=last) if last else found

    def with_any_facet(self, facets: Iterable[str]):
        return self.filter(facets__overlap=list(facets))

    def in_order_of_change(self):
        return self.order_by("datestamp", "slug")

    def told_after(self, datestamp: datetime, slug: str):
        """Those that come later in the order of change than a row that was there, and may be so no more."""
        return self.filter(TupleGreaterThan(Tuple(F("datestamp"), F("slug")), (datestamp, slug)))
