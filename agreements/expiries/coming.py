"""When agreements in force end or renew themselves next: one day for each, computed from its dates.

An end known to the month or the year stands on its last possible day. An agreement whose term is not known
has no such day, and stands nowhere.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, DateField, F, Func, IntegerField, Q, TextChoices, Value, When
from django.db.models.functions import Cast, Greatest, NullIf
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement
from agreements.models.agreement_queries import AgreementQuerySet
from cinterfor.publishing.dates import in_words, today

#: For how many months an agreement that renews itself goes on each time, where its text says so.
RENEWED_FOR = NullIf(F("renewal_months"), Value(0))
#: Ended early: one whose term is over by then, and that nothing renews, ends with its term.
ENDS_EARLY = Q(terminated=True) & ~Q(renews_tacitly=False, term_last__lt=F("terminated_first"))
LENGTHS = {4: "year", 7: "month", 10: "day"}


class Kind(TextChoices):
    """What happens on the day."""

    ENDS = "ends", gettext_lazy("Ends")
    RENEWS = "renews", gettext_lazy("Renews itself")
    TERMINATES = "terminates", gettext_lazy("Ends early")


@dataclass
class Expiry:
    """One agreement and the day on which it ends or renews itself next."""

    agreement: Agreement
    day: datetime.date
    kind: Kind
    #: How well the day is known: to the day, the month or the year.
    known_to: str

    @property
    def key(self) -> str:
        """A permalink of its own: another day is another event."""
        return f"{self.agreement.permalink}#expiry-{self.day.isoformat()}"

    @property
    def as_known(self) -> str:
        """The day as a partial date."""
        return self.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.known_to]]

    @property
    def in_words(self) -> str:
        """“Ends on 4 March 2027.”, with a word on what is not known."""
        date = in_words(self.day.isoformat())
        sentence = {
            Kind.ENDS: _("Its term ends on %(date)s."),
            Kind.RENEWS: _("It renews itself on %(date)s unless a party ends it before."),
            Kind.TERMINATES: _("A party ends it early, on %(date)s."),
        }[self.kind] % {"date": date}
        return f"{sentence} {self.doubt}".strip()

    @property
    def doubt(self) -> str:
        """What is said where the day is not known."""
        return {
            "day": "",
            "month": _("Only the month is known; this is its last day."),
            "year": _("Only the year is known; this is its last day."),
        }[self.known_to]


def coming(agreements: AgreementQuerySet, on: datetime.date | None = None) -> AgreementQuerySet:
    """Those in force that have such a day, with `expiry_day` and `expiry_kind`."""
    day = on or today()
    found = agreements.in_force(day).annotate(expiry_kind=_kind(), expiry_day=_day(day))
    return found.filter(expiry_day__gte=day)


def expiries(agreements: Iterable[Agreement]) -> Iterator[Expiry]:
    """What is told of agreements that `coming` has found."""
    for agreement in agreements:
        kind = Kind(agreement.expiry_kind)
        yield Expiry(agreement, agreement.expiry_day, kind, _known_to(agreement, kind))


def _known_to(agreement: Agreement, kind: Kind) -> str:
    """A term that is counted in months is known as well as its beginning."""
    if kind == Kind.TERMINATES:
        return LENGTHS[len(agreement.terminated_on)]
    return LENGTHS[len(agreement.ends or agreement.enters_into_force or agreement.signed)]


def _kind() -> Case:
    return Case(
        When(ENDS_EARLY, then=Value(Kind.TERMINATES)),
        When(renews_tacitly=True, then=Value(Kind.RENEWS)),
        default=Value(Kind.ENDS),
        output_field=models.CharField(),
    )


def _day(day: datetime.date) -> Case:
    """The last day of the term that runs on the day."""
    return Case(
        When(ENDS_EARLY, then=F("terminated_last")),
        When(Q(term_last__gte=day) | Q(renews_tacitly=False), then=F("term_last")),
        default=_renewed(day),
        output_field=DateField(),
    )


def _renewed(day: datetime.date) -> Case:
    """Of the days on which the term ends again and again the first that is not before the day."""
    # Counted from the first end each time: 31 January stays the last of the month.
    whole = Greatest(_months_until(day), Value(0)) / RENEWED_FOR * RENEWED_FOR
    before = _later(whole)
    return Case(When(GreaterThanOrEqual(before, day), then=before), default=_later(whole + RENEWED_FOR))


def _months_until(day: datetime.date) -> Cast:
    """Whole months from the end of the first term to the day."""
    age = Func(Value(day, DateField()), F("term_last"), function="age", output_field=models.DurationField())
    years, months = (
        Func(Value(part), age, function="date_part", output_field=models.FloatField())
        for part in ("year", "month")
    )
    return Cast(years * Value(12.0) + months, IntegerField())


def _later(months) -> Func:
    return Func(F("term_last"), months, function="portal_add_months", output_field=DateField())
