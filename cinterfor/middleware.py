"""What happens to every request: refusing malformed ones, finding moved addresses, caching."""

from urllib.parse import unquote_to_bytes

from django.http import QueryDict
from django.utils.cache import patch_cache_control, patch_vary_headers

from cinterfor.former.answers import moved_or_gone, unknown


def is_malformed(request) -> bool:
    """Whether path or query hold a NUL or are not UTF-8: PostgreSQL would refuse them."""
    # Django has read the path, and left as %F3 what is no UTF-8 in it.
    path = unquote_to_bytes(request.path_info.encode("utf-8", "replace"))
    # WSGI hands over bytes as characters of Latin-1.
    query = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
    if any(b"\x00" in raw or not _is_utf8(raw) for raw in (path, query)):
        return True
    return "\ufffd" in request.path_info


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def well_formed_requests(get_response):
    """Refuse NUL bytes and bad encodings in one place (400), so that no view meets them."""

    def middleware(request):
        if is_malformed(request):
            from cinterfor.views import error_page

            # The page that explains must not trip over the same query.
            request.META["QUERY_STRING"], request.GET = "", QueryDict("")
            return error_page(request, 400)
        return get_response(request)

    return middleware


def known_addresses(get_response):
    """Where an address is not found, say where its page went: moved (301), gone (410), or not known."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return moved_or_gone(request) or unknown(request, response)

    return middleware


def public_caching(get_response):
    """Let caches keep public pages, asking each time whether they changed; the admin is nobody's to keep."""

    def middleware(request):
        response = get_response(request)
        read = request.method in ("GET", "HEAD") and response.status_code == 200
        public = read and not response.cookies and "/admin/" not in request.path_info
        if public:
            patch_vary_headers(response, ["Accept-Encoding"])
        if public and not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True, stale_if_error=86400)
        return response

    return middleware
