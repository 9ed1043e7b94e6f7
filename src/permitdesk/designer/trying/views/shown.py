"""An outcome as pages show it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from permitdesk.core import _
from permitdesk.core.texts import Shown as ShownText
from permitdesk.core.texts import say
from permitdesk.designer.trying.outcome import LETTER, Outcome
from permitdesk.designer.trying.words import LETTERS, STATES, Titles
from permitdesk.intake import Form
from permitdesk.services import sections
from permitdesk.theme import Answer, AnswerRow, Fact, Notice, PageTemplate

_macros = PageTemplate("outcome.pt")

STOPPED = _(
    "designer_outcome_stopped", default="Mit diesen Antworten kann niemand einen Antrag senden"
)
INCOMPLETE = _(
    "designer_outcome_incomplete", default="So kann der Antrag noch nicht gesendet werden"
)
COMPLETE = _("designer_outcome_complete", default="So könnte der Antrag gesendet werden")
NOTHING = _(
    "designer_outcome_nothing",
    default="Es ist nichts gesendet worden: kein Vorgang, keine Mail, keine Vorgangsnummer.",
)
NO_DESK = _(
    "designer_outcome_no_desk",
    default="Kein Sachgebiet ist für diesen Dienst eingetragen. Der Vorgang käme zum ersten.",
)


class Shown:
    """``form`` and its outcome, in ``language``; what the applicant reads in ``theirs``."""

    def __init__(self, form: Form, outcome: Outcome, language: str, theirs: str) -> None:
        self.outcome, self.language, self.theirs = outcome, language, theirs
        self.form = replace(form, language=language)
        self.titles = Titles([form.revision], language)

    @property
    def macro(self):
        return _macros.macros["outcome"]

    @property
    def notice(self) -> Notice:
        if self.outcome.stopped:
            return Notice("stop", say(STOPPED, self.language))
        if self.outcome.errors:
            return Notice("warning", say(INCOMPLETE, self.language))
        return Notice("success", say(COMPLETE, self.language))

    @cached_property
    def errors(self) -> list[Answer]:
        return [
            Answer(self.titles.question(name), tuple(texts), missing=True, isolate=False)
            for name, texts in self.form.errors().items()
        ]

    @property
    def documents(self) -> list[ShownText]:
        return [self.titles.of("document", each) for each in self.outcome.documents]

    @property
    def hints(self) -> list[ShownText]:
        return [self.titles.of("hint", each) for each in self.outcome.hints]

    @property
    def prerequisites(self) -> list[Fact]:
        return [
            Fact(self.titles.of("prerequisite", each), say(STATES[state], self.language))
            for each, state in self.outcome.prerequisites.items()
        ]

    @property
    def fees(self) -> Mapping[str, object] | None:
        return None if self.outcome.stopped else self.form.fees

    @property
    def desk(self) -> str:
        return self.outcome.desk_title or str(say(NO_DESK, self.language))

    @property
    def letter(self) -> list[Fact]:
        """What the receipt says, in the language of the one who applies."""
        revision = self.form.revision
        return [
            Fact(say(LETTERS[key], self.language), revision.shown(key, self.theirs))
            for key in LETTER
            if revision.sources.get(key)
        ]

    @cached_property
    def sections(self) -> list[tuple[ShownText, list[Answer]]]:
        """Every question that is asked, in order, with its answer."""
        found = sections(self.form.revision, self.form.seen, self.language, self.form.today)
        return [(each.title, [_answer(line) for line in each.lines]) for each in found]

    @property
    def json(self) -> str:
        return json.dumps(self.form.answers, ensure_ascii=False, indent=1)


def _answer(line) -> Answer:
    rows = tuple(AnswerRow(row.title, tuple(map(_answer, row.lines))) for row in line.rows)
    return Answer(line.question, line.values, isolate=line.typed, rows=rows)
