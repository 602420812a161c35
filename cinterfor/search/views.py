"""The results page, its data, suggestions while typing, and the description of this search for browsers."""

from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

from cinterfor.formats.registry import FORMATS as LIST_FORMATS
from cinterfor.publishing.languages import Text, best
from cinterfor.publishing.registry import record_types

from .formats import FORMATS, file_name
from .forms import SearchForm
from .models import SearchEntry
from .results import MOST_LISTED, PER_PAGE, Results, search
from .suggestions import suggestions

#: Themes that are offered where nothing was found, and how many records of each are counted at most.
POPULAR, MOST_COUNTED = 8, 500


@require_safe
def results(request, extension=None):
    """The hits in all record types; as data where a format is asked for."""
    name = extension or request.GET.get("format")
    if name and name not in FORMATS:
        raise Http404(_("There is no such format."))
    try:
        found = search(request, MOST_LISTED if name and "page" not in request.GET else PER_PAGE)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return _too_slow(request, name)
        raise
    valid = found.form.is_valid()
    if name:
        response = FORMATS[name](request, found) if valid else _errors(found)
        if valid:
            disposition = "attachment" if LIST_FORMATS[name].attachment else "inline"
            response["Content-Disposition"] = file_name(found, name, disposition)
        response["X-Robots-Tag"] = "noindex"
        return response
    context = {"results": found, "text": found.text, "formats": LIST_FORMATS.values()}
    if valid and found.page is not None and not found.hits:
        context["popular"] = popular_themes()
    return render(request, "search/results.html", context, status=200 if valid else 400)


def _errors(found: Results):
    return JsonResponse({"errors": found.form.errors.get_json_data()}, status=400)


def _too_slow(request, name):
    """The query would have kept the database too long: said plainly, with what helps."""
    form = SearchForm(request.GET)
    if name:
        told = _("This search takes too long. Add a word or a filter.")
        return JsonResponse({"errors": {"q": [{"message": told, "code": "too_slow"}]}}, status=503)
    context = {"results": Results(form), "text": form.text, "too_slow": True}
    return render(request, "search/results.html", context, status=503)


def popular_themes() -> list[tuple[str, Text]]:
    """The concepts on which there is most: address and name of each."""
    concepts = [record_type.name for record_type in record_types() if record_type.is_concept]
    entries = SearchEntry.objects.public().filter(record_type__in=concepts)
    popular = entries.with_records_about(MOST_COUNTED).order_by("-records_about", "slug")[:POPULAR]
    return [
        (reverse(f"{entry.record_type}_detail", args=[entry.slug]), best(entry.titles)) for entry in popular
    ]


@require_safe
def suggest(request):
    """OpenSearch Suggestions 1.0: [words, [texts], [descriptions], [addresses]]; and their languages."""
    text = request.GET.get("q", "").strip()[:100]
    found = suggestions(text, get_language())
    labels = [capfirst(str(item.record_type.label)) for item in found]
    described = [
        f"{label} · {item.title}" if item.title else label for label, item in zip(labels, found, strict=True)
    ]
    addresses = [request.build_absolute_uri(item.path) for item in found]
    answer = [
        text,
        [item.text for item in found],
        described,
        addresses,
        {
            "languages": [item.language for item in found],
            "types": [item.record_type.name for item in found],
            "labels": labels,
            "titles": [item.title.value for item in found],
            "title_languages": [item.title.language for item in found],
        },
    ]
    response = JsonResponse(answer, safe=False, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/x-suggestions+json; charset=utf-8"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def description(request):
    """How a browser may search here (OpenSearch 1.1)."""
    return render(
        request, "search/opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8"
    )
