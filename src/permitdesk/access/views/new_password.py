"""``/passwordreset/<key>``, where the link of a mail leads: Plone's form on a page of ours."""

from collections.abc import Sequence

from Products.CMFPlone.browser.login.password_reset import PasswordResetView

from permitdesk.access.views.sign_in import NAME_MISSING, drop_plones_words
from permitdesk.core import _
from permitdesk.theme import ErrorLink, PageTemplate, StaffPage, Widget

ASKS, DONE, DEAD = "asks", "done", "dead"
_NEW = _("access_new_title", default="Neues Passwort")


class NewPassword(StaffPage, PasswordResetView):
    """A link that was used, is old or of another account is told alike."""

    frame_class = "pd-page"
    folds_menu = True
    referrer_policy = "no-referrer"  # the address is a key
    user_name = ""
    title = _NEW
    index = PageTemplate("new_password.pt")
    state = ASKS

    def __call__(self):
        self.prepare_response()
        drawn = PasswordResetView.__call__(self)
        drop_plones_words(self.request)
        return drawn

    def form(self) -> str:
        return self.index()

    def finish(self) -> str:
        self.state = DONE
        return self.index()

    def invalid(self) -> str:
        self.state = DEAD
        return self.index()

    expired = invalid

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by the input; of a password Plone's rules say it."""
        found = (self.getErrors() if self.state == ASKS else None) or {}
        said = {name: found[name] for name in ("userid", "password") if found.get(name)}
        if "userid" in said:
            said["userid"] = NAME_MISSING
        return {name: str(self.translate(text)) for name, text in said.items()}

    @property
    def errors(self) -> Sequence[ErrorLink]:
        return [ErrorLink(f"f-{name}", text) for name, text in self.problems.items()]

    @property
    def questions(self) -> Sequence[Widget]:
        name = self.request.form.get("userid", "")
        again = _("access_new_again", default="Neues Passwort noch einmal")
        return (
            Widget(
                "text",
                "userid",
                str(self.translate(_("access_account", default="Name für die Anmeldung"))),
                required=True,
                value=name if isinstance(name, str) else "",
                error=self.problems.get("userid", ""),
                autocomplete="username",
                direction="ltr",
            ),
            self._password("password", _NEW),
            self._password("password2", again),
        )

    def _password(self, name: str, title) -> Widget:
        return Widget(
            "password",
            name,
            str(self.translate(title)),
            required=True,
            error=self.problems.get(name, ""),
            autocomplete="new-password",
            direction="ltr",
        )

    @property
    def action(self) -> str:
        return self.request.get("ACTUAL_URL", "")
