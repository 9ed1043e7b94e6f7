"""The internal log of a case: what staff note for themselves, beside what both sides see.

It is apart from ``case.later``, so that nothing which the applicant's side reads, counts or shows
can hold any of it, and so that a note never conflicts with what an applicant sends at that moment.
"""

from Acquisition import aq_base

from permitdesk import privacy
from permitdesk.casework.later import Entry, Later


def internal(case) -> Later:
    """The entries, oldest first; change it by ``add`` only."""
    kept = getattr(aq_base(case), "_internal", None)  # cases have one from the first entry on
    return Later() if kept is None else kept  # an empty one is false


def add(case, entry: Entry, action: str, why: str = "") -> bool:
    """Add an entry and record it in the audit trail; False for what was there already.

    ``why`` is a word for the trail: never what somebody wrote, never another case.
    """
    log = internal(case)
    if not log.add(entry):
        return False
    if log._p_jar is None:
        aq_base(case)._internal = log
    case.reindexObject()
    privacy.record(action, case.reference, why)
    return True
