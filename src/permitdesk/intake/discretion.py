"""Keeps what somebody sent out of the error log.

Zope's error log keeps the whole request of a failure, form and cookies included, for managers to
read. A failing page of ours forgets them first: the traceback says what a developer needs.
"""

from zope.annotation.interfaces import IAnnotations

KEY = "permitdesk.intake.discreet"
_HEADERS = ("HTTP_COOKIE", "HTTP_X_ACCESS_CODE", "HTTP_IDEMPOTENCY_KEY")


def keep(request) -> None:
    """From now on a failure of this request forgets what was sent with it."""
    IAnnotations(request)[KEY] = True


def before_abort(event) -> None:
    """Subscriber of the publisher, before the error log hears of a failure."""
    request = event.request
    if event.retry or KEY not in IAnnotations(request):
        return
    request.form.clear()
    request.cookies.clear()
    request.other.pop("BODY", None)
    for name in _HEADERS:
        request.environ.pop(name, None)
