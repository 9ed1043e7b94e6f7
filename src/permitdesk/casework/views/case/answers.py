"""What was answered, in German, step by step; beside it what the applicant saw and chose.

``?answers=german`` leaves the original out: nothing personal, so it may stand in an address.
"""

from functools import cached_property

from permitdesk.casework.checklist.originals import Original, originals
from permitdesk.casework.reading import Line, Section, language_name, read
from permitdesk.casework.views.case.part import CasePart
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import joined
from permitdesk.theme import Answer, AnswerRow, PageTemplate

GERMAN = "german"


class Answers(CasePart):
    index = PageTemplate("answers.pt")

    def sections(self) -> list[Section]:
        return read(self.revision, self.application.answers)

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
    def other_view(self) -> str:
        """The address of the compact view, or of that with the original."""
        address = self.context.absolute_url()
        return f"{address}#answers" if self.is_compact else f"{address}?answers={GERMAN}#answers"

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
