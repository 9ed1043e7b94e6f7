"""What a service that changes something reads: JSON that no page of another site could send."""

import json

from plone.protect.interfaces import IDisableCSRFProtection
from zExceptions import BadRequest
from zope.interface import alsoProvides


def trusted_body(request) -> dict:
    """The object in the body; raises ``BadRequest`` for anything else."""
    # Another site's page can not send this type without the browser asking us first.
    if not request.getHeader("Content-Type", "").startswith("application/json"):
        raise BadRequest("Content-Type: application/json")
    alsoProvides(request, IDisableCSRFProtection)
    try:
        body = json.loads(request.get("BODY") or b"{}")
    except (ValueError, RecursionError) as error:
        raise BadRequest("JSON") from error
    if not isinstance(body, dict):
        raise BadRequest("JSON")
    return body
