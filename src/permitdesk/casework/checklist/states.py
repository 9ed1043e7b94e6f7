"""The state of each document, and of each thing that is needed, from what happened. Pure.

A document that staff did not take, or that is no longer valid, stands in the way until another one
for the same comes after what staff said of it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from permitdesk.casework.checklist.entries import Rejected
from permitdesk.casework.checklist.facts import Came, Fact, Judged, Unwanted, Valid, Wanted

MISSING, RECEIVED, ACCEPTED = "missing", "received", "accepted"
REJECTED, EXPIRED, LATER = "rejected", "expired", "later"
UNUSABLE = "unusable"  # of a document: it has a virus
NOT_NEEDED = "not-needed"  # asked for in staff's own words, and taken back
# In these something has to come.
OPEN = frozenset((MISSING, REJECTED, EXPIRED, LATER))


@dataclass(frozen=True)
class DocumentState:
    """``until`` is the ISO day up to which it is valid; ``reason`` why it was not taken.
    ``replaced``: another one came in its place."""

    id: str
    about: str
    state: str
    until: str = ""
    reason: Rejected | None = None
    replaced: bool = False


@dataclass(frozen=True)
class ItemState:
    """``id`` as ``about`` of facts. ``wanted`` are the keys of what staff asked for and still wait
    for; ``needed``: the answers call for it. ``unusable``: the last one that came has a virus."""

    id: str
    state: str
    documents: tuple[DocumentState, ...] = ()
    wanted: tuple[str, ...] = ()
    needed: bool = False
    unusable: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def document_states(facts: Sequence[Fact], today: date) -> list[DocumentState]:
    """In the order in which they came."""
    return [
        _document(facts, place, fact, today)
        for place, fact in enumerate(facts)
        if isinstance(fact, Came)
    ]


def item_states(
    facts: Sequence[Fact],
    needed: Collection[str],
    announced: Collection[str],
    today: date,
) -> list[ItemState]:
    """Of all that is needed, was asked for or came: first what is ``needed``, in that order.

    ``announced`` is what the applicant said that comes later.
    """
    documents = document_states(facts, today)
    more = [each.about for each in facts if isinstance(each, Came | Wanted)]
    return [
        _item(id_, facts, [each for each in documents if each.about == id_], needed, announced)
        for id_ in dict.fromkeys((*needed, *more))
        if _is_there(id_, facts, documents, needed)
    ]


def _is_there(id_: str, facts, documents: Iterable[DocumentState], needed) -> bool:
    """Not what was asked for and taken back before anything came."""
    back = _taken_back(facts)
    return (
        id_ in needed
        or any(each.about == id_ for each in documents)
        or any(each.key not in back for each in _wants(id_, facts))
    )


def _document(facts: Sequence[Fact], place: int, came: Came, today: date) -> DocumentState:
    if not came.usable:
        return DocumentState(came.document, came.about, UNUSABLE)
    state, until, reason, settled = RECEIVED, "", None, place
    for number, fact in enumerate(facts):
        match fact:
            case Judged(document=came.document):
                state = ACCEPTED if fact.accepted else REJECTED
                reason, settled = fact.entry, number
            case Valid(document=came.document):
                until, settled = fact.until, number
    if state != REJECTED and until and until < today.isoformat():
        state = EXPIRED
    replaced = state in (REJECTED, EXPIRED) and any(
        isinstance(fact, Came) and fact.usable and fact.about == came.about
        for fact in facts[settled + 1 :]
    )
    return DocumentState(came.document, came.about, state, until, reason, replaced)


def _item(
    id_: str,
    facts: Sequence[Fact],
    documents: Sequence[DocumentState],
    needed: Collection[str],
    announced: Collection[str],
) -> ItemState:
    back = _taken_back(facts)
    wants = [each for each in _wants(id_, facts) if each.key not in back]
    wanted = tuple(each.key for each in wants if not is_answered(each, facts))
    standing = {each.state for each in documents if not each.replaced}
    unusable = _is_unusable(id_, facts)
    if REJECTED in standing or EXPIRED in standing:
        state = REJECTED if REJECTED in standing else EXPIRED
    elif wanted or unusable or not standing - {UNUSABLE}:
        state = LATER if id_ in announced and not wanted and not unusable else MISSING
    else:
        state = RECEIVED if RECEIVED in standing else ACCEPTED
    if state in OPEN:
        if not wanted and wants:
            wanted = (wants[-1].key,)  # what came for it is not what was asked for
        if not wanted and any(each.is_free for each in _wants(id_, facts)):
            state = NOT_NEEDED
    return ItemState(id_, state, tuple(documents), wanted, id_ in needed, unusable)


def is_answered(want: Wanted, facts: Sequence[Fact]) -> bool:
    """Whether something usable came for it since."""
    return next(answers(want, facts), None) is not None


def answers(want: Wanted, facts: Sequence[Fact]) -> Iterator[Came]:
    """The usable documents that came for what was asked for; of one that names nothing that was
    asked for (a third party's), it is enough that it is about the same."""
    for fact in facts[facts.index(want) + 1 :]:
        if not isinstance(fact, Came) or not fact.usable:
            continue
        if fact.asked == want.key or (not fact.asked and fact.about == want.about):
            yield fact


def _wants(id_: str, facts: Iterable[Fact]) -> list[Wanted]:
    return [each for each in facts if isinstance(each, Wanted) and each.about == id_]


def _taken_back(facts: Iterable[Fact]) -> set[str]:
    return {each.key for each in facts if isinstance(each, Unwanted)}


def _is_unusable(id_: str, facts: Iterable[Fact]) -> bool:
    """Whether a file with a virus came and nothing after it: one of two pages, for example."""
    found = False
    for each in facts:
        if isinstance(each, Came) and each.about == id_:
            if not each.usable:
                found = True
            elif each.later:
                found = False
    return found
