"""Slows down who does too much, and locks nobody out (docs/decisions/0033).

Each place of the network has a budget for each kind of act. Who is above it gets a place in the
queue and is told how long it takes, or has a script prove some work and goes ahead. What was
counted lies in the memory of one process.
"""

import hmac
import logging
import math
import os
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock

from permitdesk.core import clock, proof
from permitdesk.core.budgets import Budget, is_within, parsed, parsed_networks, place
from permitdesk.core.secrets import derive

BEGIN, SEND, MAIL, UPLOAD = "begin", "send", "mail", "upload"
RESET, ACCOUNT, FEEDBACK, PRINT = "reset", "account", "feedback", "print"
# A house of 200 people behind one address must get through within an hour.
BUDGETS = {
    BEGIN: Budget(100, 250),  # drafts
    SEND: Budget(60, 150),  # applications, messages, stock forms
    MAIL: Budget(20, 60),  # codes by mail
    UPLOAD: Budget(600, 1500),  # files
    RESET: Budget(5, 20),  # forgotten passwords of staff
    ACCOUNT: Budget(3, 3),  # mails to one of them, whoever asks
    FEEDBACK: Budget(60, 120),  # whether a page has helped, and why
    PRINT: Budget(60, 150),  # sheets of a flyer, each of which is typeset
}
# Above ten times a budget, from wherever it comes, everybody pays the price of who does too much.
EVERYBODY = 10
LONGEST_QUEUE = 15 * 60  # seconds; nobody is given a place further back
SHORTEST = 10  # seconds that somebody waits who has to
SUSPECT = 30  # seconds for who fills in what people do not see
TICKET_LIFETIME = 60 * 60
HARDEST = 60_000  # numbers to try at most: a second on a phone; four times as many in a flood
_REMEMBERED = 50_000
_MARK = "permitdesk.admitted"
logger = logging.getLogger(__name__)
_paid: OrderedDict[tuple[str, str], float] = OrderedDict()
_spent: OrderedDict[str, float] = OrderedDict()
_told: dict[str, float] = {}
_lock = Lock()


@dataclass(frozen=True)
class Wait:
    """Not yet: in how many seconds; with the ``ticket`` for sure (empty: the queue is full), with
    the answer to the ``challenge`` sooner."""

    seconds: int
    ticket: str = ""
    challenge: Mapping[str, object] | None = None


def admit(kind: str, request, shown: object = "", suspect: bool = False) -> Wait | None:
    """None where somebody may act now, which is counted; else what they have to wait.

    ``shown`` is a ticket or the answer to a challenge. A request that Zope tries again counts once.
    """
    budget, address = _budget(kind, request), request.getClientAddr()
    if budget is None or _is_admitted(kind, request):
        return None
    now, here = clock.now().timestamp(), (kind, place(address))
    with _lock:
        waiting = _admit(kind, here, budget, now, shown if isinstance(shown, str) else "", suspect)
    if waiting is None:
        _mark(kind, request)
    else:
        _tell(kind, now)
    return waiting


def take(kind: str, request, amount: int = 1, of: str = "") -> int:
    """For who cannot be given a page to wait on: 0 where it fits and is counted, else in how many
    seconds it may. With ``of`` it is counted for that, wherever it comes from."""
    budget = _budget(kind, request)
    if budget is None or not amount or _is_admitted(kind, request):
        return 0
    now, here = clock.now().timestamp(), (kind, of or place(request.getClientAddr()))
    counted = ((here, budget),) if of else _counted(here, budget)
    with _lock:
        wait = max(each.wait(_paid.get(key, 0), now, amount) for key, each in counted)
        if not wait:
            for key, each in counted:
                _pay(key, each.taken(_paid.get(key, 0), now, amount))
    if wait:
        _tell(kind, now)
        return math.ceil(wait)
    _mark(kind, request)
    return 0


def settings() -> tuple[Mapping[str, Budget] | None, tuple]:
    """The budgets, None where there are none, and the networks without; as the environment says.

    Raises ``ValueError``.
    """
    return _settings(
        os.environ.get("PERMITDESK_LIMITS", ""), os.environ.get("PERMITDESK_UNLIMITED", "")
    )


def forget() -> None:
    """Forget what was counted."""
    with _lock:
        for each in (_paid, _spent, _told):
            each.clear()


def _admit(kind, here, budget: Budget, now: float, shown: str, suspect: bool) -> Wait | None:
    crowd = (kind, "*")
    many = Budget(EVERYBODY * budget.burst, EVERYBODY * budget.per_hour)
    flood = many.wait(_paid.get(crowd, 0), now) > 0
    wait = budget.wait(_paid.get(here, 0), now)
    ticket = _ticket_of(shown, kind, now)
    if not wait and not flood and not suspect:
        _count(here, budget, now)
        return None
    if ticket is not None and ticket[0] <= now:
        _spend(shown, ticket[1])
        return None  # counted when its place in the queue was given
    challenge = proof.challenge(kind, HARDEST * (4 if flood else 1), now)
    if ticket is not None:
        return Wait(math.ceil(ticket[0] - now), shown, challenge)
    worked = proof.solved(shown, kind, now)
    if worked is not None and worked[0] not in _spent:
        # Work alone is cheap for a machine that is made for it: it has a lane, with a limit too.
        lane = (f"{kind} worked", here[1])
        faster = Budget(budget.burst // 2, budget.per_hour)
        wait = faster.wait(_paid.get(lane, 0), now)
        if wait <= LONGEST_QUEUE:
            _spend(*worked)
            _pay(lane, faster.taken(_paid.get(lane, 0), now))
            if not wait:
                return None
            return Wait(math.ceil(wait), _ticket(kind, now + wait, now))
        return Wait(math.ceil(wait), "", challenge)
    if wait > LONGEST_QUEUE:
        return Wait(math.ceil(wait), "", challenge)
    wait = max(wait, SUSPECT if suspect else SHORTEST)
    _count(here, budget, now)
    return Wait(math.ceil(wait), _ticket(kind, now + wait, now), challenge)


def _counted(here: tuple[str, str], budget: Budget):
    """The budgets that one act belongs to."""
    many = Budget(EVERYBODY * budget.burst, EVERYBODY * budget.per_hour)
    return ((here, budget), ((here[0], "*"), many))


def _count(here: tuple[str, str], budget: Budget, now: float) -> None:
    for key, each in _counted(here, budget):
        _pay(key, each.taken(_paid.get(key, 0), now))


def _pay(key: tuple[str, str], until: float) -> None:
    _paid[key] = until
    _paid.move_to_end(key)
    while len(_paid) > _REMEMBERED:
        _paid.popitem(last=False)


def _spend(shown: str, expires: float) -> None:
    _spent[shown] = expires
    while len(_spent) > _REMEMBERED:
        _spent.popitem(last=False)


def _ticket(kind: str, due: float, now: float) -> str:
    due = math.floor(due)
    said = f"{kind}.{due}.{due + TICKET_LIFETIME}.{secrets.token_hex(12)}"
    return f"{said}.{_seal(said)}"


def _ticket_of(shown: str, kind: str, now: float) -> tuple[float, float] | None:
    """When a ticket that was not used yet is due and runs out."""
    said, _dot, seal = shown.rpartition(".")
    if not said or not shown.isascii() or not hmac.compare_digest(_seal(said), seal):
        return None
    for_kind, due, expires, _random = said.split(".")
    if for_kind != kind or now >= float(expires) or shown in _spent:
        return None
    return float(due), float(expires)


def _seal(said: str) -> str:
    return hmac.new(derive("permitdesk queue"), said.encode(), "sha256").hexdigest()


def _budget(kind: str, request) -> Budget | None:
    budgets, networks = settings()
    if budgets is None or is_within(request.getClientAddr(), networks):
        return None
    return budgets[kind]


def _is_admitted(kind: str, request) -> bool:
    return kind in request._orig_env.get(_MARK, ())


def _mark(kind: str, request) -> None:
    """In what Zope keeps of a request that it tries again after a conflict."""
    request._orig_env[_MARK] = (*request._orig_env.get(_MARK, ()), kind)


def _tell(kind: str, now: float) -> None:
    """Once in ten minutes, and not who: an address of the network is personal."""
    if now - _told.get(kind, 0) >= 600:
        _told[kind] = now
        logger.warning("Somebody does too much (%s) and is slowed down.", kind)


@cache
def _settings(budgets: str, networks: str):
    return parsed(budgets, BUDGETS), parsed_networks(networks)
