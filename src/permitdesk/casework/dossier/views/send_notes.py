"""Where the forms about notes are sent."""

from contextlib import suppress

from permitdesk.casework.dossier import notes
from permitdesk.casework.dossier.views.notes import fields
from permitdesk.casework.dossier.views.sending import AskedForm
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.core import _
from permitdesk.services.definition import Field

GONE = _(
    "casework_dossier_note_gone",
    default="Diese Notiz wurde inzwischen berichtigt oder zurückgezogen.",
)
FULL = _("casework_dossier_notes_full", default="Mehr Notizen passen nicht zu diesem Vorgang.")


class AddNote(AskedForm):
    asks, part = "note", "notes"

    def fields(self) -> list[Field]:
        return fields()

    def act(self, answers) -> None:
        try:
            notes.add_note(self.context, self.text("note_text"), self.key)
        except notes.TooManyNotesError:
            self.questions.complain("note_text", FULL)


class CorrectNote(AskedForm):
    """``mark`` is the id of the note."""

    asks, part = "correct-note", "notes"

    @property
    def name(self) -> str:
        return f"note_text_{self.sent_text('mark')[:40]}"

    def fields(self) -> list[Field]:
        return fields(self.name)

    def act(self, answers) -> None:
        try:
            notes.add_note(
                self.context, self.text(self.name), self.key, corrects=self.sent_text("mark")
            )
        except notes.TooManyNotesError:
            self.questions.complain(self.name, FULL)
        except (LookupError, notes.NotYoursError):
            self.questions.complain(self.name, GONE)


class WithdrawNote(InPageForm):
    part = "notes"

    def done(self) -> bool:
        # Corrected or withdrawn since: the page that it returns to shows how it is.
        with suppress(LookupError, notes.NotYoursError):
            notes.withdraw_note(self.context, self.sent_text("note"))
        return True
