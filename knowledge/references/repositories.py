"""Asking a repository politely: public hosts only, bounded answers, patience where it is busy."""

from urllib.parse import urljoin

import httpx2
import requests
from oaipmh_scythe import Scythe
from oaipmh_scythe.config import RetryConfig

from cinterfor.exchange.reading import MAX_BYTES, Unreadable
from cinterfor.links.asking import REDIRECTS, new_session
from cinterfor.links.connections import TIMEOUT, NotPublic

from .markup import parsed

RETRIES = RetryConfig(
    max_retries=4, retry_status_codes=(429, 502, 503), default_retry_after=30, retry_on_transport_error=True
)
#: No repository makes us wait longer, in seconds.
LONGEST_WAIT = 120
CHUNK = 64 * 1024


class Refused(Exception):
    """The repository's answer is not taken; the words say why."""


class Repository(Scythe):
    """A client whose requests go by the rules of the portal's link check."""

    def __init__(self, url: str, retries: RetryConfig = RETRIES):
        super().__init__(url, retry_config=retries)
        self._session = new_session()
        agent = self._session.headers["User-Agent"]
        self._session.headers["User-Agent"] = agent.replace("link check", "OAI-PMH harvest")

    def _request(self, query: dict[str, str]) -> httpx2.Response:
        request = httpx2.Request("GET", self.endpoint, params=query)
        try:
            status, headers, content = self._fetch(str(request.url))
        except NotPublic as error:
            raise Refused(f"{error} is not on the public Internet") from error
        except (requests.RequestException, OSError) as error:
            raise httpx2.TransportError(str(error)) from error
        if status == httpx2.codes.OK:
            try:
                parsed(content)
            except Unreadable as error:
                raise Refused(str(error)) from error
        return httpx2.Response(status, headers=headers, content=content, request=request)

    def _fetch(self, url: str) -> tuple[int, dict[str, str], bytes]:
        for _hop in range(REDIRECTS + 1):
            self._session.close()  # a connection serves one request, so that its time is its own
            with self._session.get(url, timeout=TIMEOUT, stream=True, allow_redirects=False) as response:
                target = self._session.get_redirect_target(response)
                if not target:
                    wait = response.headers.get("Retry-After", "")
                    return response.status_code, {"retry-after": wait} if wait else {}, _body(response)
            url = urljoin(url, target)
        raise Refused("it redirects too often")

    def _get_retry_after(self, http_response) -> float:
        """Seconds; a date, or what is none, is not waited for."""
        said = http_response.headers.get("retry-after", "")
        seconds = float(said) if said.isascii() and said.isdigit() else self.default_retry_after
        return min(seconds, LONGEST_WAIT)

    def close(self) -> None:
        self._session.close()


def _body(response) -> bytes:
    content = bytearray()
    for part in response.iter_content(CHUNK):
        content += part
        if len(content) > MAX_BYTES:
            raise Refused(f"its answer is larger than {MAX_BYTES // 1024 // 1024} MB")
    return bytes(content)
