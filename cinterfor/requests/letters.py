"""The mails about requests, each in the language of its reader; never with a typed word in their heads.

A receipt repeats nothing that was typed: else the form would mail anybody's words to anybody. Nor does the
mail to the staff: what is personal stays in the queue, from where it can be deleted.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from cinterfor.desk.pages import admin_page

from .models import Letter, Request


def on_receipt(request: Request) -> list[Letter]:
    """The receipt for who asked, where there is an address, and the notice for the staff."""
    written = [receipt(request)] if request.email else []
    return [*written, notice(request)] if settings.REPORTS_EMAIL else written


def receipt(request: Request) -> Letter:
    with override(request.language):
        context = {"request": request, "months": settings.REQUESTS_KEPT_MONTHS}
        return Letter(
            request=request,
            subject=_("We have received your request %(number)s") % {"number": request.number},
            body=render_to_string("requests/mail/receipt.txt", context),
        )


def notice(request: Request) -> Letter:
    with override(settings.LANGUAGE_CODE):
        address = settings.PORTAL_ADDRESS + admin_page(Request, "change", request.pk)
        return Letter(
            request=request,
            to=Letter.To.STAFF,
            # Translators: the subject of a mail to the staff; the kind is such as “Technical assistance”.
            subject=_("New request %(number)s: %(kind)s")
            % {"number": request.number, "kind": request.get_kind_display()},
            body=render_to_string("requests/mail/notice.txt", {"request": request, "address": address}),
        )


def draft(request: Request, status: str = "") -> str:
    """What an editor begins with to tell who asked of a step, or to answer; in the language of who asked."""
    with override(request.language):
        helper = request.partner or request.institution
        context = {"request": request, "status": status, "helper": helper.label.value if helper else ""}
        return render_to_string("requests/mail/answer.txt", context).strip() + "\n"


def answer(request: Request, text: str) -> Letter:
    """A letter to who asked, as an editor has written it."""
    with override(request.language):
        subject = _("Your request %(number)s to ILO/Cinterfor") % {"number": request.number}
    return Letter(request=request, subject=subject, body=text)
