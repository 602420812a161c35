"""The network in pictures, and each picture by itself: as a page, and to take away."""

import csv
import io

from csp.decorators import csp_update
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cinterfor.formats.registry import attachment
from cinterfor.formats.tables import BOM, safe
from cinterfor.publishing.as_of import as_of

from .raster import png_of
from .registry import get_picture_type, picture_types
from .sheets import sheet_of

#: Twice as wide as the sheet says: sharp in print and on fine screens.
ZOOM = 2


@require_safe
def figures(request):
    pictures = [found.drawn({}) for found in picture_types() if found.shown]
    return render(request, "pictures/figures.html", {"pictures": pictures})


@require_safe
def picture(request, name):
    drawn = _drawn(request, name)
    with as_of(drawn.day):
        return render(request, "pictures/picture_page.html", {"picture": drawn})


@require_safe
@csp_update({"style-src": ["'unsafe-inline'"]})  # a drawing carries its style with it
def picture_data(request, name, extension):
    writers = {"svg": _as_svg, "png": _as_png, "csv": _as_csv}
    if extension not in writers:
        raise Http404
    drawn = _drawn(request, name)
    response = writers[extension](drawn, request.build_absolute_uri(drawn.path))
    if extension != "svg":
        response["Content-Disposition"] = attachment(name, extension)
    response["X-Robots-Tag"] = "noindex"
    return response


def _drawn(request, name):
    picture_type = get_picture_type(name)
    if picture_type is None:
        raise Http404
    try:
        return picture_type.drawn(request.GET)
    except ValidationError as error:
        raise BadRequest from error


def _as_svg(drawn, address):
    return HttpResponse(sheet_of(drawn, address), content_type="image/svg+xml; charset=utf-8")


def _as_png(drawn, address):
    return HttpResponse(png_of(sheet_of(drawn, address), ZOOM), content_type="image/png")


def _as_csv(drawn, address):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(drawn.headings)
    writer.writerows([safe(str(cell.text)) for cell in row] for row in drawn.rows)
    return HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
