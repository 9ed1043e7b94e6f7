"""Whether what pages link to on other hosts is still there: asked once a week, if an
administrator wants it.

Only what another host says itself counts (404, 410). A host that does not answer may be away, and
a portal that may not go out at all must not call every link a dead one.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import closing
from urllib.parse import urlsplit

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from permitdesk.core.jobs import begin_daily

JOB = "permitdesk.guidance.links_outside"
SECONDS = 8  # of silence
_KEY = "permitdesk.guidance.links_outside"
_GONE = (404, 410)
_ASK_AGAIN = (403, 405, 501)  # hosts that do not like HEAD


class _PinnedConnection(http.client.HTTPSConnection):
    """Connects to an address of the network that was looked at before, under the host's name."""

    def __init__(self, host: str, port: int, network_address: str, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS, context=ssl.create_default_context())
        self._network_address, self._is_secure = network_address, is_secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._network_address, self.port), self.timeout)
        if self._is_secure:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def is_public(network_address: str) -> bool:
    """Whether it belongs to the internet, and not to the office's own network."""
    found = ipaddress.ip_address(network_address.partition("%")[0])
    return found.is_global and not found.is_multicast


def status_of(address: str, may_ask: Callable[[str], bool] = is_public) -> int | None:
    """What the host says of an address; None where nobody answers or nobody may be asked. Follows
    nothing, sends nothing but the address."""
    try:
        parts = urlsplit(address)
        host, is_secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        if parts.scheme not in ("http", "https") or not host:
            return None
        found = {each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        if not found or not all(map(may_ask, found)):
            return None
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        for method in ("HEAD", "GET"):
            with closing(_PinnedConnection(host, port, min(found), is_secure)) as connection:
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
