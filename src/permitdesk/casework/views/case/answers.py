"""What was answered, in German, step by step."""

from permitdesk.casework.reading import Line, Section, read
from permitdesk.casework.views.case.part import CasePart
from permitdesk.theme import Answer, AnswerRow, PageTemplate


class Answers(CasePart):
    index = PageTemplate("answers.pt")

    def sections(self) -> list[Section]:
        return read(self.revision, self.application.answers)

    @staticmethod
    def answers(section: Section) -> list[Answer]:
        return [_answer(line) for line in section.lines]


def _answer(line: Line) -> Answer:
    rows = tuple(AnswerRow(row.title, tuple(map(_answer, row.lines))) for row in line.rows)
    return Answer(line.question, line.values, rows=rows)
