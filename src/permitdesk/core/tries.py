"""A limit on wrong tries, per address of the network and process; codes have 92 bits anyway.

What has fewer bits, such as a day of birth, is limited per thing it opens as well (``of``),
whatever address asks.
"""

import time
from collections import OrderedDict
from threading import Lock

ALLOWED = 10
WINDOW = 600.0  # seconds
_REMEMBERED = 10_000
_wrong: OrderedDict[tuple[str, str], list[float]] = OrderedDict()
_lock = Lock()


def may_try(what: str, request, of: str = "") -> bool:
    """Whether this address, or everybody for ``of``, had fewer than ALLOWED wrong tries within
    WINDOW."""
    with _lock:
        return len(_recent((what, of or _address(request)))) < ALLOWED


def failed(what: str, request, of: str = "") -> None:
    """Remember a wrong try; in memory only, nothing is logged."""
    key = (what, of or _address(request))
    with _lock:
        _wrong[key] = [*_recent(key), time.monotonic()]
        _wrong.move_to_end(key)
        while len(_wrong) > _REMEMBERED:
            _wrong.popitem(last=False)


def _recent(key: tuple[str, str]) -> list[float]:
    since = time.monotonic() - WINDOW
    return [moment for moment in _wrong.get(key, ()) if moment > since]


def _address(request) -> str:
    return request.getClientAddr()
