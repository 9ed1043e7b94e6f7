"""What somebody makes of the list for themselves: saved searches, and the columns they want."""

from plone.protect import CheckAuthenticator

from permitdesk.casework.worklist.columns import BY_ID, chosen
from permitdesk.casework.worklist.kept import kept, own_kept
from permitdesk.casework.worklist.views.asked import text
from permitdesk.casework.worklist.views.workplace import Workplace
from permitdesk.core import _

NO_TITLE = _("casework_worklist_save_no_title", default="Geben Sie der Suche einen Namen.")
NO_PERSONS = _(
    "casework_worklist_save_person",
    default="Eine Suche nach einer Person lässt sich nicht speichern: Ihr Name stünde dann darin. "
    "Leeren Sie das Suchfeld, und speichern Sie nur die Filter.",
)
TOO_MANY = _(
    "casework_worklist_save_many",
    default="Mehr gespeicherte Suchen gehen nicht. Löschen Sie eine, die Sie nicht mehr brauchen.",
)


class _Own(Workplace):
    """A POST with a token; anything else leads back to the list."""

    def __call__(self):
        if self.request.method != "POST":
            return self.back(self.workplace_address)
        CheckAuthenticator(self.request)
        return self.done() or super().__call__()

    def back(self, address: str) -> str:
        self.prepare_response()
        return self.request.response.redirect(address, status=303)

    def done(self) -> str | None:
        """What is answered; None where the list is shown."""
        raise NotImplementedError


class Save(_Own):
    """Keeps what is asked for under an address, and opens it."""

    def done(self) -> str | None:
        self.saving_title = text(self.request.form, "title", 200)
        if not self.saving_title.strip():
            self.saving_error = self.translate(NO_TITLE)
        elif self.wanted.text.strip():
            self.saving_error = self.translate(NO_PERSONS)
        else:
            try:
                saved = own_kept(self.office).save(self.user, self.saving_title, self.wanted)
            except ValueError:
                self.saving_error = self.translate(TOO_MANY)
            else:
                return self.back(self.saved_address(saved))
        return None


class Forget(_Own):
    def done(self) -> str:
        own_kept(self.office).forget(self.user, text(self.request.form, "search"))
        return self.back(self.workplace_address)


class Columns(_Own):
    """The list is shown at once, with what was asked for: a name stays out of the address."""

    def done(self) -> None:
        given = self.request.form.get("column", [])
        ids = [given] if isinstance(given, str) else given
        wanted = tuple(each for each in ids if isinstance(each, str) and each in BY_ID)
        own_kept(self.office).choose_columns(self.user, wanted or ("reference",))
        self.kept = kept(self.office)
        self.columns = chosen(self.kept.columns(self.user))
