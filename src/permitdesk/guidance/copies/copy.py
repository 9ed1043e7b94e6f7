"""The working copy of a published German page.

It is a page beside the other one that nobody publishes: what is put back are its contents and
dates. The page keeps its address, its state and its translations, which are judged against the
new German.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_parent
from plone.app.iterate.dexterity.utils import get_baseline, get_working_copy
from plone.app.iterate.interfaces import IBaseline, ICheckinCheckoutPolicy, IWorkingCopy
from plone.app.iterate.permissions import CheckinPermission, CheckoutPermission
from plone.locking.interfaces import ILockable
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.DCWorkflow.utils import modifyRolesForPermission

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german
from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.translating import is_public

NOT_ITSELF = _(
    "guidance_copy_not_itself",
    default="Das ist eine vorbereitete Änderung. Besucher sehen sie, sobald Sie sie auf die Seite"
    " übernehmen.",
)


class InUseError(Exception):
    """Somebody else works on the page just now."""


def is_copy(page) -> bool:
    return IWorkingCopy.providedBy(page)


def copy_of(page):
    """The working copy of a page, or None."""
    return get_working_copy(page) if IBaseline.providedBy(page) else None


def original_of(copy):
    """The page that a working copy is of; None for what is none."""
    return get_baseline(copy) if is_copy(copy) else None


def may_begin(page) -> bool:
    """Whether the current user may prepare a change of this page, and nobody does already.

    What holds other pages has none, nor has a translation: its drafts are kept beside its texts.
    """
    if not IGuidance.providedBy(page) or page.isPrincipiaFolderish:
        return False
    if page.language != SOURCE or not is_public(page):
        return False
    if IBaseline.providedBy(page) or is_copy(page):
        return False
    may = getSecurityManager().checkPermission
    return bool(
        may("Modify portal content", page)
        and may(CheckoutPermission, page)
        and may("Add portal content", aq_parent(page))
    )


def begin(page):
    """Make the working copy of a page. Raises ``InUseError``."""
    if ILockable(page).locked():
        raise InUseError
    copy = ICheckinCheckoutPolicy(page).checkout(aq_parent(page))
    page.reindexObject(idxs=["review_state"])
    return copy


def may_put_back(copy) -> bool:
    """Whether the current user may give the page what its working copy says."""
    page = original_of(copy)
    may = getSecurityManager().checkPermission
    return page is not None and all(
        may(each, page) for each in ("Modify portal content", CheckinPermission)
    )


def put_back(copy, note: str):
    """Give a page what its working copy says, which is gone then; returns the page."""
    return ICheckinCheckoutPolicy(copy).checkin(note)


def drop(copy):
    """Forget a working copy; returns the page, as it was."""
    page = ICheckinCheckoutPolicy(copy).cancelCheckout()
    page.reindexObject()
    return page


def on_begun(event) -> None:
    """Subscriber: nobody is offered to publish a working copy; the catalogue knows it as one."""
    copy = event.working_copy
    if IGuidance.providedBy(copy):
        for each in ("Request review", "Review portal content"):
            modifyRolesForPermission(copy, each, ())
        copy.reindexObject()


def keep_unpublished(copy, event) -> None:
    """Subscriber: whoever publishes a working copy all the same, by another workflow, is told."""
    raise WorkflowException(german(NOT_ITSELF))
