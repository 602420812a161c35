"""The page of coming ends and renewals, and the same set as data."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from cinterfor.formats.registry import attachment
from cinterfor.publishing.listing import cleaned, page_or_404
from cinterfor.publishing.titles import error_title, joined, page_in_words

from .coming import Expiry, coming, expiries
from .filters import ExpiryFilter
from .formats import FORMATS, Format

PER_PAGE = 50


@dataclass
class Expiries:
    """The ends and renewals that the address asks for."""

    filters: ExpiryFilter

    @property
    def records(self):
        return self.filters.qs

    @property
    def path(self) -> str:
        return reverse("expiries")

    @property
    def query(self) -> str:
        return self.filters.canonical_query()

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@require_safe
def expiries_page(request, extension=None):
    """What comes next, by month; as data where a format is asked for."""
    chosen = _format(request, extension)
    agreements = Agreement.objects.published()
    agreements = coming(agreements.with_all_data() if chosen else agreements.with_card_data())
    filters = ExpiryFilter(cleaned(request.GET), queryset=agreements, request=request)
    found = Expiries(filters)
    if chosen:
        return _data(request, found, chosen)
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


def _format(request, extension) -> Format | None:
    name = extension or request.GET.get("format")
    if name and name not in FORMATS:
        raise Http404(_("There is no such format."))
    return FORMATS.get(name)


def _data(request, found: Expiries, chosen: Format) -> HttpResponse:
    if not found.filters.is_valid():
        return JsonResponse({"errors": found.filters.form.errors.get_json_data()}, status=400)
    response = chosen.write(request, found)
    response["X-Robots-Tag"] = "noindex"
    disposition = "attachment" if chosen.is_saved else "inline"
    response["Content-Disposition"] = attachment("expiries", chosen.name, disposition)
    return response
