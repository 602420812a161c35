"""What can be had of the data, for persons and for machines, and the dumps themselves."""

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import formats_of
from cinterfor.publishing.profiles import in_menu_order
from cinterfor.publishing.registry import record_types
from knowledge.models import Page

from . import catalogue as catalogues
from .dumps import dumps, newest


@require_safe
def data(request):
    """The page that says what data can be had, how, and under which terms."""
    found = dumps()
    types = in_menu_order(record_types())
    context = {
        "title": _("Open data"),
        "dump": found[0] if found else None,
        "older": found[1:],
        "lists": [
            (
                record_type,
                record_type.model.objects.published().count(),
                list(formats_of(record_type).values()),
            )
            for record_type in types
        ],
        "terms": Page.objects.published().filter(slug="terms").first(),
        "about": Page.objects.published().filter(slug="about-the-data").first(),
        "today": timezone.localdate(),
        "facts": catalogues.in_schema_org(found[0] if found else None, request.build_absolute_uri),
    }
    return render(request, "data.html", context)


@require_safe
def catalogue(request):
    """The same as DCAT, in JSON-LD."""
    found = catalogues.in_dcat(newest(), request.build_absolute_uri)
    response = JsonResponse(
        found, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def dump(request, name=None):
    """A dump by its name, or the newest; with the checksum as its ETag."""
    found = next((dump for dump in dumps() if name in (None, dump.name)), None)
    if found is None:
        raise Http404
    try:
        file = found.path.open("rb")
    except FileNotFoundError as error:  # removed in between
        raise Http404 from error
    response = FileResponse(
        file, content_type="application/zip", as_attachment=True, filename=f"{found.name}.zip"
    )
    response["ETag"] = f'"{found.sha256}"'
    response["Last-Modified"] = http_date(found.moment.timestamp())
    response["Content-Encoding"] = "identity"  # a zip is compressed already
    response["X-Robots-Tag"] = "noindex"
    return response
