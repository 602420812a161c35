"""What records have in common: the rarer the theme or party that two share, the nearer they are."""

from collections import Counter

from django.db.models import Case, Count, F, FloatField, QuerySet, Sum, Value, When

#: Records that are looked at as possibly near: enough to leave out drafts and to order by date.
MOST_NEAR = 100


def sharing(rows: QuerySet, owner: str, about: str, values: list[int]) -> Counter:
    """Nearness by key of the records that share values: 1/n for each value that n rows have.

    The rows, such as those between products and themes, hold a record (`owner`) and a value (`about`).
    """
    shared = rows.filter(**{f"{about}__in": values}).order_by()
    uses = dict(shared.values_list(about).annotate(Count("pk"))) if values else {}
    if not uses:
        return Counter()
    weights = (When(**{about: value}, then=Value(1 / number)) for value, number in uses.items())
    nearness = Sum(Case(*weights, output_field=FloatField()))
    nearest = shared.values_list(owner).annotate(nearness=nearness).order_by("-nearness", f"-{owner}")
    return Counter(dict(nearest[:MOST_NEAR]))


def nearest_first(records: QuerySet, nearness: Counter, date: str) -> QuerySet:
    """Those of the records that share something, the nearest first, among equals the newest."""
    near = dict(nearness.most_common(MOST_NEAR))
    if not near:
        return records.none()
    order = Case(*(When(pk=key, then=Value(value)) for key, value in near.items()), output_field=FloatField())
    found = records.filter(pk__in=near).annotate(nearness=order)
    return found.order_by("-nearness", F(date).desc(nulls_last=True), "pk")
