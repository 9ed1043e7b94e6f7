"""``{case}/@notes``: internal notes, for staff only."""

from zExceptions import BadRequest, Forbidden

from permitdesk.casework.dossier import notes
from permitdesk.casework.dossier.api.base import Change, Resource, moment, text


class NotesGet(Resource):
    """The latest first; ``text`` is empty for one that was withdrawn."""

    what = "notes"

    def answer(self) -> dict:
        return {
            "@id": f"{self.context.absolute_url()}/@notes",
            "items": [
                {
                    "id": each.id,
                    "text": each.text,
                    "by": each.by,
                    "at": moment(each.at),
                    "corrects": each.corrects or None,
                    "corrected_by": each.corrected_by or None,
                    "withdrawn_at": moment(each.withdrawn_at),
                }
                for each in notes.notes(self.context)
            ],
        }


class NotesPost(Change, NotesGet):
    """``{"text": …, "corrects": id}``, or ``{"withdraw": id}``."""

    def change(self, body) -> bool:
        try:
            if "withdraw" in body:
                notes.withdraw_note(self.context, text(body, "withdraw", 200))
                return False
            written = text(body, "text", notes.LONGEST)
            corrects = text(body, "corrects", 200, required=False)
            return notes.add_note(self.context, written, self.key, corrects)
        except notes.NotYoursError as error:
            raise Forbidden("Somebody else wrote this note.") from error
        except LookupError as error:
            raise BadRequest("This note is not there, or not current any more.") from error
        except notes.TooManyNotesError as error:
            raise BadRequest("The case has as many notes as it can hold.") from error
