"""Which sources of a record readers are sent to: official pages, never mirrors, shops or test hosts."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

#: The ILO's and the Centre's own hosts, and those that governments keep for themselves.
OFFICIAL = re.compile(
    r"^(?!test-)((.+\.)?(ilo\.org|oitcinterfor\.org|cinterfor\.org)|(.+\.)?(gov|gob|gub)(\.[a-z]{2})?)$"
)


class Source(NamedTuple):
    """A page that proves a record, by its address and the host that readers recognise."""

    address: str
    host: str

    @property
    def label(self) -> str:
        """Host and path as one reads them: two pages of one host are told apart."""
        return self.host + unquote(urlsplit(self.address).path).rstrip("/")


def official_sources(addresses: list[str], website: str = "") -> list[Source]:
    """Those of the addresses that are official, or of the record's own website."""
    own = _host(website)
    found = []
    for noted in addresses:
        # A remark may stand behind an address: “https://… (seat of the Centre)”.
        address = noted.split(maxsplit=1)[0] if noted.strip() else ""
        host = _host(address)
        if host and (OFFICIAL.match(host) or host == own):
            found.append(Source(address, host.removeprefix("www.")))
    return found


def _host(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
