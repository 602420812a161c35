"""Sending letters: after what brought them about is stored, and each once."""

from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from cinterfor.verification.asking import NoMailServer, open_mail

from .models import Letter


def post(letters: Iterable[Letter]) -> None:
    """Send them as soon as the transaction that wrote them is through."""
    keys = [letter.pk for letter in letters]
    if keys:
        transaction.on_commit(lambda: send(keys))


def send(keys: list[int]) -> int:
    """Send those of the letters that are not sent yet; how many went out. What failed is noted at each."""
    try:
        connection = open_mail()
    except NoMailServer as error:
        Letter.objects.unsent().filter(pk__in=keys).update(fault=str(error)[:300])
        return 0
    try:
        return sum(_send_once(key, connection) for key in keys)
    finally:
        connection.close()


def _send_once(key: int, connection) -> bool:
    with transaction.atomic():
        # Who sends it at the same time waits here, and then finds it sent.
        waiting = Letter.objects.unsent().select_for_update(of=("self",)).select_related("request")
        letter = waiting.filter(pk=key).first()
        if letter is None or not _addresses(letter):
            return False
        try:
            connection.open()
            connection.send_messages([_mail(letter)])
            letter.sent_at, letter.fault = timezone.now(), ""
        except (OSError, SMTPException, ValueError) as error:
            letter.fault = f"{type(error).__name__}: {error}"[:300]
            connection.close()
        letter.save(update_fields=["sent_at", "fault"])
    return letter.sent_at is not None


def _addresses(letter: Letter) -> list[str]:
    if letter.to == Letter.To.STAFF:
        return settings.REPORTS_EMAIL
    return [letter.request.email] if letter.request.email else []


def _mail(letter: Letter) -> EmailMessage:
    return EmailMessage(
        letter.subject,
        letter.body,
        to=_addresses(letter),
        reply_to=settings.REPORTS_EMAIL,
        headers={"Auto-Submitted": "auto-generated"},
    )
