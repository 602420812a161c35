"""What agreements ask of editors."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from cinterfor.desk.work import Work

from .models import Agreement

LABELS = {
    7: gettext_lazy("Agreements that end within 7 days"),
    30: gettext_lazy("Agreements that end within 30 days"),
    90: gettext_lazy("Agreements that end within 90 days"),
}


def expiring(days: int) -> Work:
    """Public agreements in force whose term ends soon."""

    def about(model, user):
        if model is not Agreement:
            return None
        return Q(pk__in=Agreement.objects.published().expiring(days).values("pk"))

    return Work(f"ends-{days}", LABELS[days], about)
