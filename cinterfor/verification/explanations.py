"""What the form of focal points is for, and what goes into its fields."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import FocalPoint


def tell() -> None:
    explain(
        FocalPoint,
        _("A person who answers once a year for what the portal says of an institution. Never public."),
        institution=_("The institution that the person answers for: type its acronym or name."),
        name=_("As the person is to be addressed in mails: Ana Silva."),
        email=_("Where the yearly question is sent: ana.silva@example.org."),
        note=_("What colleagues should know, such as “On leave until May”. Never shown to the public."),
    )
