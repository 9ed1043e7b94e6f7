"""Internal notes on the case page."""

from permitdesk.access import actor, full_name
from permitdesk.casework.dossier import notes
from permitdesk.casework.dossier.notes import Note
from permitdesk.casework.dossier.views.asking import Asking, Press, text_field
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.core.texts import german
from permitdesk.services.definition import Field
from permitdesk.theme import PageTemplate


def fields(name: str = "note_text") -> list[Field]:
    return [text_field(name, _("casework_dossier_note_text", default="Notiz"), notes.LONGEST)]


class Notes(CasePart):
    index = PageTemplate("notes.pt")

    def notes(self) -> list[dict[str, object]]:
        return [
            {
                "by": full_name(note.by),
                "when": moment(note.at),
                "text": note.text,
                "corrected": bool(note.corrected_by),
                "withdrawn": moment(note.withdrawn_at) if note.withdrawn_at else "",
                "is_current": note.is_current,
                "correct": self._correct(note),
                "withdraw": self._withdraw(note),
            }
            for note in notes.notes(self.context)
        ]

    def count(self) -> int:
        return sum(each.is_current for each in notes.notes(self.context))

    def write(self) -> str:
        title = german(_("casework_dossier_note_write", default="Notiz schreiben"))
        button = german(_("casework_dossier_note_keep", default="Notiz speichern"))
        return Asking(self.page, "note", title, button, fields())()

    def _correct(self, note: Note) -> str:
        if not note.is_current or note.by != actor():
            return ""
        title = german(_("casework_dossier_note_correct", default="Berichtigen"))
        button = german(_("casework_dossier_note_correct_do", default="Berichtigung speichern"))
        name = f"note_text_{note.id}"
        return Asking(self.page, "correct-note", title, button, fields(name), mark=note.id)()

    def _withdraw(self, note: Note) -> str:
        if not note.is_there or note.by != actor():
            return ""
        button = german(_("casework_dossier_note_withdraw", default="Notiz zurückziehen"))
        return Press(self.page, "withdraw-note", button, note=note.id)()
