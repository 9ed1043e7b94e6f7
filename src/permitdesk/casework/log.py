"""The internal log of a case: what staff note for themselves, beside what both sides see.

It is apart from ``case.later``, so that nothing which the applicant's side reads, counts or shows
can hold any of it, and so that a note never conflicts with what an applicant sends at that moment.
"""

from Acquisition import aq_base

from permitdesk import privacy
from permitdesk.casework import once
from permitdesk.casework.later import Entry, Later


def internal(case) -> Later:
    """The entries, oldest first; change it by ``add`` only."""
    kept = getattr(aq_base(case), "_internal", None)  # cases have one from the first entry on
    return Later() if kept is None else kept  # an empty one is false


def add(case, entry: Entry, action: str, why: str = "") -> bool:
    """Add an entry and record it in the audit trail; False for what was there already. Raises
    ``OtherContentError`` for a key that came before with something else.

    ``why`` is a word for the trail: never what somebody wrote, never another case.
    """
    if came_before(case, entry):
        return False
    log = internal(case)
    log.add(entry)
    if log._p_jar is None:
        aq_base(case)._internal = log
    case.reindexObject()
    privacy.record(action, case.reference, why)
    return True


def came_before(case, entry: Entry) -> bool:
    """Whether one of its kind came with the same key. Raises as ``add``."""
    known = next(
        (e for e in internal(case).of(type(entry)) if entry.key and e.key == entry.key), None
    )
    if known is not None:
        once.check_same(_said(known), _said(entry))
    return known is not None


def _said(entry: Entry) -> dict[str, object]:
    """What it says; when is not part of that."""
    return {
        name: value for name, value in vars(entry).items() if name != "at" and name[:3] != "_v_"
    }
