"""When Plone's own menu offers working copies: where our page does."""

from plone.app.iterate.browser.control import Control

from permitdesk.guidance.copies.copy import may_begin


class CopyControl(Control):
    """``iterate_control``."""

    def checkout_allowed(self) -> bool:
        return may_begin(self.context) and super().checkout_allowed()
