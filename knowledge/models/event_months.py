"""Events by the months in which they are or may be."""

import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left


class InMonthsQuerySet(models.QuerySet):
    """Events, as a calendar asks for them."""

    def between(self, first: datetime.date, last: datetime.date):
        """Of which a possible day lies in the period, both days included."""
        after = Q(ends_last__gte=first) | Q(ends=None, begins_last__gte=first)
        return self.filter(after, begins_first__lte=last)

    def months(self) -> list[str]:
        """The months in which some begin, as `2026-11`, the earliest first; none of a year that is a slip."""
        month = Left("begins", 7)
        known = self.filter(begins__regex="^[12][0-9]{3}-[0-9]{2}").order_by()
        return sorted(known.values_list(month, flat=True).distinct())
