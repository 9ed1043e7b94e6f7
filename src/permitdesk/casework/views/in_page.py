"""Forms that stand in a part of the case page: each is sent to a page of its own."""

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter

from permitdesk.casework.views.page import OfficePage
from permitdesk.core.characters import whole


class InPageForm(OfficePage):
    """Does what was asked for and leads back to its ``part`` of the case page, by id; shows the
    page again with what is wrong.

    The page takes from it what was typed (``CasePage.posted``): ``checklist``, ``correspondence``
    or ``sent`` instead of its own, and ``errors``.
    """

    part = ""
    errors: tuple | list = ()

    def __call__(self):
        if self.request.method != "POST":
            return self.back()
        CheckAuthenticator(self.request)
        return self.back() if self.done() else self.again()

    def done(self) -> bool:
        """Do it; False where something is wrong."""
        raise NotImplementedError

    def back(self):
        self.prepare_response()
        address = f"{self.context.absolute_url()}{'#' if self.part else ''}{self.part}"
        return self.request.response.redirect(address, status=303)

    def again(self) -> str:
        """The case page with what was typed."""
        page = getMultiAdapter((self.context, self.request), name="case")
        page.posted = self
        return page()

    @property
    def key(self) -> str:
        return self.sent_text("key")[:32]

    def sent_text(self, name: str) -> str:
        """What was sent under a name; empty for nothing, and for what is no text."""
        value = self.request.form.get(name)
        return whole(value[:200]) if isinstance(value, str) else ""
