"""Whose request this is. Zope's root has accounts of its own, and their ids may be anything."""

from AccessControl import getSecurityManager
from AccessControl.SpecialUsers import nobody
from Acquisition import aq_base, aq_inner, aq_parent
from zope.component.hooks import getSite

# Before the id of an account that the portal does not know.
OUTSIDE = "zope:"


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


def is_visitor() -> bool:
    """Whether nobody is signed in. The system itself is no visitor: it sees everything."""
    return getSecurityManager().getUser().getUserName() == nobody.getUserName()
