"""A page for staff that shows on GET, and on POST does what was sent and leads on."""

from collections.abc import Sequence

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message

from permitdesk.core.characters import whole
from permitdesk.theme.page import StaffPage
from permitdesk.theme.widgets import ErrorLink


class PostedPage(StaffPage):
    """``done`` is the page's own; a form of it carries ``view/token``."""

    problems: Sequence[ErrorLink] = ()

    def __call__(self):
        if not self.is_posted:
            return super().__call__()
        CheckAuthenticator(self.request)
        address = self.done()
        return super().__call__() if address is None else self.go(address)

    def done(self) -> str | None:
        """Do what was sent; returns where to go on, or None to show the page again."""
        return None

    @property
    def is_posted(self) -> bool:
        return self.request.method == "POST"

    def sent(self, name: str, longest: int = 100) -> str:
        """A text of the form, whatever somebody sent under its name."""
        value = self.request.form.get(name, "")
        return whole(value[:longest]) if isinstance(value, str) else ""

    def go(self, address: str) -> str:
        self.prepare_response()
        return self.request.response.redirect(address, status=303)

    @property
    def errors(self) -> Sequence[ErrorLink]:
        return [*self.form_errors, *self.problems]

    @property
    def form_errors(self) -> Sequence[ErrorLink]:
        """What is wrong with what was sent."""
        return ()

    def complain(self, message: str | Message, target: str) -> None:
        """Say what is wrong; ``target`` is the id of what it is about."""
        self.problems = [*self.problems, ErrorLink(target, self.translate(message))]

    @property
    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()
