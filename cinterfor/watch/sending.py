"""The monthly notices: each once, whatever happens on the way; and what nobody confirmed is forgotten."""

from smtplib import SMTPException
from typing import NamedTuple

from django.utils.translation import override

from cinterfor.publishing.months import Month
from cinterfor.verification.asking import NoMailServer, open_mail

from . import letters
from .models import Subscription
from .news import News, news_of

#: So often a mail about one month is tried, a day apart.
MOST_FAILURES = 3


class Report(NamedTuple):
    """What came of a run."""

    sent: int
    without_news: int
    failed: int
    forgotten: int

    def __str__(self):
        return (
            f"{self.sent} notices sent, {self.without_news} had nothing new, {self.failed} failed; "
            f"{self.forgotten} never confirmed and forgotten"
        )


def send_notices() -> Report:
    """Forget what nobody confirmed, and tell each who waits of the month before this one. NoMailServer."""
    forgotten, _by_model = Subscription.objects.forgotten().delete()
    month = Month.now().previous
    waiting = Subscription.objects.to_tell(month).order_by("language", "country", "theme", "pk")
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        return Report(0, 0, 0, forgotten)
    connection, found = open_mail(), _Found(month)
    try:
        outcomes = [_send(key, found, connection) for key in keys]
    finally:
        connection.close()
    return Report(outcomes.count("sent"), outcomes.count("nothing"), outcomes.count("failed"), forgotten)


class _Found:
    """The news of a month; those of the last scope are kept, as subscriptions come by scope."""

    def __init__(self, month: Month):
        self.month, self._scope, self._news = month, None, None

    def news_for(self, subscription: Subscription) -> News:
        scope = (subscription.language, subscription.country_id, subscription.theme_id)
        if scope != self._scope:
            with override(subscription.language):
                self._scope, self._news = scope, news_of(subscription.scope(self.month))
        return self._news


def _send(key: int, found: _Found, connection) -> str:
    """Claim it, before the mail goes out, and send it; what became of it, "" where it was another's."""
    month = str(found.month)
    subscription = Subscription.objects.select_related("country", "theme").filter(pk=key).first()
    if subscription is None:
        return ""
    news = found.news_for(subscription)
    if not Subscription.objects.to_tell(found.month).filter(pk=key).update(told_month=month):
        return ""
    if not news:
        return "nothing"
    own = Subscription.objects.filter(pk=key)
    try:
        connection.open()
        connection.send_messages([letters.monthly(subscription, news)])
    except (OSError, SMTPException, ValueError) as error:
        connection.close()
        failures = subscription.failures + 1
        # Once more tomorrow, but not for ever.
        again = {"told_month": subscription.told_month} if failures < MOST_FAILURES else {}
        own.update(failures=failures % MOST_FAILURES, fault=f"{type(error).__name__}: {error}"[:300], **again)
        return "failed"
    own.update(failures=0, fault="")
    return "sent"


def send_those_due() -> str:
    """What `manage.py daily` does; says in a line what it did."""
    try:
        report = send_notices()
    except NoMailServer as error:
        return str(error)
    if report.failed:
        raise RuntimeError(str(report))
    return str(report)
