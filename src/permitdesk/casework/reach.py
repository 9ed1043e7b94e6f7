"""Other cases, as far as the person who asks may read them."""

from AccessControl import getSecurityManager
from zope.component.hooks import getSite

from permitdesk.casework.gate import VIEW_CASE
from permitdesk.casework.office import case_by_reference
from permitdesk.core.reference import parse_reference


def readable(typed: str):
    """The case with this reference, however typed; None for none, and for one that this person may
    not read: they learn no difference."""
    reference = parse_reference(typed)
    case = case_by_reference(getSite(), reference) if reference else None
    if case is None or not getSecurityManager().checkPermission(VIEW_CASE, case):
        return None
    return case


def works_on(case) -> bool:
    """Whether the person who asks may change a case."""
    return bool(getSecurityManager().checkPermission("permitdesk: Work on case", case))
