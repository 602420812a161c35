"""Connections that lead to the public Internet and nowhere else, and that end in time.

An editor, or a foreign server that redirects, could otherwise have the portal's own network asked
(OWASP: server-side request forgery). The address that was looked at is the one that is connected to, so
that a name which resolves to another host a moment later gains nothing.
"""

import ipaddress
import os
import socket
import threading

from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

#: Seconds for the next word of a server, and for all that it says.
TIMEOUT, LONGEST = 15, 30
#: A host with many IP addresses is tried at so many of them.
MOST_ADDRESSES = 3
#: IPv6 addresses that stand for IPv4 ones (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotPublic(Exception):
    """A host that is not on the public Internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the Internet can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        embedded = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            embedded = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
        ip = embedded or ip
    return ip.is_global and not ip.is_multicast


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host; none may be private."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(sockaddr[0] for *_rest, sockaddr in found))
    if not settings.LINKS_TO_PRIVATE_HOSTS and not all(map(is_public, addresses)):
        raise NotPublic(host)
    return addresses[:MOST_ADDRESSES]


class Guarded:
    """A connection to a public host that is cut off when it takes too long, word by word or in all."""

    _watch = None

    def _new_conn(self):
        host = self._dns_host
        try:
            addresses = addresses_of(host, self.port)
        except OSError as error:
            raise NameResolutionError(host, self, error) from error
        try:
            made = self._reach(addresses)
        finally:
            self._dns_host = host  # the name that the certificate must have
        self._watch_over(made)
        return made

    def _reach(self, addresses):
        """The first of a host's IP addresses that answers."""
        for address in addresses:
            self._dns_host = address
            try:
                return super()._new_conn()
            except (ConnectTimeoutError, NewConnectionError) as error:
                failure = error
        raise failure

    def _watch_over(self, made):
        # A copy of the descriptor, because TLS takes the socket itself away.
        copy = socket.socket(fileno=os.dup(made.fileno()))
        self._watch = threading.Timer(LONGEST, _hang_up, [copy])
        self._watch.daemon = True
        self._watch.copy = copy
        self._watch.start()

    def close(self):
        if self._watch:
            self._watch.cancel()
            self._watch.copy.close()
            self._watch = None
        super().close()


def _hang_up(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it has ended by itself
        return


class GuardedHTTP(Guarded, HTTPConnection):
    pass


class GuardedHTTPS(Guarded, HTTPSConnection):
    pass


class GuardedHTTPPool(HTTPConnectionPool):
    ConnectionCls = GuardedHTTP


class GuardedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = GuardedHTTPS


class PublicHostsAdapter(HTTPAdapter):
    """What a requests session needs to reach public hosts only."""

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": GuardedHTTPPool, "https": GuardedHTTPSPool}
