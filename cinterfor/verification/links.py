"""The signed links that stand in mails: to answer a question, and to be asked no more."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import FocalPoint, Verification

SALT, LEAVING = "cinterfor.verification", "cinterfor.verification.leaving"
LASTS = datetime.timedelta(days=60)


class Closed(Exception):
    """A link that leads nowhere: why, in the reader's language, and the status of the answer."""

    def __init__(self, told: str, status: int):
        super().__init__(told)
        self.told, self.status = told, status


def token_of(asked: Verification) -> str:
    """Made anew with each mail, so that a reminder can be answered as long as the first mail."""
    return signing.dumps(asked.pk, salt=SALT)


def leaving_token(point: FocalPoint) -> str:
    """Never expires: who once got a mail can always get out."""
    return signing.dumps(point.pk, salt=LEAVING)


def address(name: str, token: str, language: str) -> str:
    """A whole address, as mails need it."""
    with override(language):
        return settings.PORTAL_ADDRESS + reverse(name, args=[token])


def read(token: str, to_answer: bool = False) -> Verification:
    """The question that a link leads to; locked where it is about to be answered. Closed."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as error:
        told = _("This link has expired: it could be used for 60 days. The next mail will bring a new one.")
        raise Closed(told, 410) from error
    except signing.BadSignature as error:
        told = _("This link is not complete. Copy all of it from the e-mail, or click it there.")
        raise Closed(told, 404) from error
    questions = Verification.objects.select_for_update(of=("self",)) if to_answer else Verification.objects
    asked = questions.filter(pk=key).first()
    if asked is None or asked.state == Verification.State.CLOSED:
        raise Closed(_("This link was withdrawn. You need not do anything."), 410)
    if asked.state != Verification.State.ASKED:
        day = date_format(localdate(asked.answered_at))
        told = _("This question was answered on %(day)s, and each link can be used once. Thank you.")
        raise Closed(told % {"day": day}, 410)
    if not asked.institution.is_public:
        raise Closed(_("The page that this link asks about is not public at present."), 410)
    return asked


def read_leaving(token: str) -> FocalPoint:
    """Who wants to be asked no more. Closed."""
    try:
        return FocalPoint.objects.get(pk=signing.loads(token, salt=LEAVING))
    except (signing.BadSignature, FocalPoint.DoesNotExist) as error:
        told = _("This link is not complete. Copy all of it from the e-mail, or click it there.")
        raise Closed(told, 404) from error
