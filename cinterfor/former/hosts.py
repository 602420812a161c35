"""The portal's one name: whoever asks for it by another is told, in one hop, where the page is."""

import logging

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, get_language_from_path, get_language_from_request, override

from cinterfor.publishing.moved import in_other_words, new_address

from .leading import lead
from .unknown import host_of, note

logger = logging.getLogger(__name__)

#: What monitors ask, by whatever name they know this process.
HEALTH = {"/healthz", "/readyz"}


def canonical_host(get_response):
    """Redirect the hosts that only lead here (301); let pages name the portal by its one name."""

    def middleware(request):
        if request.path_info in HEALTH:
            return get_response(request)
        try:
            host = host_of(request)
        except DisallowedHost:
            return get_response(request)  # refused further in, with a page
        if host in settings.REDIRECT_HOSTS:
            return _to_canonical(request, host)
        # Who sends a form is asked for the host it came from.
        if settings.CANONICAL_HOST and request.method in ("GET", "HEAD"):
            request.asked_host = host
            request.META["HTTP_HOST"] = settings.CANONICAL_HOST
        return get_response(request)

    return middleware


def _to_canonical(request, host: str):
    with override(get_language_from_request(request, check_path=True)):
        try:
            found = final_address(request, host)
        except DatabaseError:
            logger.warning("An address could not be looked up.", exc_info=True)
            found = _same(request)
    keeps = request.method not in ("GET", "HEAD")
    moved = HttpResponsePermanentRedirect(settings.PORTAL_ADDRESS + found, preserve_request=keeps)
    patch_cache_control(moved, public=True, max_age=0, must_revalidate=True)
    if not get_language_from_path(request.path_info):
        patch_vary_headers(moved, ["Accept-Language"])
    return moved


def final_address(request, host: str) -> str:
    """Path and query at which the portal itself would answer, in the active language."""
    from cinterfor.middleware import is_malformed

    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if is_malformed(request):
        return "/"
    behind = f"?{query}" if query else ""
    is_first_page = path in ("/", f"/{get_language()}/")
    if known_page(path) and not is_first_page:
        return _same(request)
    if found := lead(host, path, query):
        return found.path or _same(request)
    page = path if is_address(path) else as_page(path)
    if page:
        return escape_uri_path(new_address(page) or page) + behind
    note(request, host)
    return _same(request)


def _same(request) -> str:
    query = request.META.get("QUERY_STRING", "")
    # A second slash at the beginning would name another host to a careless client.
    path = escape_uri_path("/" + request.path_info.lstrip("/\\"))
    return path + (f"?{query}" if query else "")


def is_address(path: str) -> bool:
    """Whether the path has the form of an address of the portal in the active language."""
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


def known_page(path: str) -> bool:
    """Whether it is that of a page or file of code, which needs no look at the table."""
    return is_address(path) and "_detail" not in (resolve(path).url_name or "")


def as_page(path: str) -> str | None:
    """The page that is meant by a path without language, in words of another, or without its last slash."""
    prefix, language = get_language_from_path(path), get_language()
    rest = path if not prefix else "/" + path.lstrip("/").partition("/")[2]
    with_words = (f"/{language}{rest}", f"/{language}{rest.rstrip('/')}/")
    return next(filter(is_address, with_words), None) or in_other_words(path)
