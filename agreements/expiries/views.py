"""The page of coming ends and renewals, and the same set as data."""

from dataclasses import dataclass
from itertools import groupby

from django.shortcuts import render
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from cinterfor.publishing.listing import Filtered, asked_format, cleaned, page_or_404
from cinterfor.publishing.titles import error_title, joined, page_in_words

from .coming import Expiry, coming, expiries
from .filters import ExpiryFilter
from .formats import FORMATS

PER_PAGE = 50


@dataclass
class Expiries(Filtered):
    """The ends and renewals that the address asks for."""

    page_name = "expiries"
    filters: ExpiryFilter

    @property
    def records(self):
        return self.filters.qs


@require_safe
def expiries_page(request, extension=None):
    """What comes next, by month; as data where a format is asked for."""
    chosen = asked_format(request, extension, FORMATS)
    agreements = Agreement.objects.published()
    agreements = coming(agreements.with_all_data() if chosen else agreements.with_card_data())
    filters = ExpiryFilter(cleaned(request.GET), queryset=agreements, request=request)
    found = Expiries(filters)
    if chosen:
        return chosen.respond(request, found, "expiries")
    context = {"listing": found, "filters": filters, "formats": FORMATS.values()}
    if not filters.is_valid():
        context["title"] = error_title(_("Coming ends and renewals"))
        return render(request, "agreements/expiries.html", context, status=400)
    page = page_or_404(found.records, request, PER_PAGE)
    count = number_format(page.paginator.count)
    chips = [chip.value for chip in filters.chips()]
    context["page"] = page
    context["title"] = joined([_("Coming ends and renewals"), count, *chips, page_in_words(page)])
    context["groups"] = _groups(list(expiries(page.object_list)), filters.order)
    return render(request, "agreements/expiries.html", context)


def _groups(found: list[Expiry], order: str) -> list[tuple[str, list[Expiry]]]:
    """By month, where they stand in the order of their days; else all without a heading."""
    if not order.endswith("date"):
        return [("", found)] if found else []
    months = groupby(found, key=lambda expiry: expiry.day.replace(day=1))
    return [(capfirst(date_format(month, "YEAR_MONTH_FORMAT")), list(items)) for month, items in months]
