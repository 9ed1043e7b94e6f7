"""A limit on wrong tries, per place of the network and process; codes have 92 bits anyway.

Many people of one house share an address: for codes it is wide, and who has the right one is let in
whatever others there typed (``wrong`` is asked after a code was looked up, not before). What has
fewer bits, such as a day of birth, is limited per thing it opens as well (``of``), whatever address
asks.
"""

import time
from collections import OrderedDict
from threading import Lock

from permitdesk.core import _
from permitdesk.core.budgets import place

TOO_MANY = _(
    "intake_too_many_tries",
    default="Das waren zu viele Versuche. Bitte warten Sie zehn Minuten.",
)
ALLOWED = 50  # codes
GUESSED = 10  # passwords, days of birth
WINDOW = 600.0  # seconds
_REMEMBERED = 10_000
_wrong: OrderedDict[tuple[str, str], list[float]] = OrderedDict()
_lock = Lock()


def may_try(what: str, request, of: str = "", most: int = 0) -> bool:
    """Whether this place, or everybody for ``of``, had fewer than ``most`` wrong tries within
    WINDOW: ALLOWED, or GUESSED for ``of``, where it is not said."""
    with _lock:
        found = _recent((what, of or place(request.getClientAddr())))
    return len(found) < (most or (GUESSED if of else ALLOWED))


def failed(what: str, request, of: str = "") -> None:
    """Remember a wrong try; in memory only, nothing is logged."""
    key = (what, of or place(request.getClientAddr()))
    with _lock:
        _wrong[key] = [*_recent(key), time.monotonic()]
        _wrong.move_to_end(key)
        while len(_wrong) > _REMEMBERED:
            _wrong.popitem(last=False)


def wrong(what: str, request) -> bool:
    """A code opened nothing: remember it. False where this place was wrong too often by now."""
    may = may_try(what, request)
    if may:
        failed(what, request)
    return may


def _recent(key: tuple[str, str]) -> list[float]:
    since = time.monotonic() - WINDOW
    return [moment for moment in _wrong.get(key, ()) if moment > since]
