"""What unknown addresses ask of editors."""

from django.utils.translation import gettext_lazy as _

from cinterfor.desk.work import Listed

from .models import UnknownAddress

OFTEN_ASKED = Listed(
    "unknown-addresses",
    _("Asked for often, and leading nowhere"),
    UnknownAddress,
    UnknownAddress.objects.often_asked,
    "state=often",
)
