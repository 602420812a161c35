"""What the forms of former and unknown addresses are for."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.explaining import explain
from cinterfor.publishing.models import FormerAddress

from .models import UnknownAddress


def tell() -> None:
    explain(
        FormerAddress,
        _(
            "An address of the Centre’s former site, or any that is not found here, and the record, page or "
            "list to which it leads readers now. It works as soon as it is saved."
        ),
        path=_(
            "What came after the name of the site: /node/8135. You may also paste the whole address. "
            "Language, capitals and the last slash make no difference; /* at the end means all below it."
        ),
        host=_("Only where one name of the site had pages of its own. Empty, it holds for all names."),
    )
    explain(
        UnknownAddress,
        _(
            "An address that readers asked for and the portal does not have. Only the address, how often, "
            "when and from which site are noted, nothing of who asked. What programs try in search of holes "
            "is left out: hidden files, addresses ending as programs, archives or pictures do, places of "
            "other software such as /wp-admin, and whatever has an @. The least asked are forgotten after "
            "some months."
        ),
    )
