"""The address decides the language before anything else does: ``/ar/…`` is Arabic."""

from permitdesk.core import languages

# Zope's virtual hosting leaves its own name between the portal's and the rest of the path.
_VIRTUAL_HOSTING = "virtual_hosting"


def fix_language_by_address(site, event) -> None:
    """Subscriber: the portal is about to be traversed; also right for what is not found there."""
    request = event.request
    ahead = [n for n in reversed(request.get("TraversalRequestNameStack", ())) if n]
    if ahead and ahead[0] == _VIRTUAL_HOSTING:
        ahead = ahead[1:]
    if ahead and ahead[0] in languages.LANGUAGES:
        languages.fix(request, ahead[0])
