"""The page on which countries or institutions stand side by side, and the same as data."""

import csv
import io

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import FORMATS, attachment
from cinterfor.formats.tables import BOM, safe
from cinterfor.publishing.titles import error_title, joined

from .forms import FEWEST, MOST, CompareForm
from .table import Table


@require_safe
def compare(request, extension=None):
    """With two records or more their comparison; with none or one the form, in which that one is chosen."""
    form = CompareForm(request.GET)
    is_valid = form.is_valid()
    records = form.records if is_valid else []
    table = Table(form.comparison, records) if len(records) >= FEWEST else None
    if extension:
        return _as_data(form, table, extension)
    title = joined([_("Compare"), *(record.title_text for record in records)])
    context = {
        "form": form,
        "table": table,
        "chosen": records,
        "most": MOST,
        "title": title if is_valid else error_title(_("Compare")),
        "formats": [FORMATS["csv"]],
    }
    return render(request, "compare/compare.html", context, status=200 if is_valid else 400)


def _as_data(form, table, extension):
    if extension != "csv":
        raise Http404(_("There is no such format."))
    if table is None:
        errors = form.errors.get_json_data() or {"__all__": [{"message": _("Choose at least two.")}]}
        return JsonResponse({"errors": errors}, status=400)
    text = io.StringIO()
    csv.writer(text).writerows([safe(cell) for cell in row] for row in table.as_rows())
    response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = attachment("comparison", extension)
    response["X-Robots-Tag"] = "noindex"
    return response
