"""Reads a service's field XML into the immutable definition, or says what stands in the way.

The XML is what easyform's editor writes, with our settings in a namespace of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plone.namedfile.interfaces import INamedField
from plone.supermodel import loadString
from plone.supermodel.parser import SupermodelParseError
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.services import derived
from permitdesk.services.asked import gates_of
from permitdesk.services.definition import (
    USUAL,
    Definition,
    FeeRule,
    Hint,
    Limits,
    Prerequisite,
    Requirement,
    Step,
    Value,
)
from permitdesk.services.duration import minutes
from permitdesk.services.field_reader import FieldReader, place_of
from permitdesk.services.findings import BLOCKS, Finding, Place
from permitdesk.services.setting_reader import UNREADABLE
from permitdesk.services.settings import STEPS, VALUES
from permitdesk.services.soundness import problems_of
from permitdesk.services.xml import UnsafeModelError, screened

SERVICE = Place()


class UnpublishableError(ValueError):
    """A service that cannot be published: ``findings`` says why, ``problems`` in German."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = tuple(findings)
        super().__init__("\n".join(self.problems))

    @property
    def problems(self) -> tuple[str, ...]:
        return self.said()

    def said(self, language: str = SOURCE) -> tuple[str, ...]:
        """What is wrong, a line each."""
        return tuple(each.said(language) for each in self.findings)


def parse(
    source: str,
    texts: Mapping[str, str] | None = None,
    hints: Iterable[Mapping] = (),
    fee_rules: Iterable[Mapping] = (),
    limits: Limits = USUAL,
) -> Definition:
    """The definition that a model and a service's own texts, hints, rules and limits make.

    Raises ``UnpublishableError`` with everything that is wrong, not only the first thing.
    """
    definition, problems = read(source, texts, hints, fee_rules, limits)
    if definition is None or problems:
        raise UnpublishableError(problems)
    return definition


def read(
    source: str,
    texts: Mapping[str, str] | None = None,
    hints: Iterable[Mapping] = (),
    fee_rules: Iterable[Mapping] = (),
    limits: Limits = USUAL,
) -> tuple[Definition | None, tuple[Finding, ...]]:
    """The same of what somebody is in the middle of: as much as can be read, and all that is wrong.

    Without a definition where the XML itself cannot be read. Nobody applies with such a definition.
    """
    try:
        schema = loadString(screened(source)).schema
    except UnsafeModelError as error:
        return None, tuple(
            Finding("unsafe-xml", BLOCKS, SERVICE, message) for message in error.messages
        )
    except SupermodelParseError as error:
        first = str(error).strip().splitlines()[0]
        message = Message(UNREADABLE, mapping={"reason": first})
        return None, (Finding("unreadable", BLOCKS, SERVICE, message),)
    reader = _Reader(schema, limits)
    return reader.definition(dict(texts or {}), hints, fee_rules), tuple(reader.problems)


class _Reader(FieldReader):
    def __init__(self, schema, limits: Limits):
        super().__init__(schema, limits)
        self.steps = self._step_settings(schema.queryTaggedValue(STEPS, "") or "{}")

    def definition(
        self, texts: Mapping[str, str], hints: Iterable[Mapping], fee_rules: Iterable[Mapping]
    ) -> Definition:
        self._find_loose_fields()
        found = [self._step(fieldset) for fieldset in self.fieldsets]
        steps = tuple(step for step, _documents in found)
        gates, values, said = gates_of(steps), self._values(), tuple(hints)
        definition = Definition(
            steps=tuple(replace(step, gates=gates, values=values) for step in steps),
            requirements=tuple(each for _step, documents in found for each in documents),
            hints=tuple(
                filter(None, (self._hint(e) for e in said if e.get("kind") != "prerequisite"))
            ),
            prerequisites=tuple(
                self._prerequisite(e) for e in said if e.get("kind") == "prerequisite"
            ),
            values=values,
            fee_rules=tuple(map(self._fee_rule, fee_rules)),
            limits=self.limits,
            texts=texts,
            gates=gates,
        )
        self.problems.extend(problems_of(definition))
        self._find_unknown_steps()
        return definition

    def _find_loose_fields(self) -> None:
        placed = {name for fieldset in self.fieldsets for name in fieldset.fields}
        for name, field in self.fields.items():
            if name not in placed:
                kind = "document" if INamedField.providedBy(field) else "field"
                self.found(
                    "loose-field",
                    place_of(field, kind),
                    _(
                        "services_found_in_no_step",
                        default="Das steht in keinem Abschnitt. Wählen Sie einen.",
                    ),
                )

    def _find_unknown_steps(self) -> None:
        known = {each.__name__ for each in self.fieldsets}
        for name in [each for each in self.steps if each not in known]:
            self.found(
                "unknown-step",
                SERVICE,
                _(
                    "services_found_setting_of_no_step",
                    default="Die Einstellungen nennen einen Abschnitt, den es nicht gibt: ${name}",
                ),
                name=name,
            )

    def _step(self, fieldset) -> tuple[Step, list[Requirement]]:
        """With its documents."""
        name, title = fieldset.__name__, str(fieldset.label or "")
        setting, place = self.steps.get(name, {}), Place("step", name, title=title)
        asked, documents = self.fieldset(fieldset, self.flag(setting.get("shared", False), place))
        step = Step(
            name=name,
            title=title,
            description=str(fieldset.description or ""),
            fields=asked,
            condition=self.condition(setting.get("condition"), place),
            minutes=self.whole(setting.get("minutes", minutes(asked, documents)), place),
        )
        return step, documents

    def _step_settings(self, text: str) -> dict[str, Mapping]:
        found = self.data_of(text, SERVICE, dict)
        for name, setting in found.items():
            if not isinstance(setting, dict):
                self.unreadable(Place("step", name), f"JSON: {setting!r}"[:80])
        return {name: each for name, each in found.items() if isinstance(each, dict)}

    def _hint(self, data: Mapping) -> Hint | None:
        name = str(data.get("id", ""))
        place = Place("hint", name, title=str(data.get("title", "")))
        condition = self.condition(data.get("condition"), place)
        if condition is None or data.get("kind") not in ("info", "warning", "stop"):
            self.found(
                "bare-hint",
                place,
                _(
                    "services_found_bare_hint",
                    default="Der Hinweis braucht eine Bedingung und eine Art.",
                ),
            )
            return None
        return Hint(
            id=name,
            step=str(data.get("step", "")),
            kind=data["kind"],
            condition=condition,
            title=str(data.get("title", "")),
            text=str(data.get("text", "")),
        )

    def _prerequisite(self, data: Mapping) -> Prerequisite:
        name = str(data.get("id", ""))
        where = Place("prerequisite", name, title=str(data.get("title", "")))
        return Prerequisite(
            id=name,
            step=str(data.get("step", "")),
            condition=self.condition(data.get("condition"), where),
            met=self.condition(data.get("met"), where),
            missing=self.condition(data.get("missing"), where),
            shows=tuple(map(str, self.list_of(data.get("shows"), where))),
            **{
                part: str(data.get(part, ""))
                for part in ("title", "text", "if_missing", "if_unseen")
            },
        )

    def _values(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for data in self.data_of(self.schema.queryTaggedValue(VALUES, "") or "[]", SERVICE, list):
            try:
                value = derived.from_table(data if isinstance(data, dict) else {})
            except derived.MalformedValueError as error:
                self.unreadable(SERVICE, error)
                continue
            if value.name in found:
                self.found(
                    "double-name",
                    Place("value", value.name),
                    _(
                        "services_found_double_value",
                        default="Diesen abgeleiteten Wert gibt es zweimal.",
                    ),
                )
            found[value.name] = value
        return found

    def _fee_rule(self, data: Mapping) -> FeeRule:
        name = str(data.get("name", ""))
        return FeeRule(
            kind=str(data.get("kind", "")),
            name=name,
            condition=self.condition(data.get("condition"), Place("fee", name)),
            certain=data.get("certain", True) is True,
        )
