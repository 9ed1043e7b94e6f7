"""The answers to a choice as rows: their words, their order; each keeps its code."""

from collections.abc import Callable, Mapping, Sequence

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer.rows import RowForm
from permitdesk.services.choices import SheetOption
from permitdesk.services.definition import Field, Rule

ANSWER = _("designer_answer", default="Antwort ${number}")
MORE = _("designer_answers_more", default="Weitere Antworten")
MORE_HELP = _("designer_answers_more_help", default="Eine in jeder Zeile.")
NONE = _("designer_answers_none", default="Schreiben Sie mindestens eine Antwort.")
TWICE = _("designer_answers_twice", default="Diese Antwort gibt es schon.")
MOST, LONGEST = 200, 300


class OptionForm(RowForm):
    """The rows are places among the answers before; ``o_more`` takes further ones, one a line."""

    prefix = "o"
    longest = 5000

    def __init__(
        self,
        before: Sequence[SheetOption],
        form: Mapping[str, object] | None,
        say: Callable[[object], Shown],
        too_long: Shown,
    ) -> None:
        self.before, self.form, self.say, self.too_long = list(before), form, say, too_long
        known = [str(place) for place in range(len(self.before))]
        if form is None:
            self.rows = known
        else:
            self.rows = [each for each in self.sent_rows() if each in known]
            self._do(*self.sent_do())
        self.stored = {f"o_{row}": self.before[int(row)].title for row in self.rows}

    @property
    def asked(self) -> list[Field]:
        limit = (Rule("max_length", LONGEST, message=self.too_long),)
        found = [
            Field(
                f"o_{row}",
                "text",
                self.say(Message(ANSWER, mapping={"number": str(number)})),
                required=True,
                rules=limit,
            )
            for number, row in enumerate(self.rows, 1)
        ]
        many = (Rule("max_length", 20_000, message=self.too_long),)
        more = Field("o_more", "long-text", self.say(MORE), self.say(MORE_HELP), rules=many)
        return [*found, more]

    @property
    def gone(self) -> list[SheetOption]:
        """The answers that were taken away."""
        return [each for place, each in enumerate(self.before) if str(place) not in self.rows]

    def read(self, answers: Mapping[str, object], complain: Callable) -> list[SheetOption]:
        found = []
        for row in self.rows:
            known = self.before[int(row)]
            title = " ".join(str(answers.get(f"o_{row}") or "").split())
            if title and title in {each.title for each in found}:
                complain(f"o_{row}", TWICE)
            found.append(SheetOption(known.value, title, known.condition))
        for line in str(answers.get("o_more") or "").splitlines():
            title = " ".join(line.split())
            if len(title) > LONGEST:
                complain("o_more", self.too_long)
            if title and title not in {each.title for each in found}:
                found.append(SheetOption("", title))
        if not found:
            complain("o_more", NONE)
        if len(found) > max(MOST, len(self.before)):
            complain("o_more", self.too_long)
        return found

    def _do(self, word: str, row: str) -> None:
        if row not in self.rows:
            return
        place = self.rows.index(row)
        if word == "remove":
            self.rows.remove(row)
        elif word in ("up", "down"):
            other = place + (1 if word == "down" else -1)
            if 0 <= other < len(self.rows):
                self.rows[place], self.rows[other] = self.rows[other], self.rows[place]
