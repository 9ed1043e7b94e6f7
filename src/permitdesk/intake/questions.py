"""A few questions of a page's own, drawn, read and checked as those of a service are."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from permitdesk.core import clock
from permitdesk.core.texts import Shown, labelled, say
from permitdesk.intake.drawing import Page, draw
from permitdesk.intake.reading import read
from permitdesk.services import check_answers, sources
from permitdesk.services.definition import Definition, Field, Revision, Step
from permitdesk.theme import ErrorLink, Widget


class Questions:
    """``fields`` with texts in ``language`` already; ``form`` what was posted, None before that."""

    def __init__(
        self, fields: Sequence[Field], language: str, form: Mapping[str, object] | None = None
    ) -> None:
        self.fields, self.language, self.form = tuple(fields), language, form
        self.said: dict[str, list[Shown]] = {}

    @cached_property
    def revision(self) -> Revision:
        definition = Definition(steps=(Step("asked", "", fields=self.fields),))
        texts = sources(definition)
        return Revision(
            "asked", 0, definition, {self.language: texts}, "", sources=texts,
            complete=frozenset({self.language}),
        )  # fmt: skip

    @cached_property
    def typed(self) -> dict[str, object]:
        """What was typed, searches in code lists included; empty before anything was posted."""
        return read(self.fields, self.form, self.language) if self.form is not None else {}

    @cached_property
    def answers(self) -> dict[str, object]:
        """What was answered, in the API's form."""
        return {
            name: value
            for name, value in self.typed.items()
            if value not in (None, []) and "." not in name
        }

    def check(self) -> bool:
        """Whether the answers are as asked; otherwise ``said`` tells what is wrong."""
        found = check_answers(self.revision, self.answers, None, self.language, clock.today())
        self.said = {
            name: [say(text, self.language) for text in texts] for name, texts in found.items()
        }
        return not self.said

    def complain(self, name: str, message) -> None:
        """Say something about a question besides."""
        self.said.setdefault(name, []).append(say(message, self.language))

    @property
    def widgets(self) -> list[Widget]:
        page = Page(self.revision, self.language, clock.today(), self.answers, self.said)
        return [draw(page, field, self.typed) for field in self.fields]

    @property
    def errors(self) -> list[ErrorLink]:
        """Each names its question, as those of a step do."""
        titles = {field.name: field.title for field in self.fields}
        return [
            ErrorLink(
                f"f-{name.replace('.', '-')}",
                labelled(titles[name], text) if titles.get(name) else text,
            )
            for name, texts in self.said.items()
            for text in texts
        ]
