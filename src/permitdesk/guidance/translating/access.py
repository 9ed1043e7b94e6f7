"""Who may work on a translation: who may change it, or begin one where it would lie."""

from AccessControl import getSecurityManager
from plone.app.iterate.interfaces import IWorkingCopy

from permitdesk.guidance.translating.beginning import place_for
from permitdesk.guidance.translating.translations import is_public, translation


def may_change(german, tag: str) -> bool:
    """Whether the current user may save a translation of this page; of a working copy nobody."""
    if IWorkingCopy.providedBy(german):
        return False
    there, check = translation(german, tag), getSecurityManager().checkPermission
    if there is not None:
        return bool(check("Modify portal content", there))
    where = place_for(german, tag)
    return all(check(each, where) for each in ("Add portal content", "Permitdesk: Add guidance"))


def may_publish(german, tag: str) -> bool:
    """Whether the current user may publish it; not where it is published already."""
    there = translation(german, tag)
    if there is not None and is_public(there):
        return False
    where = there if there is not None else place_for(german, tag)
    return bool(getSecurityManager().checkPermission("Review portal content", where))
