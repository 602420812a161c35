"""Sharing images as PNG, outside the language prefixes: what other sites show of a page."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.registry import get_type

from .raster import png_of
from .sharing import image_of, shared_page
from .sharing_sheet import svg_of

FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def record_image(request, language, type_name, slug):
    """A public record's image; a draft's is nobody's."""
    record_type = get_type(type_name)
    if language not in LANGUAGES or record_type is None:
        raise Http404
    with translation.override(language):
        image = image_of(get_object_or_404(record_type.public_in_full(), slug=slug))
        return _as_png(request, image, image.version)


@require_safe
def page_image(request, language, name):
    """The image of a page or a list; of a picture as the pages name it, `figures/name`."""
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language):
        page = shared_page(name)
        if page is None:
            raise Http404
        return _as_png(request, page.compose(), page.version)


def picture_image(request, language, name):
    return page_image(request, language, f"figures/{name}")


def _as_png(request, image, version):
    response = HttpResponse(png_of(svg_of(image)), content_type="image/png")
    response["Content-Language"] = translation.get_language()
    response["Content-Encoding"] = "identity"  # a PNG is compressed already
    if request.GET.get("v") == version:
        response["Cache-Control"] = FOR_GOOD
    return response
