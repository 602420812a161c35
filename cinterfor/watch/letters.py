"""The mails about what is new, each in the language of its reader."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import links
from .models import KEPT, Subscription
from .news import News
from .telling import told


def to_confirm(subscription: Subscription, language: str) -> EmailMultiAlternatives:
    """“Do you want this?” Nothing that was typed stands in it: else the form would mail it to anybody."""
    with override(language):
        places = [str(one.title_text) for one in (subscription.country, subscription.theme) if one]
        context = {
            "link": links.confirming_link(subscription, language),
            "days": KEPT.days,
            "places": places,
        }
        return _mail(subscription, _("Confirm your notices by mail"), "confirm", context, language)


def monthly(subscription: Subscription, news: News) -> EmailMultiAlternatives:
    """What was new in the month, with the way out (RFC 8058)."""
    leave = links.leaving_link(subscription)
    with override(subscription.language):
        subject = _("What is new in the ILO/Cinterfor network, %(month)s")
        subject %= {"month": news.scope.month.in_words}
        context = told(news, settings.PORTAL_ADDRESS) | {"leave": leave}
        mail = _mail(subscription, subject, "monthly", context, subscription.language)
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail


def _mail(subscription, subject: str, template: str, context: dict, language: str) -> EmailMultiAlternatives:
    context |= {"language": language, "subject": " ".join(subject.split())}
    mail = EmailMultiAlternatives(
        context["subject"],
        render_to_string(f"watch/mail/{template}.txt", context),
        to=[subscription.email],
        reply_to=settings.REPORTS_EMAIL,
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"watch/mail/{template}.html", context), "text/html")
    return mail
