"""What links ask of editors."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cinterfor.desk.work import Work

from .models import Link


def _with_broken_links(model, user) -> Q:
    broken = Link.objects.broken().filter(record_type=model.record_type().name)
    return Q(pk__in=broken.values("record_id"))


BROKEN_LINKS = Work("broken-links", _("With broken links"), _with_broken_links)
