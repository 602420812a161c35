"""The page of the cooperation graph, and the graph as data."""

from django.core.cache import cache
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.publishing.as_of import as_of
from cinterfor.publishing.titles import error_title, joined

from .exports import EXPORTS, respond
from .forms import CooperationForm
from .picture import graph_of
from .scope import Scope
from .table import Table


@require_safe
def cooperation(request, extension=None):
    """Who cooperates with whom, for the country, theme, modality, year or day of the address."""
    form = CooperationForm(request.GET)
    is_valid = form.is_valid()
    if extension:
        return _as_data(request, form, extension)
    if not is_valid:
        context = {"form": form, "title": error_title(_("Cooperation")), "exports": EXPORTS.values()}
        return render(request, "agreements/cooperation/page.html", context, status=400)
    with as_of(form.scope.on):
        return render(request, "agreements/cooperation/page.html", _context(request, form, form.scope))


def _context(request, form: CooperationForm, scope: Scope) -> dict:
    table = Table(scope, form.cleaned_data["sort"])
    return {
        "form": form,
        "title": joined([_("Cooperation"), *(words for words, _query in form.parts)]),
        "scope": scope,
        "table": table,
        "page": table.page(request),
        "figure": _figure(scope) if scope.rows else "",
        "exports": EXPORTS.values(),
    }


def _figure(scope) -> str:
    """The drawing with its legend, made once for each state of the records and of the layout."""
    graph = graph_of(scope)
    return cache.get_or_set(
        f"cooperation:figure:{get_language()}:{graph.edition}",
        lambda: render_to_string("agreements/cooperation/_figure.html", {"picture": graph}),
    )


def _as_data(request, form, extension):
    if extension not in EXPORTS:
        raise Http404(_("There is no such format."))
    if form.errors:
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    return respond(EXPORTS[extension], graph_of(form.scope), request)
