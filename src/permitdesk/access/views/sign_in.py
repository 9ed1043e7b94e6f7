"""``/login`` and ``/login-help``: Plone's forms on pages of ours. What they do stays Plone's."""

from collections.abc import Sequence
from functools import cached_property

from Products.CMFPlone.browser.login.login import LoginForm
from Products.CMFPlone.browser.login.login_help import LoginHelpForm
from Products.statusmessages import STATUSMESSAGEKEY
from zope.component import queryAdapter

from permitdesk.access.account import full_name, is_visitor, staff_id
from permitdesk.core import _
from permitdesk.core.interfaces import IStatusAddress
from permitdesk.theme import ErrorLink, PageTemplate, StaffPage, Widget, private_no_store

NAME, PASSWORD = "__ac_name", "__ac_password"
NAME_MISSING = _(
    "access_name_missing", default="Geben Sie den Namen ein, mit dem Sie sich anmelden."
)
PASSWORD_MISSING = _("access_password_missing", default="Geben Sie Ihr Passwort ein.")
WRONG = _(
    "access_wrong",
    default="Name oder Passwort stimmt nicht. Achten Sie auf große und kleine Buchstaben.",
)
_ACCOUNT = _("access_account", default="Name für die Anmeldung")
_EMAIL = _("access_email", default="E-Mail-Adresse")
# The two questions of the help, the button of each, and what is said of one without an answer.
FOR_PASSWORD, FOR_NAME = "form.widgets.reset_password", "form.widgets.recover_username"
BUTTONS = {"form.buttons.reset": FOR_PASSWORD, "form.buttons.get_username": FOR_NAME}
UNANSWERED = {
    FOR_PASSWORD: NAME_MISSING,
    FOR_NAME: _("access_email_missing", default="Geben Sie Ihre E-Mail-Adresse ein."),
}


def drop_plones_words(request) -> None:
    """What Plone says here it would say much later, on the next page of its own."""
    if request.method == "POST":
        request.response.expireCookie(STATUSMESSAGEKEY, path="/")


class _Entrance(StaffPage):
    """A page before one is signed in: of a visitor's width, in whatever language is chosen."""

    frame_class = "pd-page"
    folds_menu = True

    @property
    def user_name(self) -> str:
        return full_name(staff_id())

    def __call__(self):
        if self.context.absolute_url() != self.site_address:  # a language folder has one, too
            query = self.request.get("QUERY_STRING", "")
            address = f"{self.site_address}/{self.__name__}"
            return self.request.response.redirect(f"{address}?{query}" if query else address)
        self.prepare_response()
        self.update()
        leads_on = 300 <= self.request.response.getStatus() < 400
        drawn = "" if leads_on else self.render()
        private_no_store(self.request.response)
        drop_plones_words(self.request)
        return drawn

    def words(self, message) -> str:
        return str(self.translate(message))

    def name_widget(self, name: str, value: str, error: str) -> Widget:
        """The question for the name of an account, which may be an address for e-mail."""
        by_email = self.use_email_as_login()
        return Widget(
            "text",
            name,
            self.words(_EMAIL if by_email else _ACCOUNT),
            required=True,
            value=value,
            error=error,
            autocomplete="username",
            input_mode="email" if by_email else "",
            direction="ltr",
        )

    def typed(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""


class SignIn(_Entrance, LoginForm):
    title = _("access_title", default="Anmelden")
    index = PageTemplate("sign_in.pt")

    @property
    def is_sent(self) -> bool:
        return self.request.method == "POST" and "buttons.login" in self.request.form

    @cached_property
    def problems(self) -> dict[str, str]:
        """What is wrong, by the input."""
        if not self.is_sent:
            return {}
        missing = {NAME: NAME_MISSING, PASSWORD: PASSWORD_MISSING}
        found = {name: text for name, text in missing.items() if not self.typed(name).strip()}
        if not found and is_visitor():
            found = {NAME: WRONG}
        return {name: self.words(text) for name, text in found.items()}

    @property
    def errors(self) -> Sequence[ErrorLink]:
        return [ErrorLink(f"f-{name}", text) for name, text in self.problems.items()]

    @property
    def questions(self) -> Sequence[Widget]:
        return (
            self.name_widget(NAME, self.typed(NAME), self.problems.get(NAME, "")),
            Widget(
                "password",
                PASSWORD,
                self.words(_("access_password", default="Passwort")),
                required=True,
                error=self.problems.get(PASSWORD, ""),
                autocomplete="current-password",
                direction="ltr",
            ),
        )

    @property
    def came_from(self) -> str:
        return self.get_came_from() or ""

    @property
    def help_address(self) -> str:
        return f"{self.site_address}/login-help"

    @property
    def status_address(self) -> str:
        """Where an applicant looks; they may have taken this for their way in."""
        found = queryAdapter(self.site, IStatusAddress)
        return found(self.language) if found else ""


class SignInHelp(_Entrance, LoginHelpForm):
    """By e-mail: a link for a new password, or one's name. It never tells whether there is such an
    account."""

    title = _("access_help_title", default="Name oder Passwort vergessen")
    index = PageTemplate("sign_in_help.pt")

    @property
    def asked(self) -> str:
        """The input whose button was pressed; empty where none was."""
        if self.request.method != "POST":
            return ""
        return next((name for each, name in BUTTONS.items() if each in self.request.form), "")

    @property
    def is_done(self) -> bool:
        return bool(self.asked and not self.errors)

    @property
    def errors(self) -> Sequence[ErrorLink]:
        name = self.asked
        if not name or self.typed(name).strip():
            return ()
        return (ErrorLink(self._id(name), self.words(UNANSWERED[name])),)

    @property
    def password_question(self) -> Widget:
        name = FOR_PASSWORD
        return self.name_widget(name, self.typed(name), self._error(name))

    @property
    def name_question(self) -> Widget:
        return Widget(
            "email",
            FOR_NAME,
            self.words(_EMAIL),
            required=True,
            value=self.typed(FOR_NAME),
            error=self._error(FOR_NAME),
            autocomplete="email",
        )

    def _error(self, name: str) -> str:
        return next((each.message for each in self.errors if each.target == self._id(name)), "")

    @staticmethod
    def _id(name: str) -> str:
        return Widget("text", name, "").id

    @property
    def sign_in_address(self) -> str:
        return f"{self.site_address}/login"
