"""What a service that changes something reads: JSON that no page of another site could send."""

import json

from plone.protect.interfaces import IDisableCSRFProtection
from zExceptions import BadRequest
from zope.interface import alsoProvides

from permitdesk.core.characters import is_whole


def trusted_body(request) -> dict:
    """The object in the body; raises ``BadRequest`` for anything else, and for characters that
    could never be written into a file again."""
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
    broken = _broken(body)
    if broken is not None:
        raise BadRequest(f"{broken}: control characters or half a character in a text")
    return body


def _broken(body: dict) -> str | None:
    """The name of the field with a text that cannot be kept; ``JSON`` where that is in a name."""
    for name, field in body.items():
        found = [field]
        if not is_whole(name):
            return "JSON"
        while found:
            value = found.pop()
            if isinstance(value, str):
                if not is_whole(value):
                    return name
            elif isinstance(value, dict):
                found += [*value, *value.values()]
            elif isinstance(value, list):
                found += value
    return None
