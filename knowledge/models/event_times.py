"""When events are: whole days or hours in a time zone, and until when one can register."""

import datetime

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinterfor.publishing.constraints import CheckConstraint
from cinterfor.publishing.dates import first_day, last_day
from knowledge.time_zones import CENTRE, is_known, moment_at, only_zone_of

WHOLE_DAY = len("2018-07-04")
ONE_DAY = datetime.timedelta(days=1)
ENDS_FIRST = _("The event cannot end before it begins.")
NEEDS_DAY = _("A time needs a whole day, such as 2018-07-04.")
NEEDS_ZONE = _("Choose the time zone of these hours.")
NEEDS_BEGINNING = _("Say also at what time it begins.")
NEEDS_DEADLINE = _("Say also on which day registration closes.")
CLOSES_LATE = _("Registration cannot close after the event is over.")


def _midnight_after(field: str) -> Func:
    """A time, or where there is none the end of the day."""
    return Func(F(field), template="COALESCE(%(expressions)s, TIME '24:00')")


def stored_moment(day, time) -> models.GeneratedField:
    """A column with the moment of a day and a time in the event's zone, or in the Centre's."""
    zone = Coalesce(NullIf(F("time_zone"), Value("")), Value(CENTRE))
    local = Func(day, time, template="(%(expressions)s)", arg_joiner=" + ")
    moment = Func(zone, local, function="timezone", output_field=models.DateTimeField())
    return models.GeneratedField(
        expression=moment, output_field=models.DateTimeField(null=True), db_persist=True
    )


def beginning() -> models.GeneratedField:
    """When it begins; null where its hour is not known."""
    return stored_moment(Func(F("begins"), function="portal_first_day"), F("begins_time"))


def moment_over() -> models.GeneratedField:
    """When it is over: its last hour or, where that is not known, the end of its last possible day."""
    last = Func(Coalesce(F("ends"), F("begins")), function="portal_last_day")
    return stored_moment(last, _midnight_after("ends_time"))


def registration_end() -> models.GeneratedField:
    return stored_moment(F("registration_closes"), _midnight_after("registration_closes_time"))


def constraints(prefix: str) -> list[CheckConstraint]:
    """What hours and deadlines must be, each told at a field; what is not known is no fault."""
    last_day_known = Coalesce(F("ends_last"), F("begins_last"))
    whole_begin, whole_end = Q(begins_first=F("begins_last")), Q(ends__regex=r"^\d{4}-\d\d-\d\d$")
    closes, closes_time = Q(registration_closes=None), Q(registration_closes_time=None)
    kept = {
        "dates": ("ends", Q(ends_last__gte=F("begins_first")) | Q(begins=None) | Q(ends=None), ENDS_FIRST),
        "hours": ("begins_time", Q(begins_time=None) | whole_begin, NEEDS_DAY),
        "end_hour": ("ends_time", Q(ends_time=None) | Q(ends=None) | whole_end, NEEDS_DAY),
        "both_hours": ("begins_time", Q(ends_time=None) | Q(begins_time__isnull=False), NEEDS_BEGINNING),
        "zone": ("time_zone", Q(begins_time=None) | ~Q(time_zone=""), NEEDS_ZONE),
        "order": ("ends_time", Q(ends_time=None) | Q(over_at__gt=F("begins_at")), ENDS_FIRST),
        "deadline": (
            "registration_closes",
            closes_time | Q(registration_closes__isnull=False),
            NEEDS_DEADLINE,
        ),
        "closing_day": (
            "registration_closes",
            closes | Q(registration_closes__lte=last_day_known),
            CLOSES_LATE,
        ),
        "closing_hour": (
            "registration_closes_time",
            closes_time | Q(registration_until_at__lte=F("over_at")),
            CLOSES_LATE,
        ),
    }
    return [
        CheckConstraint(condition=condition, name=f"{prefix}_{name}", violation_error_message=told, at=field)
        for name, (field, condition, told) in kept.items()
    ]


def at_end(day: datetime.date, time: datetime.time | None, zone: str) -> datetime.datetime:
    """The moment of a time on a day or, without a time, the midnight after that day."""
    return moment_at(day, time, zone) if time else moment_at(day + ONE_DAY, datetime.time(), zone)


class HasTimes:
    """An event with its hours; moments are aware and in the event's own zone."""

    @property
    def known_zone(self) -> str:
        return self.time_zone if is_known(self.time_zone) else CENTRE

    @property
    def has_day(self) -> bool:
        return bool(self.begins and len(self.begins) == WHOLE_DAY)

    @property
    def last_known_day(self) -> str:
        """Its last day or, where that is not known as one, its first."""
        return self.ends if self.ends and len(self.ends) == WHOLE_DAY else self.begins

    @property
    def start(self) -> datetime.datetime | None:
        if not (self.has_day and self.begins_time and is_known(self.time_zone)):
            return None
        return moment_at(first_day(self.begins), self.begins_time, self.time_zone)

    @property
    def end(self) -> datetime.datetime | None:
        if not (self.start and self.ends_time):
            return None
        return moment_at(last_day(self.last_known_day), self.ends_time, self.time_zone)

    @property
    def over(self) -> datetime.datetime | None:
        """From when on it is past; None where no date is known."""
        last = self.ends or self.begins
        return at_end(last_day(last), self.ends_time, self.known_zone) if last else None

    @property
    def is_past(self) -> bool:
        return bool(self.over and self.over <= timezone.now())

    @property
    def registration_until(self) -> datetime.datetime | None:
        """The moment from which on nobody can register any more."""
        if not self.registration_closes:
            return None
        return at_end(self.registration_closes, self.registration_closes_time, self.known_zone)

    @property
    def registration_is_closed(self) -> bool:
        """By its deadline, or because the event is over."""
        until = self.registration_until
        return self.is_past or bool(until and until <= timezone.now())

    @property
    def has_ways_to_take_part(self) -> bool:
        addresses = (self.registration_url, self.online_url, self.recording_url)
        return bool(self.registration_closes or any(addresses))

    def propose_zone(self) -> None:
        """Where hours are given without a zone: that of the country, if it has a single one."""
        if not self.time_zone and self.country and (self.begins_time or self.registration_closes_time):
            self.time_zone = only_zone_of(self.country.code)
