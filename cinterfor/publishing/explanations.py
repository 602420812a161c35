"""What the forms of the address book and of readers' reports are for; what all records share."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import Address, ProblemReport, Record


def tell() -> None:
    explain(
        Record,
        "",
        verified_on=_(
            "The day on which you last compared it with its sources. The list of work reminds of it."
        ),
    )
    explain(
        Address,
        _(
            "An address that a record has or had. It writes itself; you say why a record is gone, and what "
            "to read instead."
        ),
    )
    explain(
        ProblemReport,
        _(
            "What a reader wrote by “Report a problem with this page”. "
            "Correct the page, then mark it as dealt with."
        ),
        state=_("New ones stand in the list of work; those dealt with do not."),
        editor_note=_("What was done, such as “Corrected on 3 May”. Never shown to the public."),
    )
