"""The signed links that stand in mails: to confirm a notice, and to leave it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from .models import KEPT, Subscription

CONFIRMING, LEAVING = "cinterfor.watch.confirming", "cinterfor.watch.leaving"


def confirming_link(subscription: Subscription, language: str) -> str:
    """The language is that of the last form: who has no access to the mail changes nothing by it."""
    token = signing.dumps([subscription.pk, language], salt=CONFIRMING)
    return _whole("notices_confirm", token, language)


def leaving_link(subscription: Subscription) -> str:
    """Never expires: who once got a mail can always get out."""
    return _whole("notices_leave", signing.dumps(subscription.pk, salt=LEAVING), subscription.language)


def _whole(name: str, token: str, language: str) -> str:
    with override(language):
        return settings.PORTAL_ADDRESS + reverse(name, args=[token])


def to_confirm(token: str, lock: bool = False) -> tuple[Subscription, str]:
    """What the link confirms, and in which language. BadSignature, Subscription.DoesNotExist."""
    key, language = signing.loads(token, salt=CONFIRMING, max_age=KEPT)
    found = Subscription.objects.select_for_update() if lock else Subscription.objects
    return found.get(pk=key), language


def to_leave(token: str) -> Subscription | None:
    """Whose link it is; None where that row is gone already. BadSignature."""
    return Subscription.objects.filter(pk=signing.loads(token, salt=LEAVING)).first()
