"""Whether what pages link to on other hosts is still there: asked once a week, if an
administrator wants it.

Only what another host says itself counts (404, 410). A host that does not answer may be away, and
a portal that may not go out at all must not call every link a dead one.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from time import monotonic
from urllib.parse import urlsplit

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from permitdesk.core.jobs import begin_daily

JOB = "permitdesk.guidance.links_outside"
SECONDS, LONGEST = 8, 10  # of silence; of one address, however slowly its host goes on
_KEY = "permitdesk.guidance.links_outside"
_GONE = (404, 410)
_ASK_AGAIN = (403, 405, 501)  # hosts that do not like HEAD
_WEB = (80, 443)  # other ports so low belong to mail, terminals and the like
# The rest of IPv6, and what carries IPv4 inside (6to4, NAT64), can lead to any network.
_SIX, _SIX_TO_FOUR = map(ipaddress.ip_network, ("2000::/3", "2002::/16"))


class _PinnedConnection(http.client.HTTPSConnection):
    """Connects to an address of the network that was looked at before, under the host's name."""

    _end: threading.Timer | None = None

    def __init__(
        self, host: str, port: int, network_address: str, is_secure: bool, until: float
    ) -> None:
        super().__init__(host, port, timeout=SECONDS, context=ssl.create_default_context())
        self._network_address, self._is_secure, self._until = network_address, is_secure, until

    def connect(self) -> None:
        seconds = min(self.timeout, self._until - monotonic())
        self.sock = socket.create_connection((self._network_address, self.port), seconds)
        if self._is_secure:
            self.sock = self._context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        self._end = threading.Timer(self._until - monotonic(), _cut, [self.sock])
        self._end.daemon = True
        self._end.start()
        if self._is_secure:
            self.sock.do_handshake()

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        super().close()


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def is_public(network_address: str) -> bool:
    """Whether it belongs to the internet, and not to the office's own network."""
    found = ipaddress.ip_address(network_address.partition("%")[0])
    if found.version == 6 and (found not in _SIX or found in _SIX_TO_FOUR):
        return False
    return found.is_global and not found.is_multicast


def status_of(address: str, may_ask: Callable[[str], bool] = is_public) -> int | None:
    """What the host says of an address; None where nobody answers or nobody may be asked. Follows
    nothing, sends nothing but the address."""
    until = monotonic() + LONGEST
    try:
        parts = urlsplit(address)
        host, is_secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        if parts.scheme not in ("http", "https") or not host:
            return None
        if port < 1024 and port not in _WEB:
            return None
        found = {each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        if not found or not all(map(may_ask, found)):
            return None
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        for method in ("HEAD", "GET"):
            with closing(_PinnedConnection(host, port, min(found), is_secure, until)) as connection:
                connection.request(method, path, headers={"Connection": "close"})
                status = connection.getresponse().status
            if status not in _ASK_AGAIN:
                break
    except (OSError, ValueError, http.client.HTTPException):
        return None
    return status


def gone(site) -> dict[str, int]:
    """Addresses of which the host has said that nothing is there, with its answer."""
    return {address: status for address, status in _book(site).items() if status in _GONE}


def is_on(site) -> bool:
    """Whether the portal asks other hosts."""
    return _KEY in IAnnotations(site)


def switch(site, on: bool) -> None:
    """Begin to ask, soon and then every week; or end it, and forget what was answered."""
    annotations = IAnnotations(site)
    if on and not is_on(site):
        annotations[_KEY] = OOBTree()
        begin_daily(site, JOB)
    elif not on:
        annotations.pop(_KEY, None)


def note(site, address: str, status: int | None) -> None:
    """Remember an answer; none says nothing, and what was known stays."""
    book = _book(site)
    if status is not None and book.get(address) != status:
        book[address] = status


def forget_others(site, known: Iterable[str]) -> None:
    """Forget the answers about addresses to which no page leads any more."""
    book, known = _book(site), set(known)
    for address in [each for each in book if each not in known]:
        del book[address]


def _book(site) -> OOBTree | dict:
    return IAnnotations(site).get(_KEY, {})
