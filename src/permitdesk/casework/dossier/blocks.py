"""The block between separated partners: from then on nothing brings two cases together.

Staff of either case set it; only a unit's head lifts it, where it was set, with a reason. Do the
cases lie in units with two heads, it takes both, each at their own case. While it
holds, the cases are not linked, "begun together" is not shown in either's family, the family rule
leaves both alone, and a contact of one is not put into the file of the other.

Whoever sets it need not be able to read the other case, and does not learn whether it exists: a
block on a reference holds as soon as there is such a case. Why it was set is told only where it was
set; the other side's staff see that there is one and no more.
"""

import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from Acquisition import aq_inner, aq_parent
from zope.component.hooks import getSite

from permitdesk import privacy
from permitdesk.access import actor, staff_id
from permitdesk.casework import log, reach
from permitdesk.casework.case import Case
from permitdesk.casework.dossier.tasks import (
    TooManyTasksError,
    add_task,
    finish_task,
    open_tasks,
    readers,
)
from permitdesk.casework.history import LINK, Telling
from permitdesk.casework.later import Entry
from permitdesk.casework.office import case_by_reference, office
from permitdesk.casework.ties import own_ties, ties
from permitdesk.core import _, clock
from permitdesk.core.reference import parse_reference
from permitdesk.core.texts import german

telling = Telling()

LONGEST_REASON, MOST = 500, 20
MANY_A_DAY = 10  # by one person: then the audit trail says so
SPLIT = _(
    "casework_dossier_check_split",
    default="Sperre: prüfen, ob die Vorgänge auf getrennte Ordner und Personen zu verteilen sind",
)


MET = _(
    "casework_dossier_check_met",
    default="Sperre: Ein anderer Vorgang ist von diesem getrennt zu halten. Prüfen, ob hier etwas"
    " beide zusammenbringt",
)
ASKED = _(
    "casework_dossier_check_lift",
    default="Sperre: Eine andere Leitung will sie aufheben. Zustimmen oder bestehen lassen",
)
LIFTED, AGREED = "lifted", "agreed"


class MayNotLiftError(PermissionError):
    """Only the head of the unit in which a block was set may lift it."""


class BlockSet(Entry):
    """Set here, towards ``other``; ``key`` is the block's id."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


class BlockMet(Entry):
    """Set at another case, towards this one. By whom and why is told there."""

    is_news = False


class BlockLifted(Entry):
    """Of the block with the id ``block``; ``reason`` is empty on the other side."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


class LiftAgreed(Entry):
    """The head of this case's unit agrees to lift the block with the id ``block``."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


class LiftNotAgreed(Entry):
    """They do not agree any more."""

    is_news = False


@dataclass(frozen=True)
class Block:
    """``other`` only for who may read it; ``reason``, ``by`` and ``at`` only where it was set.

    ``is_shared``: somebody other than a head may read both cases, so they have to be split; only
    for who may read the other case or leads the unit. ``needs_both`` (for the head alone): another
    head has to agree to lift it, ``is_agreed`` when the one who asks did, ``is_asked`` the other.
    """

    id: str
    other: Case | None
    is_home: bool
    is_shared: bool
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    needs_both: bool = False
    is_agreed: bool = False
    is_asked: bool = False


def are_kept_apart(one: str, other: str) -> bool:
    """Whether a block holds between two cases, by reference."""
    return ties(office()).are_blocked(one, other)


def blocks_of(case) -> list[Block]:
    """The blocks of a case, as far as this person may know of them."""
    found = []
    for home, far, id_ in ties(office()).blocks(case.reference):
        is_home = home == case.reference
        reference = far if is_home else home
        set_here = log.internal(case).of(BlockSet)
        told = next((e for e in set_here if e.key == id_), None) if is_home else None
        other = reach.readable(reference)
        heads = _heads(case, reference) if may_lift(case) else set()
        agreed = heads & set(ties(office()).agreed(id_))
        found.append(
            Block(
                id_,
                other,
                is_home,
                (other is not None or may_lift(case)) and _is_shared(case, reference),
                told.reason if told else "",
                told.by if told else "",
                told.at if told else None,
                len(heads) > 1,
                staff_id() in agreed,
                bool(agreed - {staff_id()}),
            )
        )
    return found


def set_block(case, references: Collection[str], reason: str) -> int:
    """Keep a case apart from others, by reference; how many of these blocks are new.

    Raises ValueError for a reference that cannot be one, for the case itself, without a reason, and
    for too many set here: what others set towards this case takes nobody the means to set one.
    """
    reason = reason.strip()[:LONGEST_REASON]
    others = dict.fromkeys(parse_reference(each) for each in references)
    if not others or not reason or {None, case.reference} & set(others):
        raise ValueError("reference")
    set_here = [home for home, *_ in ties(office()).blocks(case.reference)]
    if set_here.count(case.reference) + len(others) > MOST:
        raise ValueError("too many")
    return sum(_set(case, other, reason) for other in others)


def may_lift(case) -> bool:
    """Whether the person who asks leads the unit of the case."""
    return bool(_head(case)) and staff_id() == _head(case)


def lift_block(case, id_: str, reason: str) -> str:
    """Lift a block: ``LIFTED``, or ``AGREED`` where another head has to agree as well. Empty where
    there is none, or, with one head, where it was not set. Raises ``MayNotLiftError``, and
    ValueError without a reason."""
    if not may_lift(case):
        raise MayNotLiftError(id_)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ValueError("reason")
    block = _block(case, id_)
    if block is None:
        return ""
    home, far = block
    other = far if home == case.reference else home
    heads, known = _heads(case, other), own_ties(office())
    if len(heads) == 1 and home != case.reference:
        return ""
    if len(heads) > 1:
        is_new = known.agree(id_, staff_id())
        if heads - set(known.agreed(id_)):
            if is_new:
                entry = LiftAgreed(clock.now(), actor(), block=id_, reason=reason)
                log.add(case, entry, "case.block-lift-agreed", id_)
            _ask_other_head(case_by_reference(getSite(), other))
            return AGREED
    known.lift(home, id_)
    now = clock.now()
    lifted = BlockLifted(now, actor(), block=id_, other=other, reason=reason)
    log.add(case, lifted, "case.block-lifted", id_)
    there = case_by_reference(getSite(), other)
    if there is not None:
        log.add(there, BlockLifted(now, block=id_, other="", reason=""), "case.block-lifted", id_)
        _need_not_ask(there)
    _need_not_ask(case)
    return LIFTED


def keep_block(case, id_: str) -> bool:
    """The head does not agree any more to lift a block; False where they did not, or it is lifted.
    Raises ``MayNotLiftError``."""
    if not may_lift(case):
        raise MayNotLiftError(id_)
    block = _block(case, id_)
    if block is None or not own_ties(office()).agree(id_, staff_id(), False):
        return False
    log.add(case, LiftNotAgreed(clock.now(), actor(), block=id_), "case.block-lift-withdrawn", id_)
    there = case_by_reference(getSite(), next(iter(set(block) - {case.reference})))
    if there is not None:
        _need_not_ask(there)
    return True


def _block(case, id_: str) -> tuple[str, str] | None:
    """Where a block of this case was set, and the other one."""
    found = ties(office()).blocks(case.reference)
    return next(((home, far) for home, far, known in found if known == id_), None)


def _heads(case, other: str) -> set[str]:
    """The heads of the units of both cases: who has to agree. A unit without one lifts nothing."""
    there = case_by_reference(getSite(), other)
    return {_head(each) for each in (case, there) if each is not None}


def _head(case) -> str:
    return aq_parent(aq_parent(aq_inner(case))).head or ""


def _ask_other_head(there) -> None:
    """Tell them at their own case, and not who asks: that would say where the other case lies."""
    _give(there, ASKED)


def _need_not_ask(there) -> None:
    title = german(ASKED)
    for task in open_tasks(there):
        if task.title == title:
            finish_task(there, task.id, by="")


def _give(case, what, by: str | None = "") -> None:
    """Give the head of the case's unit a task, once; ``by`` nobody where that would tell more than
    its reader may know."""
    title = german(what)
    if any(each.title == title for each in open_tasks(case)):
        return
    with suppress(TooManyTasksError):  # the page says it as well
        add_task(case, title, clock.today(), _head(case), by=by)


def _set(case, other: str, reason: str) -> bool:
    id_ = secrets.token_hex(8)
    if not own_ties(office()).block(case.reference, other, id_):
        return False
    now = clock.now()
    told = BlockSet(now, actor(), id_, other=other, reason=reason)
    log.add(case, told, "case.blocked", id_)
    far = case_by_reference(getSite(), other)
    if far is not None:
        log.add(far, BlockMet(now, "", id_), "case.blocked", id_)
        if _head(far) != _head(case):
            _give(far, MET)
    tell_head(case)
    count = own_ties(office()).count_today(clock.today().isoformat(), actor())
    if count % MANY_A_DAY == 0:
        privacy.record("blocks.many", case.reference, f"{count} today")
    return True


def tell_head(case) -> None:
    """Give the unit's head the task to look whether somebody may read a case and one it is kept
    apart from. The desk sees the task, so there is one whatever the other case is, if it is."""
    if not ties(office()).blocks(case.reference):
        return
    _give(case, SPLIT, by=None)


def _is_shared(case, reference: str) -> bool:
    other = case_by_reference(getSite(), reference)
    if other is None:
        return False
    heads = {_head(case), _head(other)}
    return bool((set(readers(case)) & set(readers(other))) - heads)


@telling.of(BlockSet, LINK)
def _told_set(case, entry: BlockSet) -> str:
    if reach.readable(entry.other) is None:
        return german(
            _(
                "casework_dossier_block_set",
                default="Sperre gesetzt gegenüber einem anderen Vorgang",
            )
        )
    return german(
        _(
            "casework_dossier_block_set_towards",
            default="Sperre gesetzt gegenüber ${reference}",
            mapping={"reference": entry.other},
        )
    )


@telling.of(BlockMet, LINK)
def _told_met(case, entry: BlockMet) -> str:
    return german(
        _("casework_dossier_block_met", default="Sperre gesetzt von einem anderen Vorgang aus")
    )


@telling.of(BlockLifted, LINK)
def _told_lifted(case, entry: BlockLifted) -> str:
    return german(_("casework_dossier_block_lifted", default="Sperre aufgehoben"))


@telling.of(LiftAgreed, LINK)
def _told_agreed(case, entry: LiftAgreed) -> str:
    return german(
        _(
            "casework_dossier_lift_agreed",
            default="Der Aufhebung der Sperre zugestimmt; die andere Leitung muss es auch tun",
        )
    )


@telling.of(LiftNotAgreed, LINK)
def _told_not_agreed(case, entry: LiftNotAgreed) -> str:
    return german(
        _(
            "casework_dossier_lift_withdrawn",
            default="Zustimmung zur Aufhebung der Sperre zurückgenommen",
        )
    )
