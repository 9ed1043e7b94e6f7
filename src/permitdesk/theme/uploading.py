"""Tells the script that sends files where to go on: a script cannot see a redirect's mark."""

from permitdesk.theme.interfaces import IDrawnPage

SENT_BY_SCRIPT, TOLD = "X-Permitdesk-Upload", "X-Permitdesk-Location"


def tell_where(event) -> None:
    """Subscriber: before the commit of a request that a page of ours answered."""
    request, response = event.request, event.request.response
    where = response.getHeader("Location")
    if where and request.getHeader(SENT_BY_SCRIPT) and IDrawnPage.providedBy(request):
        response.headers.pop("location")
        response.setHeader(TOLD, where)
        response.setStatus(204)
