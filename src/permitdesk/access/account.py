"""Whose request this is. Zope's root has accounts of its own, and their ids may be anything."""

from AccessControl import getSecurityManager
from AccessControl.SpecialUsers import nobody
from Acquisition import aq_base, aq_inner, aq_parent
from Products.CMFCore.utils import getToolByName
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.globalrequest import getRequest

# Before the id of an account that the portal does not know.
OUTSIDE = "zope:"
_NAMES = "permitdesk.access.full_names"


def staff_id() -> str:
    """The id of the person signed in to this portal; empty for visitors and for accounts of
    Zope's root, one of which may carry a caseworker's id."""
    user = getSecurityManager().getUser()
    accounts = getattr(aq_base(getSite()), "acl_users", None)
    known = accounts is not None and aq_base(aq_parent(aq_inner(user))) is aq_base(accounts)
    return (user.getId() or "") if known else ""


def actor() -> str:
    """Who acts, for the record: as ``staff_id``, and ``zope:<id>`` for an account of the root."""
    user = getSecurityManager().getUser()
    return staff_id() or (f"{OUTSIDE}{user.getId()}" if user.getId() else "")


def full_name(who: str) -> str:
    """How somebody is called whom ``staff_id`` or ``actor`` named; the id itself where nobody
    knows, of accounts that are gone for example. Looked up once in a request."""
    request = getRequest()
    known = {} if request is None else IAnnotations(request).setdefault(_NAMES, {})
    if who not in known:
        member = getToolByName(getSite(), "portal_membership").getMemberById(who) if who else None
        known[who] = (member.getProperty("fullname", "") if member else "") or who
    return known[who]


def is_visitor() -> bool:
    """Whether nobody is signed in. The system itself is no visitor: it sees everything."""
    return getSecurityManager().getUser().getUserName() == nobody.getUserName()
