"""The working state of a service as its screens need it: the sheet, and what can be read of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.memory import Memory
from permitdesk.core.texts import Shown, Text
from permitdesk.services import Words, edition_of, sources, unfinished
from permitdesk.services.definition import Condition, Definition, Field, Requirement, Revision
from permitdesk.services.findings import Finding
from permitdesk.services.sheet import Sheet

_known = Memory(100)  # by edition: reading is most of the time that a page takes


class Draft:
    """Read once a request. ``save`` writes the sheet back into the service."""

    def __init__(self, service, language: str) -> None:
        self.service, self.language = service, language
        self.sheet = Sheet(service.fields_model, service.hints, service.fee_rules)

    def save(self) -> None:
        """Keep what was changed in the sheet, and only that."""
        for name, value in (
            ("fields_model", self.sheet.source),
            ("hints", self.sheet.hints_text),
            ("fee_rules", self.sheet.fees_text),
        ):
            if getattr(self.service, name) != value:
                setattr(self.service, name, value)

    @cached_property
    def _read(self) -> tuple[Definition | None, tuple[Finding, ...]]:
        key = (self.service.getId(), edition_of(self.service))
        return _known.recall(key, lambda: unfinished(self.service))

    @property
    def definition(self) -> Definition:
        """What the service would ask, as far as it can be read."""
        return self._read[0] or Definition()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What stands in the way of reading all of it."""
        return self._read[1]

    @cached_property
    def revision(self) -> Revision:
        """The working state as a page draws it, in German."""
        texts = sources(self.definition)
        return Revision(
            self.service.getId(), 0, self.definition, {SOURCE: texts}, "", sources=texts
        )

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """All questions by name, those within groups too."""
        return {field.name: field for field in _all(self.definition)}

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        return {each.id: each for each in self.definition.requirements}

    @cached_property
    def words(self) -> Words:
        titles: dict[str, Shown] = {n: f"„{field.title}“" for n, field in self.fields.items()}
        if self.language != SOURCE:
            titles = {name: Text(title, SOURCE) for name, title in titles.items()}
        return Words(self.revision, self.language, titles, clock.today())

    def said(self, condition: Condition | None) -> Shown:
        """A condition as the end of a sentence; empty for none."""
        return self.words.of(condition) if condition else ""


def _all(definition: Definition) -> Iterator[Field]:
    for field in definition.fields():
        yield field
        yield from field.fields


def plain(field: Field) -> Field:
    """A question without its conditions, as it looks when all of it is asked."""
    return replace(
        field,
        condition=None,
        options=tuple(replace(option, condition=None) for option in field.options),
        fields=tuple(map(plain, field.fields)),
    )
