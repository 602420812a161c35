"""Pages that belong to no single app: home, reports, and what machines ask of a site."""

import mimetypes

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cinterfor.home import home_context
from cinterfor.images.showing import is_previewed, is_public, may_see
from cinterfor.publishing.models import Address
from cinterfor.publishing.moved import slug_now
from cinterfor.publishing.registry import get_type


@require_safe
def home(request):
    return render(request, "home.html", home_context())


@require_safe
def permalink(request, type_name, slug):
    """The address that citations quote: on to the record in the reader's language (303)."""
    record_type = get_type(type_name)
    known = Address.objects.once_public().filter(record_type=type_name, slug=slug)
    if record_type is None or not known.exists():
        raise Http404
    with translation.override(translation.get_language_from_request(request)):
        response = redirect(reverse(f"{type_name}_detail", args=[slug_now(record_type, slug)]))
    response.status_code = 303
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def upload(request, path):
    """A file that a published record shows; else it is for staff and for who has a preview's link."""
    public = is_public(path)
    allowed = public or is_previewed(request.GET.get("preview", ""), path) or may_see(request.user, path)
    if not allowed or not default_storage.exists(path):
        raise Http404
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    inline = media_type.startswith("image/") or media_type == "application/pdf"
    if settings.SENDFILE_PREFIX:
        response = HttpResponse(content_type=media_type)
        response["X-Accel-Redirect"] = f"{settings.SENDFILE_PREFIX}/{path}"
    else:
        response = FileResponse(default_storage.open(path), content_type=media_type)
    name = path.rpartition("/")[2]
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable" if public else "private, no-store"
    response["Content-Encoding"] = "identity"  # pictures and PDF are compressed already
    return response


@require_safe
@never_cache
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """The process can serve pages: the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    return error_page(request, 403)


def error_page(request, status, **context):
    return render(request, f"{status}.html", context, status=status)
