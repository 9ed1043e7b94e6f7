"""When Plone's own menu and API make working copies: where our page does, and of nothing else. By
themselves they make one of a language's folder or of the portal too, which is locked then."""

from plone.app.iterate.browser.control import Control

from permitdesk.guidance.copies.copy import may_begin


class CopyControl(Control):
    """``iterate_control``."""

    def checkout_allowed(self) -> bool:
        return may_begin(self.context) and super().checkout_allowed()
