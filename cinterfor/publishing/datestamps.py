"""What changed and what went, told in the order of its moment: for harvesters, feeds and `since`."""

from datetime import datetime

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.functions import Concat


class DatedQuerySet(models.QuerySet):
    """Rows with a datestamp (the moment of their last change), a slug and facets."""

    def changed_within(self, first: datetime | None = None, last: datetime | None = None):
        """Changed not before the first moment and not after the last one."""
        found = self.filter(datestamp__gte=first) if first else self
        return found.filter(datestamp__lte=last) if last else found

    def with_facet(self, facet: str):
        """With a value of a facet (`country:UY`), or with any of it (`country`)."""
        if ":" in facet:
            return self.filter(facets__contains=[facet])
        # A look at each row as it comes: most have one, so that a page is soon full.
        return self._with_lines().filter(lines__contains=f"\n{facet}:")

    def that_may_have(self, facet: str, value: str):
        """With the value of a facet, or with none of it, so that it is not known what they had."""
        known = Q(facets__contains=[f"{facet}:{value}"])
        return self._with_lines().filter(known | ~Q(lines__contains=f"\n{facet}:"))

    def _with_lines(self):
        """The facets as a text, each on a line of its own."""
        text = models.TextField()
        joined = Func("facets", Value("\n"), function="array_to_string", output_field=text)
        return self.alias(lines=Concat(Value("\n"), joined, output_field=text))

    def in_order_of_change(self):
        return self.order_by("datestamp", "slug")

    def told_after(self, datestamp: datetime, slug: str):
        """Those that come later in the order of change than a row that was there, and may be so no more."""
        return self.filter(TupleGreaterThan(Tuple(F("datestamp"), F("slug")), (datestamp, slug)))
