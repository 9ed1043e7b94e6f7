"""What all status pages have in common: the session, signing in, tokens, headers.

A page is given the case of the session, never one from its address. Whoever posts after the
session ended signs in on the same page, and what they wrote comes along.
"""

import secrets
from collections.abc import Mapping
from functools import cached_property

from plone.protect.interfaces import IDisableCSRFProtection
from zope.i18nmessageid import Message
from zope.interface import alsoProvides

from permitdesk.core import _, languages
from permitdesk.intake import discretion
from permitdesk.theme import ErrorLink, Link, PageTemplate, PublicPage, private_no_store
from permitdesk.tracking import session as sessions
from permitdesk.tracking.address import StatusAddress
from permitdesk.tracking.views.sign_in import SignIn

AGAIN = _("intake_button_again", default="Bitte drücken Sie den Knopf noch einmal.")


class StatusView(PublicPage):
    """One page; a subclass says what it shows (``index``) and what a POST does (``take``)."""

    title = _("tracking_title", default="Mein Antrag")
    referrer_policy = "no-referrer"
    index_page = False
    path = ""  # below the status page, the same in every language
    keeps: tuple[str, ...] = ()  # inputs that come along when the session ended meanwhile
    sign_in_form = PageTemplate("sign_in.pt")

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        discretion.keep(request)
        self.case = self.session = None
        self.message: Message | str = ""
        self.left = False

    def __call__(self) -> str:
        private_no_store(self.request.response)
        self.case, self.session = sessions.current(self.site, self.request)
        if not self.posted:
            return self.show() if self.case is not None else self.ask_to_sign_in()
        if "reference" in self.request.form:
            return self.take_sign_in()
        if self.case is None:
            return self.ask_to_sign_in()
        if not sessions.has_token(self.session, self.request):
            self.message = AGAIN
            return self.show()
        return self.trusted_take()

    def trusted_take(self) -> str:
        # The token was looked at; plone.protect would ask staff, who are signed in, for its own.
        alsoProvides(self.request, IDisableCSRFProtection)
        return self.take()

    def take(self) -> str:
        """What a trusted POST does; answers with the page or a redirect."""
        return self.show()

    # -- signing in

    @cached_property
    def sign_in(self) -> SignIn:
        return SignIn(self.site, self.request, self.language)

    def take_sign_in(self) -> str:
        case = self.sign_in.look_up()
        if case is None:
            self.case = None
            return self.ask_to_sign_in()
        self.case, self.session = case, sessions.begin(self.site, self.request, case)
        # Reference, code and day of birth have come with this very form: it is no forged one.
        return self.trusted_take() if self.kept else self.go(self.path)

    def ask_to_sign_in(self) -> str:
        self.prepare_response()
        return self.sign_in_form()

    @cached_property
    def kept(self) -> dict[str, str]:
        """What was typed on this page before the session ended."""
        form = self.request.form if self.posted else {}
        found = {name: form.get(name) for name in self.keeps}
        return {name: each for name, each in found.items() if isinstance(each, str) and each}

    # -- answers

    def prepare_response(self) -> None:
        super().prepare_response()
        private_no_store(self.request.response)

    def show(self) -> str:
        self.prepare_response()
        return self.index()

    def go(self, path: str = "") -> str:
        """Answer with a redirect to a status page (303: it is fetched by GET)."""
        self.prepare_response()
        where = f"{self.start}/{path}" if path else self.start
        self.request.response.redirect(where, status=303)
        return ""

    # -- what templates need

    @property
    def posted(self) -> bool:
        return self.request.method == "POST"

    @property
    def start(self) -> str:
        return StatusAddress(self.site)(self.language)

    @property
    def address(self) -> str:
        return f"{self.start}/{self.path}" if self.path else self.start

    def alternates(self) -> Mapping[str, str]:
        address = StatusAddress(self.site)
        path = f"/{self.path}" if self.path else ""
        return {tag: address(tag) + path for tag in languages.LANGUAGES}

    @property
    def breadcrumb(self) -> list[Link]:
        if self.case is None or not self.path:
            return []
        status = self.translate(_("tracking_title", default="Mein Antrag"))
        return [Link(status, self.start), Link(self.translate(self.title), "")]

    @property
    def token(self) -> str:
        return sessions.token(self.session)

    @cached_property
    def fresh_key(self) -> str:
        """Tells one form that was sent twice from two."""
        sent = self.request.form.get("key") if self.posted else None
        return sent if is_key(sent) else secrets.token_hex(16)

    @staticmethod
    def key() -> str:
        """Another such key, for pages with several forms."""
        return secrets.token_hex(16)

    @property
    def errors(self) -> list[ErrorLink]:
        if self.case is None:
            return self.sign_in.errors
        return [ErrorLink("main-form", self.translate(self.message))] if self.message else []


def is_key(value: object) -> bool:
    """Whether this is a key that one of our forms may carry."""
    return (
        isinstance(value, str)
        and len(value) == 32
        and all(letter in "0123456789abcdef" for letter in value)
    )
