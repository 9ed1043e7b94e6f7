"""What a page does with a file of translations: it shows all that the file would do, and takes it
only by a second button; then the texts may have moved on, so what fits is decided anew."""

import re
from collections.abc import Sequence

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.theme import Cell, PostedPage, Table
from permitdesk.translation import waiting
from permitdesk.translation.exchange import MOST_BYTES, Plan, UnreadableFileError

NO_FILE = _("translation_file_needed", default="Wählen Sie eine Datei aus.")
UNREADABLE = _(
    "translation_file_unreadable", default="Die Datei lässt sich nicht einlesen. ${reason}"
)
TAKEN = _("translation_file_taken", default="Eingelesen: ${number}")
GERMAN = _("translation_file_german", default="Deutsch in der Datei")
REASON = _("translation_file_reason", default="Grund")
REFUSED = _("translation_file_refused_title", default="Das geht nicht")
TAKES = _("translation_file_taken_title", default="Das wird übernommen")
WHERE = _("translation_file_where", default="Wo")
MOST_ROWS = 500
# What the portal fills in; its braces would turn around within a line of Arabic.
_FILLED_IN = re.compile(r"\$\{\w+\}")


class FilePage(PostedPage):
    """A page of that kind has a ``tag`` (the language), says by ``waits_at`` with which object a
    file waits and by ``most_bytes`` how large it may be, and has ``planned(data)``, which returns a
    ``Plan`` or raises ``UnreadableFileError``, and ``take(plan)``. Of what is taken ``taken_row``
    says what stands under ``COLUMNS``, the last of which is the translation."""

    plan: Plan | None = None
    message = ""
    most_bytes = MOST_BYTES

    @property
    def has_something(self) -> bool:
        return self.plan is not None and bool(self.plan.taken)

    @property
    def is_taken(self) -> bool:
        return bool(self.message)

    def send(self, data: bytes, media_type: str, name: str) -> bytes:
        """A file to take along."""
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", media_type)
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return data

    def done(self) -> None:
        takes = "take" in self.request.form
        data = waiting.waiting(self.waits_at, self.tag) if takes else self._sent_file()
        if data is None:
            self.complain(NO_FILE, "f-file")
        elif not self._is_planned(data):
            return
        elif takes:
            self.take(self.plan)
            waiting.forget(self.waits_at)
            number = {"number": len(self.plan.taken)}
            self.message = self.translate(Message(TAKEN, mapping=number))
        else:
            waiting.wait(self.waits_at, self.tag, data)

    @property
    def refused_table(self) -> Table:
        """What is not taken, with the words of the file, so that nothing is lost."""
        rows = [
            (
                each.entry.source,
                each.entry.text,
                " ".join(str(self.translate(reason)) for reason in each.reasons),
            )
            for each in self.plan.refused[:MOST_ROWS]
        ]
        return self._table(REFUSED, (GERMAN, self.COLUMNS[-1], REASON), rows)

    @property
    def taken_table(self) -> Table:
        rows = [(each.place, *self.taken_row(each)) for each in self.plan.taken[:MOST_ROWS]]
        return self._table(TAKES, (WHERE, *self.COLUMNS), rows)

    def _table(self, caption, columns, rows: Sequence[Sequence[str]]) -> Table:
        return Table(
            str(self.translate(caption)),
            [str(self.translate(each)) for each in columns],
            [[Cell(_isolated(text[:300]), isolate=True) for text in row] for row in rows],
        )

    def _is_planned(self, data: bytes) -> bool:
        try:
            self.plan = self.planned(data)
        except UnreadableFileError as error:
            self.complain(Message(UNREADABLE, mapping={"reason": error.message}), "f-file")
            return False
        return True

    def _sent_file(self) -> bytes | None:
        file = self.request.form.get("file")
        if not getattr(file, "filename", ""):
            return None
        return file.read(self.most_bytes + 1)


def _isolated(text: str) -> str:
    return _FILLED_IN.sub(lambda found: in_words.isolated(found[0]), text)
