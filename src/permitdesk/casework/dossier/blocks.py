"""The block between separated partners: from then on nothing brings two cases together.

Staff of either case set it; only a unit's head lifts it, where it was set, with a reason. While it
holds, the cases are not linked, "begun together" is not shown in either's family, the family rule
leaves both alone, and a contact of one is not put into the file of the other.

Whoever sets it need not be able to read the other case, and does not learn whether it exists: a
block on a reference holds as soon as there is such a case. Why it was set is told only where it was
set; the other side's staff see that there is one and no more.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from Acquisition import aq_inner, aq_parent
from zope.component.hooks import getSite

from permitdesk import privacy
from permitdesk.access import actor, staff_id
from permitdesk.casework import log, reach
from permitdesk.casework.case import Case
from permitdesk.casework.dossier.tasks import TooManyTasksError, add_task, open_tasks, readers
from permitdesk.casework.history import LINK, Telling
from permitdesk.casework.later import Entry
from permitdesk.casework.office import case_by_reference, office
from permitdesk.casework.ties import own_ties, ties
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.reference import parse_reference
from permitdesk.core.texts import german, say

telling = Telling()

LONGEST_REASON, MOST = 500, 20
MANY_A_DAY = 10  # by one person: then the audit trail says so
SPLIT = _(
    "casework_dossier_check_split",
    default="Sperre: prüfen, ob die Vorgänge auf getrennte Ordner und Personen zu verteilen sind",
)


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


@dataclass(frozen=True)
class Block:
    """``other`` only for who may read it; ``reason``, ``by`` and ``at`` only where it was set.

    ``is_shared``: somebody other than a head may read both cases, so they have to be split; only
    for who may read the other case or leads the unit.
    """

    id: str
    other: Case | None
    is_home: bool
    is_shared: bool
    reason: str = ""
    by: str = ""
    at: datetime | None = None


def divides(references: Collection[str]) -> bool:
    """Whether a block runs through these cases, by reference. Whoever would bring them together (a
    rule for families, a suggestion, a bundle) asks this first and leaves it where it is so."""
    return ties(office()).divide(references)


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
        found.append(
            Block(
                id_,
                other,
                is_home,
                (other is not None or may_lift(case)) and _is_shared(case, reference),
                told.reason if told else "",
                told.by if told else "",
                told.at if told else None,
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
    unit = aq_parent(aq_parent(aq_inner(case)))
    return bool(unit.head) and staff_id() == unit.head


def lift_block(case, id_: str, reason: str) -> bool:
    """Lift a block that was set at this case; False where there is none. Raises
    ``MayNotLiftError``, and ValueError without a reason."""
    if not may_lift(case):
        raise MayNotLiftError(id_)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ValueError("reason")
    other = own_ties(office()).lift(case.reference, id_)
    if not other:
        return False
    now = clock.now()
    lifted = BlockLifted(now, actor(), block=id_, other=other, reason=reason)
    log.add(case, lifted, "case.block-lifted", id_)
    far = case_by_reference(getSite(), other)
    if far is not None:
        log.add(far, BlockLifted(now, block=id_, other="", reason=""), "case.block-lifted", id_)
    return True


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
    title = str(say(SPLIT, SOURCE))
    if any(each.title == title for each in open_tasks(case)):
        return
    head = aq_parent(aq_parent(aq_inner(case))).head
    try:
        add_task(case, title, clock.today(), head)
    except TooManyTasksError:
        return  # the page says it as well


def _is_shared(case, reference: str) -> bool:
    other = case_by_reference(getSite(), reference)
    if other is None:
        return False
    heads = {aq_parent(aq_parent(aq_inner(each))).head for each in (case, other)}
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
