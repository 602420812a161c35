"""The mails to focal points, each in the language of its reader."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import links
from .models import Verification


def request_for(asked: Verification) -> EmailMultiAlternatives:
    """“Is this still correct?”, or the reminder of it."""
    point = asked.focal_point
    leave = links.address("verification_leave", links.leaving_token(point), point.language)
    with override(point.language):
        name = asked.institution.label.value
        if asked.mails > 1:
            subject = _("Reminder: is what the portal says of %(institution)s still correct?")
        else:
            subject = _("Is what the portal says of %(institution)s still correct?")
        context = {
            "point": point,
            "institution": name,
            "link": links.address("verification", links.token_of(asked), point.language),
            "days": links.LASTS.days,
            "leave": leave,
            "is_reminder": asked.mails > 1,
        }
        mail = _mail(point, subject % {"institution": name}, "request", context)
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail


def decision_on(asked: Verification, taken: list[str], left: list[str]) -> EmailMultiAlternatives:
    """What became of a proposal."""
    point = asked.focal_point
    with override(point.language):
        name = asked.institution.label.value
        context = {
            "point": point,
            "institution": name,
            "taken": taken,
            "left": left,
            "reply": asked.reply,
            "is_rejected": asked.state == Verification.State.REJECTED,
            "page": settings.PORTAL_ADDRESS + asked.institution.get_absolute_url(),
        }
        subject = _("Your proposal for %(institution)s") % {"institution": name}
        return _mail(point, subject, "decision", context)


def _mail(point, subject: str, template: str, context: dict) -> EmailMultiAlternatives:
    context |= {"language": point.language, "subject": " ".join(subject.split())}
    mail = EmailMultiAlternatives(
        context["subject"],
        render_to_string(f"verification/mail/{template}.txt", context),
        to=[point.email],
        reply_to=settings.REPORTS_EMAIL,
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"verification/mail/{template}.html", context), "text/html")
    return mail
