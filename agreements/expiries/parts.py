"""The part “Coming ends and renewals” of the pages of countries, institutions and themes."""

from collections.abc import Callable

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.models import Agreement
from cinterfor.publishing.as_of import day_asked
from cinterfor.publishing.profiles import Part, register_part

from .coming import coming, expiries
from .filters import ExpiryFilter
from .formats import FORMATS

MOST = 4


def register_parts() -> None:
    """Behind the agreements, where there is something to tell."""
    for name, key in (("country", "code"), ("institution", "slug"), ("theme", "slug")):
        register_part(name, "agreements", _maker(name, key), is_of_today=True)


def _maker(name: str, key: str) -> Callable:
    def make(record):
        if day_asked():  # what comes is told from today on
            return None
        filters = ExpiryFilter({name: getattr(record, key)})
        agreements = coming(Agreement.objects.published().with_card_data())
        narrowed = getattr(filters, f"filter_{name}")(agreements, name, record)
        first = narrowed.order_by("expiry_day", "-pk").annotate(total=Window(Count("*")))[:MOST]
        found = list(expiries(first))
        if not found:
            return None
        total = found[0].agreement.total
        part = Part("expiries", _("Coming ends and renewals"), "agreements/_coming.html", total, "agreement")
        query = urlencode({name: getattr(record, key)})
        shown = {
            "coming": found,
            "coming_query": query,
            "coming_path": reverse("expiries").rstrip("/"),
            "coming_formats": [FORMATS["atom"], FORMATS["ics"]],
        }
        return part, shown

    return make
