"""What quality asks of editors."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.work import Work

from .models import Quality


def _poor(model, user) -> Q:
    return Q(pk__in=Quality.objects.own(model.record_type()).poor().values("record_id"))


POOR = Work("poor", _("Quality under 50"), _poor)
