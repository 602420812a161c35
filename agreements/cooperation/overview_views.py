"""The page of the overview of cooperation, and its tables as data."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from cinterfor.formats.registry import refusal
from cinterfor.formats.tabular import OFFERED, answer
from cinterfor.publishing.as_of import as_of
from cinterfor.publishing.listing import asked_format, cleaned, page_or_404
from cinterfor.publishing.titles import error_title, joined, page_in_words

from .overview import MEMBERS, PROVISIONS, Overview
from .provisions import ProvisionFilter

PER_PAGE = 50


@require_safe
def cooperation_overview(request):
    overview = _asked_for(request)
    context = {
        "overview": overview,
        "listing": overview,
        "filters": overview.filters,
        "formats": OFFERED.values(),
        "tables": {"members": MEMBERS, "provisions": PROVISIONS},
    }
    if not overview.filters.is_valid():
        context["title"] = error_title(_("Overview of cooperation"))
        return render(request, "agreements/cooperation_overview.html", context, status=400)
    page = page_or_404(overview.pairs, request, PER_PAGE)
    chips = (chip.value for chip in overview.filters.chips())
    context |= {"page": page, "title": joined([_("Overview of cooperation"), *chips, page_in_words(page)])}
    with as_of(overview.day):
        return render(request, "agreements/cooperation_overview.html", context)


@require_safe
def cooperation_table(request, table, extension):
    """One of the tables of the overview, whole."""
    overview = _asked_for(request)
    chosen = asked_format(request, extension, OFFERED)
    if not overview.filters.is_valid():
        return refusal(overview.filters.form.errors)
    found = overview.table(table)
    if found is None:
        raise Http404
    return answer(found, chosen, request.build_absolute_uri(overview.address))


def _asked_for(request) -> Overview:
    agreements = Agreement.objects.published()
    return Overview(ProvisionFilter(cleaned(request.GET), queryset=agreements, request=request))
