"""Moves a case on: a POST with a token, from the buttons of its page."""

from zExceptions import MethodNotAllowed

from permitdesk.casework.moving import PassedError, move
from permitdesk.casework.views.in_page import InPageForm


class Move(InPageForm):
    """Takes one step and returns to the case. Where a colleague was faster nothing is done, and the
    page says what the case is now."""

    def __call__(self):
        if self.request.method != "POST":
            raise MethodNotAllowed("POST")
        return super().__call__()

    def done(self) -> bool:
        wanted = self.request.form.get("transition")
        try:
            move(self.context, wanted if isinstance(wanted, str) else "")
        except PassedError as passed:
            return self.warn("history", passed.message)
        except LookupError:
            return True  # no page offers it
        return True
