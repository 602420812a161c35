"""Who works with whom: institutions that sign agreements together or hold events together."""

from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, TextChoices, Value
from django.db.models.functions import ExtractYear

from agreements.models import Party
from agreements.models.agreement_queries import AgreementQuerySet
from agreements.models.parties import PartyQuerySet
from knowledge.models import Event
from knowledge.models.events import EventQuerySet
from network.models import Institution

#: Django puts the columns of a statement in an order of its own.
ROWS = "SELECT thing, record, year, institution_id FROM ({rows}) one_kind"
#: Who was at the same thing: each pair once, the lower key first.
PAIRS = """
WITH together (thing, record, year, institution) AS ({together})
SELECT one.institution, other.institution,
    count(*) FILTER (WHERE thing = 'agreement'), count(*) FILTER (WHERE thing = 'event'), min(one.year)::int
FROM together one
JOIN together other USING (thing, record)
WHERE one.institution < other.institution
GROUP BY 1, 2
ORDER BY 1, 2
"""


class Thing(TextChoices):
    """What institutions do together that makes a tie."""

    AGREEMENT = "agreement"
    EVENT = "event"


class Tie(NamedTuple):
    """Two institutions, by their keys, and in how many things they are together.

    Countries and named groups that sign make no tie: only institutions do.
    """

    first: int
    second: int
    agreements: int
    events: int
    #: The year of the earliest of them that has a date.
    since: int | None

    @property
    def weight(self) -> int:
        return self.agreements + self.events


def ties(
    agreements: AgreementQuerySet | None, events: EventQuerySet | None, parties: PartyQuerySet | None = None
) -> list[Tie]:
    """The ties that these agreements and events make, in the order of keys; None for none of them.

    Only what is public counts, of the institutions too; where `parties` are given, only these.
    """
    present = Party.objects.all() if parties is None else parties
    parts = [_signed(agreements, present)] if agreements is not None else []
    parts += _held(events) if events is not None else []
    compiled = [found for part in parts if (found := _compiled(part))]
    if not compiled:
        return []
    together = " UNION ".join(ROWS.format(rows=sql) for sql, _given in compiled)
    with connection.cursor() as cursor:
        values = [value for _sql, given in compiled for value in given]
        cursor.execute(PAIRS.format(together=together), values)
        return [Tie(*row) for row in cursor.fetchall()]


def _signed(agreements, parties):
    signed = parties.order_by().filter(
        agreement__in=agreements.published().order_by().values("pk"), institution__in=_institutions()
    )
    return _together(signed, Thing.AGREEMENT, "agreement", "signed_first")


def _held(events):
    chosen = Q(event__in=events.published().order_by().values("pk"), institution__in=_institutions())
    return [
        _together(through.objects.order_by().filter(chosen), Thing.EVENT, "event", "begins_first")
        for through in (Event.hosts.through, Event.organisers.through)
    ]


def _institutions():
    return Institution.objects.published().order_by().values("pk")


def _together(rows, thing: Thing, record: str, date: str) -> QuerySet:
    """A row for each institution in each record: thing, record, year, institution."""
    named = rows.annotate(
        thing=Value(thing.value), record=F(f"{record}_id"), year=ExtractYear(f"{record}__{date}")
    )
    return named.values_list("thing", "record", "year", "institution_id")


def _compiled(rows: QuerySet) -> tuple[str, tuple] | None:
    """The statement and its values; None where it is known to find nothing."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None
