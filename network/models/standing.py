"""What an institution is to the network."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """What an institution is to the network on a day, computed from its memberships."""

    MEMBER = "member", _("Member")
    #: On a day before today only.
    UNDATED = "undated", _("Membership on that day not documented")
    FORMER = "former", _("Former member")
    UNCONFIRMED = "unconfirmed", _("Membership unconfirmed")
    PARTNER = "partner", _("Partner organization")
    CENTRE = "centre", _("The Centre")
    LATER = "later", _("Not yet part of the network")


#: Those with whom the network's institutions work.
OUTSIDE = [Standing.PARTNER, Standing.CENTRE]
#: Those that are no part of the network's numbers on a day: listed apart, or not yet there.
NOT_COUNTED = [Standing.UNDATED, Standing.LATER]
