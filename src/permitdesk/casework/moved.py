"""Where cases lay before they were assigned to another desk: an old address leads to the new one.

Bookmarks, mails and pages that a colleague has open keep working. Only who may read the case where
it lies now is led there; to everybody else the old address is like any other of the case.
"""

from contextlib import suppress

from Acquisition import aq_inner, aq_parent
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zExceptions import Redirect

from permitdesk.casework.gate import may_view


class Moved(Persistent):
    """References by former place (``unit/desk/id``). It asks no permissions: the gate does."""

    def __init__(self) -> None:
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._references: OOBTree = OOBTree({"": ""})

    def note(self, before: str, now: str, reference: str) -> None:
        """The case lay at ``before`` and lies at ``now``; it may have been there earlier."""
        self._references.pop(now, None)
        self._references[before] = reference

    def reference(self, place: str) -> str:
        """Of the case that lay there; empty where none did."""
        return self._references.get(place, "")

    def forget(self, place: str) -> None:
        """The case that lay there is gone for good."""
        self._references.pop(place, None)


def find(desk, id_: str):
    """The case that once lay on a desk under this id, where it lies now; None if there is none."""
    unit = aq_parent(aq_inner(desk))
    office = aq_parent(aq_inner(unit))
    reference = office.moved.reference(f"{unit.getId()}/{desk.getId()}/{id_}")
    path = office.cases.path(reference) if reference else None
    if path is None:
        return None
    unit_id, desk_id, case_id = path.split("/")
    return office[unit_id][desk_id][case_id]


def lead_on(desk, case, request) -> None:
    """Have who only looks led to the case's present address, once it is known who they are.

    What is sent (a form of a page that was opened before) arrives at the case itself.
    """
    if getattr(request, "method", "") not in ("GET", "HEAD"):
        return
    old = _below_the_site(desk, case.getId())
    with suppress(RuntimeError):  # code asked, not an address: there is nobody to lead
        request.post_traverse(_redirect, (case, old, request))


def _redirect(case, old: str, request) -> None:
    if not may_view(case):
        return  # the gate answers
    new = _below_the_site(aq_parent(aq_inner(case)), case.getId())
    address, query = request["ACTUAL_URL"].replace(old, new, 1), request.get("QUERY_STRING", "")
    raise Redirect(f"{address}{'?' if query else ''}{query}")


def _below_the_site(desk, id_: str) -> str:
    return "/" + "/".join((*desk.getPhysicalPath()[-3:], id_))
