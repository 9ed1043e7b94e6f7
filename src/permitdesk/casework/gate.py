"""The gate before every address below a case: pages, documents, REST, WebDAV, Zope's own.

Zope checks what is published at the end of an address, not what lies on the way. So a case on
the way registers a check that runs when the address is resolved and the person is known.
"""

from AccessControl import getSecurityManager
from zExceptions import NotFound, Unauthorized

VIEW_CASE = "permitdesk: View case"


def guard(case, request) -> None:
    """Let the request through to ``case`` only for those who may view it."""
    request.post_traverse(_check, (case,))


def may_view(case) -> bool:
    """Whether whoever asks may view the case."""
    return bool(getSecurityManager().checkPermission(VIEW_CASE, case))


def _check(case) -> None:
    if may_view(case):
        return
    if getSecurityManager().getUser().getId() is None:
        raise Unauthorized("Please log in.")
    # Whoever is logged in and may not see it learns not even that it exists.
    raise NotFound()
