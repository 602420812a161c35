"""Asking the focal points: who is due, and each mail sent once, whatever happens on the way."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from . import letters
from .models import FocalPoint, Verification

MOST_MAILS = 3
PAUSE, YEAR = timedelta(days=30), timedelta(days=365)


class NoMailServer(Exception):
    """Nobody can be asked now: there is no server, or it does not answer."""


class Fault(NamedTuple):
    """A mail that did not go out."""

    point: FocalPoint
    reason: str


class Report(NamedTuple):
    """What came of asking: first mails, reminders, and those that failed."""

    first: int
    reminders: int
    faults: list[Fault]

    def __str__(self):
        return f"{self.first} asked, {self.reminders} reminded, {len(self.faults)} mails failed"


def due(country: str = "", again: bool = False) -> list[FocalPoint]:
    """Whom to write to now, by institution."""
    points = FocalPoint.objects.to_be_asked().select_related("institution__country")
    if country:
        points = points.filter(institution__country__code=country)
    ordered = points.order_by("institution__slug", "pk").prefetch_related("verifications")
    return [point for point in ordered if _next_question(point, again)]


def _next_question(point: FocalPoint, again: bool) -> Verification | None:
    """The question to mail now: a new one, the present one as a reminder, or none.

    `again` asks anew within the year; the pause between two mails is kept in any case.
    """
    newest = max(point.verifications.all(), key=lambda asked: asked.pk, default=None)
    if newest is None:
        return Verification(focal_point=point, institution_id=point.institution_id)
    now = timezone.now()
    if (newest.mailed_at or newest.asked_at) > now - PAUSE:
        return None
    is_old = newest.asked_at <= now - YEAR
    if newest.state == Verification.State.ASKED and newest.mails < MOST_MAILS and not is_old:
        return newest
    if again or is_old:
        return Verification(focal_point=point, institution_id=point.institution_id)
    return None


@transaction.atomic
def _claim(point: FocalPoint, again: bool) -> Verification | None:
    """Note that the mail goes out, before it does; None where another process was faster."""
    locked = FocalPoint.objects.to_be_asked().select_for_update(of=("self",)).filter(pk=point.pk).first()
    question = _next_question(locked, again) if locked else None
    if question is None:
        return None
    if question.pk is None:
        locked.verifications.asked().update(state=Verification.State.CLOSED)
    question.mails += 1
    question.mailed_at = timezone.now()
    question.save()
    return question


def ask(points: Iterable[FocalPoint], again: bool = False, tell: Callable = lambda: None) -> Report:
    """Write to each. An address that fails is noted, and the others are written to. NoMailServer."""
    first, reminders, faults = 0, 0, []
    connection = open_mail()
    try:
        for point in points:
            question = _claim(point, again)
            if question:
                reason = _send(question, connection)
                if reason:
                    faults.append(Fault(point, reason))
                elif question.mails > 1:
                    reminders += 1
                else:
                    first += 1
            tell()
    finally:
        connection.close()
    return Report(first, reminders, faults)


def open_mail():
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend") and not settings.DEBUG:
        raise NoMailServer("EMAIL_HOST is not set: nobody would get these mails, so nobody was asked.")
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise NoMailServer(f"The mail server does not answer, so nobody was asked: {error}") from error
    return connection


def _send(question: Verification, connection) -> str:
    """Send the mail; why it failed, or nothing."""
    try:
        connection.open()
        connection.send_messages([letters.request_for(question)])
        fault = ""
    except (OSError, SMTPException, ValueError) as error:
        fault = f"{type(error).__name__}: {error}"[:300]
        connection.close()
    if fault != question.mail_fault:
        question.mail_fault = fault
        question.save(update_fields=["mail_fault"])
    return fault


def ask_those_due() -> str:
    """What `manage.py daily` does; says in a line what it did."""
    try:
        report = ask(due())
    except NoMailServer as error:
        return str(error)
    if report.faults:
        raise RuntimeError(f"{report}: " + ", ".join(str(fault.point.pk) for fault in report.faults))
    return str(report)
