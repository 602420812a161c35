"""Telling the staff of coming ends and renewals: 90, 30 and 7 days before, each once, whatever happens."""

import datetime
from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext, override

from agreements.models import Agreement, ExpiryMail
from cinterfor.desk.pages import admin_page
from cinterfor.publishing.dates import today
from cinterfor.verification.asking import NoMailServer, open_mail

from .coming import Expiry, coming, expiries

#: Days before. Of several that have passed only the nearest is told: one mail, not three.
MARKS = (7, 30, 90)


class Due(NamedTuple):
    """A day to be told of, and at which of the marks."""

    expiry: Expiry
    mark: int

    @property
    def key(self) -> tuple[int, datetime.date, int]:
        return self.expiry.agreement.pk, self.expiry.day, self.mark

    @property
    def days(self) -> int:
        return (self.expiry.day - today()).days

    @property
    def left(self) -> str:
        return ngettext("%(count)d day left", "%(count)d days left", self.days) % {"count": self.days}

    @property
    def page(self) -> str:
        return settings.PORTAL_ADDRESS + self.expiry.agreement.get_absolute_url()

    @property
    def form(self) -> str:
        return settings.PORTAL_ADDRESS + admin_page(Agreement, "change", self.expiry.agreement.pk)


def recipients() -> list[str]:
    return settings.AGREEMENTS_EMAIL or settings.REPORTS_EMAIL


def due() -> list[Due]:
    """What has been told at no mark that has passed, soonest first; a missed day is made up for."""
    last = today() + datetime.timedelta(days=max(MARKS))
    agreements = coming(Agreement.objects.published().with_card_data())
    found = expiries(agreements.filter(expiry_day__lte=last).order_by("expiry_day", "pk"))
    near = [Due(expiry, _nearest_mark(expiry.day)) for expiry in found]
    sent = ExpiryMail.objects.exclude(sent_at=None).filter(day__gte=today())
    told = set(sent.values_list("agreement", "day", "mark"))
    return [one for one in near if one.key not in told]


def _nearest_mark(day: datetime.date) -> int:
    left = (day - today()).days
    return min(mark for mark in MARKS if left <= mark)


@transaction.atomic
def _claim(found: list[Due]) -> dict[tuple, int]:
    """Note that they are being told, before they are; without those that another process has begun with."""
    rows = [ExpiryMail(agreement_id=key, day=day, mark=mark) for key, day, mark in (one.key for one in found)]
    ExpiryMail.objects.bulk_create(rows, ignore_conflicts=True)
    own = ExpiryMail.objects.to_send().filter(agreement__in=[one.expiry.agreement.pk for one in found])
    locked = own.select_for_update(skip_locked=True).values_list("agreement", "day", "mark", "pk")
    wanted = {one.key for one in found}
    claimed = {tuple(key): pk for *key, pk in locked if tuple(key) in wanted}
    ExpiryMail.objects.filter(pk__in=claimed.values()).update(claimed_at=timezone.now(), fault="")
    return claimed


def tell() -> str:
    """Write one mail with all that is due; says in a line what came of it. NoMailServer, OSError."""
    if not recipients():
        return "Nobody was told: neither AGREEMENTS_EMAIL nor REPORTS_EMAIL is set."
    found = due()
    if not found:
        return "No end or renewal is to be told of."
    connection = open_mail()
    try:
        claimed = _claim(found)
        mine = [one for one in found if one.key in claimed]
        if mine:
            _send(mine, ExpiryMail.objects.filter(pk__in=claimed.values()), connection)
    finally:
        connection.close()
    return f"{len(mine)} ends and renewals told"


def _send(mine: list[Due], rows, connection) -> None:
    try:
        connection.send_messages([letter(mine)])
    except (OSError, SMTPException, ValueError) as error:
        fault = f"{type(error).__name__}: {error}"[:300]
        rows.update(claimed_at=None, fault=fault)
        raise OSError(f"The mail about {len(mine)} ends and renewals failed: {fault}") from error
    rows.update(sent_at=timezone.now())


def letter(found: list[Due]) -> EmailMultiAlternatives:
    """The mail to the staff, in their language."""
    language = settings.AGREEMENTS_EMAIL_LANGUAGE
    with override(language):
        subject = ngettext(
            "%(count)d agreement ends or renews itself soon",
            "%(count)d agreements end or renew themselves soon",
            len(found),
        ) % {"count": len(found)}
        context = {"found": found, "subject": subject, "language": language}
        mail = EmailMultiAlternatives(
            subject,
            render_to_string("agreements/mail/expiries.txt", context),
            to=recipients(),
            headers={"Auto-Submitted": "auto-generated"},
        )
        html = render_to_string("agreements/mail/expiries.html", context)
    mail.attach_alternative(html, "text/html")
    return mail


def tell_those_due() -> str:
    """What `manage.py daily` does."""
    try:
        return tell()
    except NoMailServer as error:
        return str(error)
