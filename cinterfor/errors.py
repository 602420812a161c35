"""Error pages in the reader's language that help to go on."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation


def _page(request, status):
    return render(request, f"{status}.html", status=status)


def bad_request(request, exception=None):
    """Also a form with more text than the portal reads at all, of which no field can be shown again."""
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request, exception=None):
    return _page(request, 403)


def not_found(request, exception=None):
    return _page(request, 404)


def server_error(request):
    """Without database, context processors or anything else that may be what failed."""
    language = translation.get_language_from_path(request.path_info) or translation.get_language_from_request(
        request
    )
    with translation.override(language):
        return HttpResponse(render_to_string("500.html", {"language": language}), status=500)
