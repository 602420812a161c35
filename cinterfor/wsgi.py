"""The WSGI application that gunicorn serves."""

import codecs
import os

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinterfor.settings")
portal = get_wsgi_application()


def application(environ, start_response):
    """The portal, for requests in UTF-8.

    Django reads the query in the charset that Content-Type names, before any middleware sees the
    request: with some charsets that fails, with others it lets NUL bytes through.
    """
    if _is_utf8(environ.get("CONTENT_TYPE", "")):
        return portal(environ, start_response)
    start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"UTF-8\n"]


def _is_utf8(content_type: str) -> bool:
    charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False
