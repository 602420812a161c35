"""What institutions have done on which themes, as the public records show it.

It is evidence and no offer: whoever has done something has not said that it would do so for others. A record
counts on its themes and on those above them, as the lists count that are narrowed by a theme.
"""

from collections import Counter
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Party
from knowledge.models import Event, Product, Theme


class Share(TextChoices):
    """What an institution had of an agreement: who received has shown nothing that it could give."""

    GAVE = "gave", _("Gave, as provider")
    TOOK_PART = "took-part", _("Took part, as another party")
    RECEIVED = "received", _("Received, as recipient")

    @property
    def roles(self) -> Q:
        """The roles of a party that mean it; who only signed, paid or coordinated took part."""
        told = [role for role, share in SHARES.items() if share == self]
        return Q(role__in=told) if told else Q(role=None) | ~Q(role__in=SHARES)


SHARES = {Party.Role.PROVIDER: Share.GAVE, Party.Role.RECIPIENT: Share.RECEIVED}
#: What else is counted.
WORKS, EVENTS = "works", "events"
#: What shows that an institution knows a theme, what says most first.
SHOWS = (Share.GAVE, WORKS, EVENTS, Share.TOOK_PART)

EACH = """
SELECT counted_on, doer, what, COUNT(DISTINCT record), BOOL_OR(counted_on = topic)
FROM ({rows}) AS done, UNNEST(ARRAY[topic, above]) AS counted_on
WHERE counted_on IS NOT NULL
GROUP BY counted_on, doer, what
"""
#: By name: in which order a query has its columns is its own affair.
PART = "SELECT doer, topic, above, what, record FROM ({rows}) AS part"


class Shown(NamedTuple):
    """How many records of one kind an institution has on a theme or below it."""

    theme: int
    institution: int
    what: str
    number: int
    #: Whether any of them is on the theme itself.
    is_direct: bool


def shown(institutions: QuerySet, theme: Theme | None = None) -> list[Shown]:
    """What the institutions have done, on all themes or on those that count for one: one statement."""
    parts = [
        _rows(model, path, what, institutions, theme).query.sql_with_params()
        for model, path, what in (
            (Product, "institutions", Value(WORKS)),
            (Product, "contributions__institution", Value(WORKS)),
            (Agreement, "parties__institution", _share()),
            (Event, "hosts", Value(EVENTS)),
            (Event, "organisers", Value(EVENTS)),
        )
    ]
    rows = " UNION ALL ".join(PART.format(rows=rows) for rows, _parameters in parts)
    with connection.cursor() as cursor:
        cursor.execute(EACH.format(rows=rows), [value for _rows, values in parts for value in values])
        return [Shown(*row) for row in cursor.fetchall()]


def by_institution(institutions: QuerySet, theme: Theme) -> dict[int, Counter]:
    """Of each institution that has done something on the theme how much, by what it is."""
    found: dict[int, Counter] = {}
    for row in shown(institutions, theme):
        if row.theme == theme.pk:
            found.setdefault(row.institution, Counter())[row.what] = row.number
    return found


def is_shown(numbers: Counter) -> bool:
    """Whether they show more than that it received."""
    return any(numbers[what] for what in SHOWS)


def _rows(model, path: str, what, institutions: QuerySet, theme: Theme | None) -> QuerySet:
    """A row for each institution, theme and record: the keys, and what the record is to the institution."""
    narrowed = Q(**{f"{path}__in": institutions.order_by().values("pk")}, themes__isnull=False)
    if theme:
        narrowed &= Q(themes=theme) | Q(themes__broader=theme)
    records = model.objects.published().filter(narrowed).order_by()
    keys = {"doer": F(path), "topic": F("themes"), "above": F("themes__broader")}
    return records.annotate(**keys, what=what, record=F("pk")).values(*keys, "what", "record")


def _share() -> Case:
    told = (When(parties__role=role, then=Value(share)) for role, share in SHARES.items())
    return Case(*told, default=Value(Share.TOOK_PART))
