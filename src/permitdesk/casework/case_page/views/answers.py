"""What was answered, in German, step by step; beside it what the applicant saw and chose.

Steps are folded but for those that decide what is done first. ``?answers=german`` leaves the
original out and ``?steps=open`` opens every step: nothing personal, so both may stand in an
address.
"""

from functools import cached_property
from urllib.parse import urlencode

from permitdesk.casework.checklist.originals import Original, originals
from permitdesk.casework.reading import Line, Section, language_name, read
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import joined
from permitdesk.services.definition import Revision
from permitdesk.theme import Answer, AnswerRow, PageTemplate

GERMAN, OPEN = "german", "open"
# How urgent it is, who is responsible, and what the person has now.
DECISIVE = ("urgency", "deadline", "title-expires", "municipality")


def is_decisive(revision: Revision | None, section: Section) -> bool:
    """Whether a step holds an answer by which somebody sees what has to be done first."""
    fields = [revision.definition.marked(mark) for mark in DECISIVE] if revision else []
    names = {field.name for field in fields if field}
    return any(line.name in names for line in section.lines)


class Answers(CasePart):
    index = PageTemplate("answers.pt")

    def sections(self) -> list[Section]:
        return read(self.revision, self.application.answers)

    @property
    def asked_in(self) -> str:
        """The revision that was answered, for ever; empty where there is none to read."""
        revision = self.revision
        if revision is None or not revision.published_at:
            return ""
        message = _(
            "casework_asked_in",
            default="Was gefragt wurde: Fassung ${number} vom ${day}",
            mapping={
                "number": revision.number,
                "day": in_words.day(revision.published_at[:10], SOURCE),
            },
        )
        return self.translate(message)

    @property
    def asked_address(self) -> str:
        return f"{self.context.absolute_url()}/@@asked"

    def answers(self, section: Section) -> list[Answer]:
        return [self._answer(line) for line in section.lines]

    @property
    def has_original(self) -> bool:
        """Whether the applicant read anything but German."""
        language = self.application.language
        return language != SOURCE and bool(self.revision and self.revision.labels.get(language))

    @property
    def is_compact(self) -> bool:
        return self.request.form.get("answers") == GERMAN

    @property
    def original_language(self) -> str:
        return language_name(self.application.language)

    @property
    def is_unfolded(self) -> bool:
        return self.request.form.get("steps") == OPEN

    def is_open(self, section: Section) -> bool:
        """Whether a step is open at first."""
        is_message = self.context.kind == "contact"
        return self.is_unfolded or is_message or is_decisive(self.revision, section)

    @property
    def other_view(self) -> str:
        """The address of the compact view, or of that with the original."""
        return self._address(not self.is_compact, self.is_unfolded)

    @property
    def other_folding(self) -> str:
        """The address of the view with every step open, or with the decisive ones."""
        return self._address(self.is_compact, not self.is_unfolded)

    def _address(self, is_compact: bool, is_unfolded: bool) -> str:
        wanted = {"answers": GERMAN if is_compact else "", "steps": OPEN if is_unfolded else ""}
        query = urlencode({name: value for name, value in wanted.items() if value})
        return f"{self.context.absolute_url()}{'?' if query else ''}{query}#answers"

    @cached_property
    def _originals(self) -> dict[str, Original]:
        if self.is_compact:
            return {}
        return originals(self.revision, self.application.answers, self.application.language)

    def _answer(self, line: Line) -> Answer:
        original = self._originals.get(line.name, Original())
        rows = tuple(AnswerRow(row.title, tuple(map(self._answer, row.lines))) for row in line.rows)
        question = joined(line.question, " ", original.question or "")
        # Where not each answer has an original, nobody knows which belongs to which by place.
        pairs = original.values if len(original.values) == len(line.values) else ()
        values = [
            joined(value, " ", pairs[number]) if pairs else value
            for number, value in enumerate(line.values)
        ]
        rest = () if pairs else original.values
        return Answer(question, (*values, *rest), rows=rows)
