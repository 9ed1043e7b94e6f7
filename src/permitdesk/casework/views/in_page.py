"""Forms that stand in a part of the case page: each is sent to a page of its own."""

from functools import cached_property

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message

from permitdesk.casework import meanwhile
from permitdesk.casework.once import form_key
from permitdesk.casework.views.left_over import Left
from permitdesk.casework.views.page import OfficePage
from permitdesk.core.characters import whole
from permitdesk.theme import ErrorLink


class InPageForm(OfficePage):
    """Does what was asked for and leads back to its ``part`` of the case page, by id; shows the
    page again with what is wrong.

    The page takes from it what was typed (``CasePage.posted``): ``checklist``, ``correspondence``
    or ``sent`` instead of its own, ``errors``, and what is ``left`` without a place.
    """

    part = ""

    @cached_property
    def trouble(self) -> list[ErrorLink]:
        """What kept it from being done, besides what the questions say."""
        return []

    @property
    def errors(self) -> list[ErrorLink]:
        return self.trouble

    @cached_property
    def left(self) -> list[Left]:
        """What was typed where the page has no form for it any more."""
        return []

    def warn(self, target: str, message, **values: str) -> bool:
        """Say above the page why nothing was done; ``target`` is an id of it. False."""
        sentence = Message(message, mapping=values or message.mapping)
        self.trouble.append(ErrorLink(target, self.translate(sentence)))
        return False

    @cached_property
    def since(self) -> tuple:
        """What others did since the page was opened."""
        return meanwhile.since(self.context, self.request.form.get("seen"))

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
        return form_key(self.request)

    def sent_text(self, name: str) -> str:
        """What was sent under a name; empty for nothing, and for what is no text."""
        value = self.request.form.get(name)
        return whole(value[:200]) if isinstance(value, str) else ""
