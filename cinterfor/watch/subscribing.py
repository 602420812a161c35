"""Asking for notices, confirming and leaving them."""

import datetime
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from cinterfor.publishing.months import Month
from cinterfor.verification.asking import open_mail

from . import letters, links
from .models import Subscription

#: No form makes the portal write to one address more often than this.
PAUSE, DAY, MOST_A_DAY = datetime.timedelta(minutes=10), datetime.timedelta(days=1), 3


def ask(email: str, language: str, country, theme) -> None:
    """Keep the wish, and mail the link that confirms it, as often as an address may be written to.

    Who asks is told the same whether or not the address is known. NoMailServer.
    """
    connection = open_mail()
    try:
        subscription = _kept(email, language, country, theme)
        if subscription:
            connection.send_messages([letters.to_confirm(subscription, language)])
    except (OSError, SMTPException, ValueError) as error:
        # What a server says of an address is not for who typed it.
        Subscription.objects.filter(pk=subscription.pk).update(fault=f"{type(error).__name__}: {error}"[:300])
    finally:
        connection.close()


@transaction.atomic
def _kept(email: str, language: str, country, theme) -> Subscription | None:
    """The row, noted as written to; None where enough was written to the address."""
    kept, _new = Subscription.objects.get_or_create(
        email=email, country=country, theme=theme, defaults={"language": language}
    )
    now = timezone.now()
    # Others who ask for the same address wait here.
    own = Subscription.objects.select_for_update(of=("self",)).filter(email=email).order_by("pk")
    rows = {one.pk: one for one in own.select_related("country", "theme")}
    subscription = rows.get(kept.pk)
    if subscription is None:  # left in between
        return None
    if subscription.asked_at and subscription.asked_at > now - PAUSE:
        return None
    if sum(bool(one.asked_at and one.asked_at > now - DAY) for one in rows.values()) >= MOST_A_DAY:
        return None
    subscription.asked_at = now
    subscription.save(update_fields=["asked_at"])
    return subscription


@transaction.atomic
def confirm(token: str) -> Subscription:
    """From now on; the first notice tells of this month. BadSignature, Subscription.DoesNotExist."""
    subscription, language = links.to_confirm(token, lock=True)
    subscription.language = language
    if not subscription.confirmed_at:
        subscription.confirmed_at = timezone.now()
        subscription.told_month = str(Month.now().previous)
    subscription.save()
    return subscription


def leave(subscription: Subscription, all_of_address: bool) -> None:
    """Delete the wish with its address, or all of the same address."""
    mine = {"email": subscription.email} if all_of_address else {"pk": subscription.pk}
    Subscription.objects.filter(**mine).delete()
