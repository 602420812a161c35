"""What two records have in common: the rarer the theme, person or party that both have, the more it says."""

from django.db.models import Case, Count, FloatField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce


def sharing(rows: QuerySet, owner: str, about: str, values) -> Q:
    """The records of which a row is about one of the values."""
    return Q(pk__in=rows.filter(**{f"{about}__in": list(values)}).values(owner))


def in_common(rows: QuerySet, owner: str, about: str, values):
    """An expression: 0 where nothing is shared; else the sum of 1/n for each shared value that n rows have.

    The rows, such as those between products and themes, hold a record (`owner`) and a value (`about`).
    """
    shared = rows.filter(**{f"{about}__in": list(values)}).order_by()
    uses = dict(shared.values_list(about).annotate(Count("pk")))
    if not uses:
        return Value(0.0)
    weights = (When(**{about: value}, then=Value(1 / number)) for value, number in uses.items())
    own = shared.filter(**{owner: OuterRef("pk")}).values(owner)
    weighed = own.annotate(weight=Sum(Case(*weights, output_field=FloatField()))).values("weight")
    return Coalesce(Subquery(weighed), 0.0)
