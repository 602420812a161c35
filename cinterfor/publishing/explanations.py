"""What the form of the address book is for; what all records share."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain

from .models import Address, Record


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
