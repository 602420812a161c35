"""Ask one address of the web whether it answers, and read the answer no further than its head."""

from http import HTTPStatus
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests import exceptions
from urllib3.exceptions import HTTPError, NameResolutionError, ProtocolError

from cinterfor.version import portal_version

from .connections import TIMEOUT, NotPublic, PublicHostsAdapter
from .models import Fault

REDIRECTS = 5
PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
#: What servers say to programs where a browser is let in (999 is LinkedIn's).
CLOSED = (401, 403, 429, 451, 999)


class Answer(NamedTuple):
    """What an address said: the HTTP status, if any; the fault, if any; its new address, if it has one."""

    status: int | None = None
    fault: str = ""
    moved_to: str = ""


def new_session() -> requests.Session:
    """A session that keeps no cookie, uses no proxy and no password of this machine, and says who asks."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(_NoCookies())
    session.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "identity", "Connection": "close"})
    for scheme in ("http://", "https://"):
        session.mount(scheme, PublicHostsAdapter())
    return session


class _NoCookies(requests.cookies.cookielib.DefaultCookiePolicy):
    def set_ok(self, cookie, request):
        return False


def user_agent() -> str:
    """The checker's name, with the portal's address for whoever reads it in a server's log."""
    hosts = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    portal = f"http{'s' if settings.HTTPS else ''}://{hosts[0]}/" if hosts else "no address"
    return f"cinterfor-portal/{portal_version()} (link check; +{portal})"


def ask(session: requests.Session, url: str, turn) -> Answer:
    """Follow the address to its end. `turn(host)` is a context in which the host may be asked once."""
    moved, permanent, seen = "", True, url
    for _hop in range(REDIRECTS + 1):
        try:
            response = _head_or_get(session, seen, turn)
        except (exceptions.RequestException, HTTPError, NotPublic, ValueError, OSError) as error:
            return Answer(None, fault_of(error))
        target = session.get_redirect_target(response)
        if not target:
            fault = fault_of_status(response.status_code)
            return Answer(response.status_code, fault, "" if fault else _storable(moved))
        seen = urljoin(seen, target)
        permanent = permanent and response.status_code in PERMANENT
        moved = seen if permanent else moved
    return Answer(response.status_code, Fault.REDIRECTS)


def _head_or_get(session, url, turn) -> requests.Response:
    """HEAD; and GET where that fails, for many servers answer only what browsers ask. Bodies stay unread."""
    response = None
    for method in ("HEAD", "GET"):
        with turn(urlsplit(url).hostname or ""):
            response = session.request(method, url, timeout=TIMEOUT, stream=True, allow_redirects=False)
            response.close()
            session.close()  # a connection serves one request, so that its time is its own
        if response.status_code < 400 or response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            break
    return response


def _storable(url: str) -> str:
    return url if len(url.encode()) <= 2000 and url.startswith(("http://", "https://")) else ""


def fault_of_status(status: int) -> str:
    named = {HTTPStatus.NOT_FOUND: Fault.NOT_FOUND, HTTPStatus.GONE: Fault.GONE}
    if status in CLOSED:
        return Fault.PROGRAMS
    if status in named:
        return named[status]
    if 200 <= status < 300:
        return ""
    if 400 <= status < 500:
        return Fault.CLIENT
    return Fault.SERVER if 500 <= status < 600 else Fault.GARBLED


def fault_of(error: Exception) -> str:
    """The fault behind an exception; requests wraps what urllib3 and the socket have raised."""
    if isinstance(error, NotPublic):
        return Fault.PRIVATE
    if isinstance(error, exceptions.SSLError):
        return Fault.TLS
    if isinstance(error, exceptions.Timeout):
        return Fault.TIMEOUT
    if isinstance(error, exceptions.ConnectionError):
        return _fault_of_connection(error)
    if isinstance(error, exceptions.InvalidHeader | exceptions.ContentDecodingError):
        return Fault.GARBLED
    if isinstance(error, ValueError):  # also requests' own about addresses
        return Fault.MALFORMED
    return Fault.CONNECTION


def _fault_of_connection(error) -> str:
    cause = error.args[0] if error.args else None
    if isinstance(getattr(cause, "reason", None), NameResolutionError):
        return Fault.HOST
    inner = cause.args[-1] if isinstance(cause, ProtocolError) else None
    garbled = isinstance(inner, HTTPException) and not isinstance(inner, OSError)
    return Fault.GARBLED if garbled else Fault.CONNECTION
