"""Who wrote something, or works on it just now, is known to those who may change it, and to nobody
else.

Plone's API tells it to everybody who sees the page: logins, the name, the lock's token.
"""

from AccessControl import getSecurityManager
from plone.app.dexterity.behaviors.metadata import IOwnership
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.restapi.services import locking

IOwnership.setTaggedValue(
    READ_PERMISSIONS_KEY,
    {
        **IOwnership.queryTaggedValue(READ_PERMISSIONS_KEY, {}),
        "creators": "cmf.ModifyPortalContent",
    },
)


def lock_info(content) -> dict[str, object]:
    """In place of plone.restapi's, wherever that is read into an answer."""
    return locking.lock_info(content) if _may_know(content) else {}


def lock_info_of_view(self) -> dict[str, object] | None:
    """In place of what ``@@plone_lock_info`` says, at ``_old_lock_info``."""
    return self._old_lock_info() if _may_know(self.context) else None


def _may_know(content) -> bool:
    return bool(getSecurityManager().checkPermission("Modify portal content", content))
