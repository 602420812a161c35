"""The pages of those who can help and of matches, and the same as data."""

from dataclasses import dataclass

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.tabular import OFFERED, answer
from cinterfor.publishing.listing import Filtered, asked_format, cleaned, page_or_404
from cinterfor.publishing.titles import error_title, joined, page_in_words
from network.models import Institution

from . import data
from .directory import Directory
from .filters import ExpertiseFilter, MatchFilter
from .matches import Matches
from .overview import Overview


@require_safe
def expertise(request, extension=None):
    """All themes; of one theme who can help with it, or seeks help, as data where a format is asked for."""
    filters = ExpertiseFilter(cleaned(request.GET), queryset=Institution.objects.published(), request=request)
    is_valid, chosen = filters.is_valid(), asked_format(request, extension, OFFERED)
    directory = Directory(filters) if is_valid and filters.chosen else None
    if chosen and directory is None:
        return _refused(filters)
    if chosen:
        absolute = request.build_absolute_uri
        return answer(data.of_directory(directory, absolute), chosen, absolute(directory.address))
    context = {"filters": filters, "listing": directory, "formats": OFFERED.values()}
    if not is_valid:
        context["title"] = error_title(_("Who can help"))
        return render(request, "agreements/expertise.html", context, status=400)
    if directory is None:
        context |= {"title": _("Who can help"), "overview": Overview(filters.qs, filters.whose)}
        return render(request, "agreements/expertise.html", context)
    page = page_or_404(directory, request)
    context |= {"page": page, "title": _title(_("Who can help"), filters, page)}
    return render(request, "agreements/expertise.html", context)


@require_safe
def matches(request, extension=None):
    """Who seeks what others offer; as data where a format is asked for."""
    filters = MatchFilter(cleaned(request.GET), queryset=Institution.objects.none(), request=request)
    is_valid, chosen = filters.is_valid(), asked_format(request, extension, OFFERED)
    found = Matches(**filters.form.cleaned_data) if is_valid else None
    listing = _Listing(filters)
    if chosen and not is_valid:
        return _refused(filters)
    if chosen:
        return answer(data.of_matches(found), chosen, request.build_absolute_uri(listing.address))
    page = page_or_404(found, request) if is_valid else None
    context = {"filters": filters, "listing": listing, "formats": OFFERED.values(), "page": page}
    context["title"] = _title(_("Matches"), filters, page) if is_valid else error_title(_("Matches"))
    return render(request, "agreements/matches.html", context, status=200 if is_valid else 400)


@dataclass
class _Listing(Filtered):
    """Matches under the address of their page."""

    page_name = "matches"
    filters: MatchFilter


def _title(name: str, filters, page) -> str:
    values = (chip.value for chip in filters.chips())
    return joined([name, *values, number_format(page.paginator.count), page_in_words(page)])


def _refused(filters) -> JsonResponse:
    errors = filters.form.errors.get_json_data() or {"theme": [{"message": _("Choose a theme.")}]}
    return JsonResponse({"errors": errors}, status=400)
