"""Reads a service's field XML into the immutable definition, or says what stands in the way.

The XML is what easyform's editor writes, with our settings in a namespace of their own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from plone.namedfile.interfaces import INamedField
from plone.supermodel import loadString
from plone.supermodel.interfaces import FIELDSETS_KEY, IFieldNameExtractor
from plone.supermodel.parser import SupermodelParseError
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice, IField

from permitdesk.services import conditions, derived, rules
from permitdesk.services.asked import gates_of
from permitdesk.services.definition import (
    USUAL,
    Condition,
    Definition,
    FeeRule,
    Field,
    Hint,
    Limits,
    Option,
    Prerequisite,
    Requirement,
    Rule,
    Step,
    Value,
)
from permitdesk.services.duration import minutes
from permitdesk.services.fields import TYPES
from permitdesk.services.settings import SETTINGS, STEPS, VALUES
from permitdesk.services.soundness import problems_of
from permitdesk.services.xml import UnsafeModelError, screened

FORMATS = Requirement.formats


class UnpublishableError(ValueError):
    """A service that cannot be published; ``problems`` says why, in German, one a line."""

    def __init__(self, problems: Iterable[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


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
) -> tuple[Definition | None, tuple[str, ...]]:
    """The same of what somebody is in the middle of: as much as can be read, and all that is wrong.

    Without a definition where the XML itself cannot be read. Nobody applies with such a definition.
    """
    try:
        schema = loadString(screened(source)).schema
    except UnsafeModelError as error:
        return None, error.problems
    except SupermodelParseError as error:
        first = str(error).strip().splitlines()[0]
        return None, (f"Die Felder lassen sich nicht lesen: {first}",)
    reader = _Reader(schema, limits)
    return reader.definition(dict(texts or {}), hints, fee_rules), tuple(reader.problems)


class _Reader:
    def __init__(self, schema, limits: Limits):
        self.limits = limits
        self.problems: list[str] = []
        self.settings: Mapping[str, Mapping[str, str]] = schema.queryTaggedValue(SETTINGS, {})
        self.steps = self._json(schema.queryTaggedValue(STEPS, "") or "{}", "steps", dict)
        self.fieldsets = schema.queryTaggedValue(FIELDSETS_KEY, [])
        self.schema = schema
        self.fields = dict(getFieldsInOrder(schema))

    def definition(
        self, texts: Mapping[str, str], hints: Iterable[Mapping], fee_rules: Iterable[Mapping]
    ) -> Definition:
        steps, requirements = [], []
        placed = {name for fieldset in self.fieldsets for name in fieldset.fields}
        loose = [name for name in self.fields if name not in placed]
        if loose:
            self.problems.append(f"Diese Felder stehen in keinem Abschnitt: {', '.join(loose)}")
        for fieldset in self.fieldsets:
            setting = self.steps.get(fieldset.__name__, {})
            shared = self._flag(setting.get("shared", False), fieldset.__name__)
            asked, documents = self._fieldset(fieldset, shared)
            requirements.extend(documents)
            steps.append(
                Step(
                    name=fieldset.__name__,
                    title=str(fieldset.label or ""),
                    description=str(fieldset.description or ""),
                    fields=asked,
                    condition=self._condition(setting.get("condition"), fieldset.__name__),
                    minutes=self._whole(
                        setting.get("minutes", minutes(asked, documents)), fieldset.__name__
                    ),
                )
            )
        gates, values, said = gates_of(tuple(steps)), self._values(), tuple(hints)
        definition = Definition(
            steps=tuple(replace(step, gates=gates, values=values) for step in steps),
            requirements=tuple(requirements),
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
        self.problems.extend(
            f"Die Einstellungen nennen einen Abschnitt, den es nicht gibt: {name}"
            for name in self.steps
            if name not in {step.name for step in steps}
        )
        return definition

    def _fieldset(self, fieldset, shared: bool) -> tuple[tuple[Field, ...], list[Requirement]]:
        asked: dict[str, Field] = {}
        rows: dict[str, list[Field]] = {}
        documents = []
        for name in fieldset.fields:
            field = self.fields[name]
            if INamedField.providedBy(field):
                documents.append(self._requirement(field, fieldset.__name__))
                continue
            read = self._field(field, shared)
            if read is None:
                continue
            group = self.settings.get(name, {}).get("group")
            if group:
                rows.setdefault(group, []).append(read)
            else:
                asked[name] = read
        for group, members in rows.items():
            if group in asked and asked[group].type == "group":
                asked[group] = replace(asked[group], fields=tuple(members))
            else:
                names = ", ".join(each.name for each in members)
                self.problems.append(
                    f"Die Gruppe „{group}“ gibt es im selben Abschnitt nicht ({names})"
                )
        return tuple(asked.values()), documents

    def _field(self, field: IField, shared: bool) -> Field | None:
        """The field; what it says itself about being shared wins over its step."""
        kind = TYPES.get(_dotted(field))
        if kind is None:
            self.problems.append(
                f"„{field.__name__}“: Für Felder der Art {_dotted(field)} gibt es hier keine"
                " Darstellung. Wählen Sie eine andere Art."
            )
            return None
        name, setting = field.__name__, self.settings.get(field.__name__, {})
        return Field(
            name=name,
            type=kind,
            title=str(field.title or ""),
            description=str(field.description or ""),
            example=setting.get("example", ""),
            required=bool(field.required) and kind != "explanation",
            condition=self._condition(setting.get("condition"), name),
            options=self._options(field, kind, setting),
            code_list=setting.get("code-list", "") if kind.endswith("code-list") else "",
            rules=self._rules(field, setting),
            max_rows=self._whole(setting.get("max-rows", 0), name),
            mark=setting.get("mark", ""),
            autocomplete=setting.get("autocomplete", ""),
            shared=self._flag(setting.get("shared", shared), name),
        )

    def _requirement(self, field: IField, step: str) -> Requirement:
        name, setting = field.__name__, self.settings.get(field.__name__, {})
        formats = setting.get("formats", "").replace(",", " ").split()
        return Requirement(
            id=name,
            title=str(field.title or ""),
            description=str(field.description or ""),
            required=bool(field.required),
            condition=self._condition(setting.get("condition"), name),
            formats=tuple(formats) or FORMATS,
            max_files=self._whole(setting.get("max-files", 1), name),
            step=step,
            # Says so itself: a step whose answers are shared shares no document.
            shared=self._flag(setting.get("shared", False), name),
            # What need not be there at all need not be announced either.
            may_come_later=bool(field.required)
            and self._flag(setting.get("may-come-later", "yes"), name, "may-come-later"),
            third_party=self._flag(setting.get("third-party", False), name, "third-party"),
            limits=self.limits,
        )

    def _options(self, field: IField, kind: str, setting: Mapping) -> tuple[Option, ...]:
        if kind not in ("choice", "multi-choice"):
            return ()
        choice = field if kind == "choice" else field.value_type
        vocabulary = getattr(choice, "vocabulary", None) if IChoice.providedBy(choice) else None
        if vocabulary is None or not len(vocabulary):
            self.problems.append(f"„{field.__name__}“: Es gibt keine Antworten zur Auswahl")
            return ()
        only_if = self._json(setting.get("option-conditions") or "{}", field.__name__, dict)
        known = {str(term.value) for term in vocabulary}
        self.problems.extend(
            f"„{field.__name__}“: Die Antwort „{value}“ gibt es nicht"
            for value in only_if
            if value not in known
        )
        return tuple(
            Option(
                str(term.value),
                str(term.title or term.value),
                self._condition(only_if.get(str(term.value)), field.__name__),
            )
            for term in vocabulary
        )

    def _rules(self, field: IField, setting: Mapping) -> tuple[Rule, ...]:
        found = []
        for data in self._json(setting.get("rules") or "[]", field.__name__, list):
            try:
                found.append(rules.from_data(data))
            except rules.MalformedRuleError as error:
                self.problems.append(f"„{field.__name__}“: {error}")
        for attribute, kind in (
            ("min", "min"),
            ("max", "max"),
            ("min_length", "min_length"),
            ("max_length", "max_length"),
        ):
            # What the stock editor offers for a field; lists of codes have no such limits here.
            value = getattr(field, attribute, None)
            if value in (None, 0) or kind in {rule.kind for rule in found}:
                continue
            if "length" in kind and not isinstance(value, int):
                continue
            found.append(Rule(kind, value if isinstance(value, int | float) else str(value)))
        return tuple(found)

    def _hint(self, data: Mapping) -> Hint | None:
        name = str(data.get("id", ""))
        condition = self._condition(data.get("condition"), f"Hinweis {name}")
        if condition is None or data.get("kind") not in ("info", "warning", "stop"):
            self.problems.append(f"Der Hinweis „{name}“ braucht eine Bedingung und eine Art")
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
        where = f"Voraussetzung {name}"
        return Prerequisite(
            id=name,
            step=str(data.get("step", "")),
            condition=self._condition(data.get("condition"), where),
            met=self._condition(data.get("met"), where),
            missing=self._condition(data.get("missing"), where),
            shows=tuple(map(str, data.get("shows", ()))),
            **{
                part: str(data.get(part, ""))
                for part in ("title", "text", "if_missing", "if_unseen")
            },
        )

    def _values(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for data in self._json(self.schema.queryTaggedValue(VALUES, "") or "[]", "values", list):
            try:
                value = derived.from_table(data if isinstance(data, dict) else {})
            except derived.MalformedValueError as error:
                self.problems.append(str(error))
                continue
            if value.name in found:
                self.problems.append(f"Den abgeleiteten Wert „{value.name}“ gibt es zweimal.")
            found[value.name] = value
        return found

    def _fee_rule(self, data: Mapping) -> FeeRule:
        name = str(data.get("name", ""))
        return FeeRule(
            kind=str(data.get("kind", "")),
            name=name,
            condition=self._condition(data.get("condition"), f"Gebühr {name}"),
            certain=data.get("certain", True) is True,
        )

    def _condition(self, data: object, where: str) -> Condition | None:
        if data in (None, "", {}):
            return None
        if isinstance(data, str):
            data = self._json(data, where, dict)
            if not data:
                return None
        try:
            return conditions.from_data(data)
        except conditions.MalformedConditionError as error:
            self.problems.append(f"„{where}“: {error}")
            return None

    def _json(self, text: str, where: str, kind: type):
        try:
            data = json.loads(text)
            if isinstance(data, kind):
                return data
        except (ValueError, RecursionError):
            pass
        self.problems.append(f"„{where}“: Das ist kein lesbares JSON: {text[:80]}")
        return kind()

    def _flag(self, value: object, where: str, setting: str = "shared") -> bool:
        """``yes`` and ``no`` of a field, ``true`` and ``false`` of a step."""
        flags = {"yes": True, "no": False, True: True, False: False}
        if isinstance(value, str | bool) and value in flags:
            return flags[value]
        self.problems.append(f"„{where}“: „{setting}“ ist „yes“ oder „no“, nicht {value!r}")
        return False

    def _whole(self, text: object, where: str) -> int:
        try:
            return int(text)
        except (TypeError, ValueError):
            self.problems.append(f"„{where}“: Das ist keine ganze Zahl: {text}")
            return 0


def _dotted(field: IField) -> str:
    return IFieldNameExtractor(field)()
