"""What the portal answers where it has found nothing: moved, gone, or not known, with what may be meant."""

from django.http import HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path

from cinterfor.publishing.former import normal_path
from cinterfor.publishing.moved import gone_record, new_address

from .hosts import as_page, known_page
from .leading import lead
from .unknown import host_of, nearest, note


def moved_or_gone(request):
    """The answer for an address that once led, or now leads, elsewhere; None for others."""
    query = request.META.get("QUERY_STRING", "")
    if found := new_address(request.path_info):
        return _moved(found, query)
    if gone := gone_record(request.path_info):
        return _gone(request, gone)
    if _is_looked_up(request, query) and (found := lead(_host(request), request.path_info, query)):
        return _gone(request, found.gone) if found.gone else _moved(found.path)
    with_prefix = not request.resolver_match and get_language_from_path(request.path_info)
    if with_prefix and (found := as_page(request.path_info)):
        return _moved(found, query)
    return None


def unknown(request, response):
    """The page that says that there is none, with what its words find; other answers as they are."""
    from cinterfor.views import error_page

    path = request.path_info
    if request.resolver_match and not _is_detail(request):
        return response
    if not get_language_from_path(path) and as_page(path):
        return response  # it will be redirected into a language
    note(request, _host(request))
    return error_page(request, 404, **nearest(normal_path(path)))


def _is_looked_up(request, query: str) -> bool:
    """Not what is a page, or will be one in a language."""
    if request.resolver_match:
        return _is_detail(request)
    path = request.path_info
    if normal_path(path, query) != normal_path(path):
        return True
    page = None if get_language_from_path(path) else as_page(path)
    return not (page and known_page(page))


def _is_detail(request) -> bool:
    return "_detail" in (request.resolver_match.url_name or "")


def _host(request) -> str:
    return getattr(request, "asked_host", "") or host_of(request)


def _moved(target: str, query: str = ""):
    moved = HttpResponsePermanentRedirect(target + (f"?{query}" if query else ""))
    # A browser that kept it for good would run in circles when a record takes its old address again.
    patch_cache_control(moved, public=True, max_age=0, must_revalidate=True)
    return moved


def _gone(request, gone):
    from cinterfor.views import error_page

    return error_page(request, 410, gone=gone)
