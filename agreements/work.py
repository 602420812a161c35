"""What agreements ask of editors."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy

from cinterfor.desk.work import Work
from cinterfor.publishing.dates import today

from .expiries.coming import Kind, coming
from .models import Agreement

LABELS = {
    7: gettext_lazy("Agreements that end within 7 days"),
    30: gettext_lazy("Agreements that end within 30 days"),
    90: gettext_lazy("Agreements that end within 90 days"),
}


def expiring(days: int) -> Work:
    """Public agreements in force that end soon, by their term or early; what renews itself does not."""

    def about(model, user):
        if model is not Agreement:
            return None
        last = today() + datetime.timedelta(days=days)
        ending = coming(Agreement.objects.published()).exclude(expiry_kind=Kind.RENEWS)
        return Q(pk__in=ending.filter(expiry_day__lte=last).values("pk"))

    return Work(f"ends-{days}", LABELS[days], about)
