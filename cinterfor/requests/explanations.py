"""What the queue of requests is for, and what goes into the fields of the staff."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import Request


def tell() -> None:
    explain(
        Request,
        _("What somebody asks of the Centre. Personal data: only this queue shows it, and it is deleted."),
        assignee=_("Who answers. Requests of nobody stand first in the queue."),
        organisation=_("The institution in this portal, where it has a page: type its acronym or name."),
        country=_("The country of who asks; it stays for the figures."),
        theme=_("What it is about, such as “Quality assurance”; it stays for the figures."),
        institution=_("The one that was named in the form."),
        partner=_("The one that has the experience and is ready to share it."),
    )
