"""What the pages share by which a case is given away: questions, one button, the way back."""

import secrets
from collections.abc import Sequence
from functools import cached_property

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message

from permitdesk import privacy
from permitdesk.casework.once import form_key
from permitdesk.casework.views.page import OfficePage
from permitdesk.core.characters import whole
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option
from permitdesk.theme import ErrorLink, Link, Notice, PageTemplate, Widget


class FormPage(OfficePage):
    """Asks, does what was asked for by POST with a token, and leads on; shows itself again with
    what is wrong, and nothing typed is lost."""

    index = PageTemplate("form.pt")
    name = ""  # of the page
    lead: Message | str = ""
    button: Message | str = ""
    back: Message | str = ""
    what_is_read = ""  # a word for the trail, where a case is shown

    def __call__(self):
        if not self.is_sent:
            if self.what_is_read:
                privacy.record("case.read", self.context.reference, self.what_is_read)
            return super().__call__()
        CheckAuthenticator(self.request)
        address = self.done() if self.questions.check() else ""
        if not address:
            return super().__call__()
        self.prepare_response()
        return self.request.response.redirect(address, status=303)

    def fields(self) -> Sequence[Field]:
        raise NotImplementedError

    def done(self) -> str:
        """Do it and return where to go then; empty where ``questions`` say what is wrong."""
        raise NotImplementedError

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.fields(), SOURCE, self.request.form if self.is_sent else None)

    @property
    def is_sent(self) -> bool:
        """Whether this is the form, to be checked and done."""
        return self.request.method == "POST"

    @property
    def action(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.name}"

    @property
    def back_address(self) -> str:
        return self.context.absolute_url()

    @property
    def notices(self) -> list[Notice]:
        return []

    @property
    def hidden(self) -> dict[str, str]:
        """What the form says besides: ``key`` tells one that was sent twice."""
        return {"key": self.page_key}

    @property
    def page_key(self) -> str:
        return self.sent("key")[:32] or secrets.token_hex(16)

    @property
    def key(self) -> str:
        """What was sent, by the page's key and what was typed."""
        return form_key(self.request) or secrets.token_hex(16)

    def sent(self, name: str) -> str:
        value = self.request.form.get(name) if self.request.method == "POST" else ""
        return whole(value) if isinstance(value, str) else ""

    def answer(self, name: str) -> str:
        value = self.questions.answers.get(name)
        return value.strip() if isinstance(value, str) else ""

    @property
    def widgets(self) -> list[Widget]:
        return self.questions.widgets

    @property
    def errors(self) -> list[ErrorLink]:
        return self.questions.errors

    @property
    def breadcrumb(self) -> list[Link]:
        return [
            self.place()[0],
            Link(self.context_title, self.back_address),
            Link(self.translate(self.title), ""),
        ]

    @property
    def context_title(self) -> str:
        return getattr(self.context, "reference", "") or self.context.title

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    def german(self, message: Message) -> str:
        return str(self.translate(message))

    def options(self, titles: dict) -> tuple[Option, ...]:
        return tuple(Option(value, str(self.translate(text))) for value, text in titles.items())
