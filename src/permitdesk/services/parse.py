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
from zope.i18nmessageid import Message
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice, IField

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
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
from permitdesk.services.findings import BLOCKS, Finding, Place
from permitdesk.services.settings import SETTINGS, STEPS, VALUES
from permitdesk.services.soundness import problems_of
from permitdesk.services.xml import UnsafeModelError, screened

FORMATS = Requirement.formats
SERVICE = Place()
# What our own screens never write: the reason is technical, and German.
UNREADABLE = _("services_found_unreadable", default="Das lässt sich nicht lesen: ${reason}")


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
            Finding("unsafe-xml", BLOCKS, SERVICE, problem) for problem in error.problems
        )
    except SupermodelParseError as error:
        first = str(error).strip().splitlines()[0]
        message = Message(UNREADABLE, mapping={"reason": first})
        return None, (Finding("unreadable", BLOCKS, SERVICE, message),)
    reader = _Reader(schema, limits)
    return reader.definition(dict(texts or {}), hints, fee_rules), tuple(reader.problems)


class _Reader:
    def __init__(self, schema, limits: Limits):
        self.limits = limits
        self.problems: list[Finding] = []
        self.settings: Mapping[str, Mapping[str, str]] = schema.queryTaggedValue(SETTINGS, {})
        self.steps = self._step_settings(schema.queryTaggedValue(STEPS, "") or "{}")
        self.fieldsets = schema.queryTaggedValue(FIELDSETS_KEY, [])
        self.schema = schema
        self.fields = dict(getFieldsInOrder(schema))

    def definition(
        self, texts: Mapping[str, str], hints: Iterable[Mapping], fee_rules: Iterable[Mapping]
    ) -> Definition:
        steps, requirements = [], []
        placed = {name for fieldset in self.fieldsets for name in fieldset.fields}
        for name, field in self.fields.items():
            if name not in placed:
                kind = "document" if INamedField.providedBy(field) else "field"
                self._found(
                    "loose-field",
                    _place(field, kind),
                    _(
                        "services_found_in_no_step",
                        default="Das steht in keinem Abschnitt. Wählen Sie einen.",
                    ),
                )
        for fieldset in self.fieldsets:
            setting = self.steps.get(fieldset.__name__, {})
            place = Place("step", fieldset.__name__, title=str(fieldset.label or ""))
            shared = self._flag(setting.get("shared", False), place)
            asked, documents = self._fieldset(fieldset, shared)
            requirements.extend(documents)
            steps.append(
                Step(
                    name=fieldset.__name__,
                    title=str(fieldset.label or ""),
                    description=str(fieldset.description or ""),
                    fields=asked,
                    condition=self._condition(setting.get("condition"), place),
                    minutes=self._whole(setting.get("minutes", minutes(asked, documents)), place),
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
        for name in self.steps:
            if name not in {step.name for step in steps}:
                self._found(
                    "unknown-step",
                    SERVICE,
                    _(
                        "services_found_setting_of_no_step",
                        default="Die Einstellungen nennen einen Abschnitt, den es nicht gibt:"
                        " ${name}",
                    ),
                    name=name,
                )
        return definition

    def _step_settings(self, text: str) -> dict[str, Mapping]:
        found = self._json(text, SERVICE, dict)
        for name, setting in found.items():
            if not isinstance(setting, dict):
                self._unreadable(Place("step", name), f"JSON: {setting!r}"[:80])
        return {name: each for name, each in found.items() if isinstance(each, dict)}

    def _found(self, what: str, place: Place, message: Message, **mapping: object) -> None:
        self.problems.append(Finding(what, BLOCKS, place, Message(message, mapping=mapping)))

    def _unreadable(self, place: Place, reason: object) -> None:
        self._found("unreadable", place, UNREADABLE, reason=str(reason))

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
                self._found(
                    "no-group",
                    Place("field", members[0].name, title=members[0].title),
                    _(
                        "services_found_no_group",
                        default="Die Gruppe „${group}“ gibt es im selben Abschnitt nicht"
                        " (${names})",
                    ),
                    group=group,
                    names=", ".join(each.name for each in members),
                )
        return tuple(asked.values()), documents

    def _field(self, field: IField, shared: bool) -> Field | None:
        """The field; what it says itself about being shared wins over its step."""
        kind = TYPES.get(_dotted(field))
        place = _place(field)
        if kind is None:
            self._found(
                "unknown-type",
                place,
                _(
                    "services_found_unknown_type",
                    default="Für Felder der Art ${kind} gibt es hier keine Darstellung. Wählen Sie"
                    " eine andere Art.",
                ),
                kind=_dotted(field),
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
            condition=self._condition(setting.get("condition"), place),
            options=self._options(field, kind, setting),
            code_list=setting.get("code-list", "") if kind.endswith("code-list") else "",
            rules=self._rules(field, setting),
            max_rows=self._whole(setting.get("max-rows", 0), place),
            mark=setting.get("mark", ""),
            autocomplete=setting.get("autocomplete", ""),
            shared=self._flag(setting.get("shared", shared), place),
        )

    def _requirement(self, field: IField, step: str) -> Requirement:
        name, setting = field.__name__, self.settings.get(field.__name__, {})
        formats = setting.get("formats", "").replace(",", " ").split()
        place = _place(field, "document")
        return Requirement(
            id=name,
            title=str(field.title or ""),
            description=str(field.description or ""),
            required=bool(field.required),
            condition=self._condition(setting.get("condition"), place),
            formats=tuple(formats) or FORMATS,
            max_files=self._whole(setting.get("max-files", 1), place),
            step=step,
            # Says so itself: a step whose answers are shared shares no document.
            shared=self._flag(setting.get("shared", False), place),
            # What need not be there at all need not be announced either.
            may_come_later=bool(field.required)
            and self._flag(setting.get("may-come-later", "yes"), place, "may-come-later"),
            third_party=self._flag(setting.get("third-party", False), place, "third-party"),
            limits=self.limits,
        )

    def _options(self, field: IField, kind: str, setting: Mapping) -> tuple[Option, ...]:
        if kind not in ("choice", "multi-choice"):
            return ()
        choice = field if kind == "choice" else field.value_type
        vocabulary = getattr(choice, "vocabulary", None) if IChoice.providedBy(choice) else None
        if vocabulary is None or not len(vocabulary):
            self._found(
                "no-options",
                _place(field),
                _("services_found_no_options", default="Es gibt keine Antworten zur Auswahl."),
            )
            return ()
        only_if = self._json(setting.get("option-conditions") or "{}", _place(field), dict)
        known = {str(term.value) for term in vocabulary}
        for value in only_if:
            if value not in known:
                self._found(
                    "unknown-option",
                    _place(field),
                    _(
                        "services_found_condition_of_no_option",
                        default="Die Antwort „${option}“ gibt es nicht.",
                    ),
                    option=value,
                )
        return tuple(
            Option(
                str(term.value),
                str(term.title or term.value),
                self._condition(
                    only_if.get(str(term.value)),
                    replace(_place(field, "option"), part=str(term.value)),
                ),
            )
            for term in vocabulary
        )

    def _rules(self, field: IField, setting: Mapping) -> tuple[Rule, ...]:
        found = []
        for data in self._json(setting.get("rules") or "[]", _place(field), list):
            try:
                found.append(rules.from_data(data))
            except rules.MalformedRuleError as error:
                self._unreadable(_place(field), error)
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
        place = Place("hint", name, title=str(data.get("title", "")))
        condition = self._condition(data.get("condition"), place)
        if condition is None or data.get("kind") not in ("info", "warning", "stop"):
            self._found(
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
            condition=self._condition(data.get("condition"), where),
            met=self._condition(data.get("met"), where),
            missing=self._condition(data.get("missing"), where),
            shows=tuple(map(str, self._list(data.get("shows"), where))),
            **{
                part: str(data.get(part, ""))
                for part in ("title", "text", "if_missing", "if_unseen")
            },
        )

    def _list(self, data: object, where: Place) -> list:
        if data is None or isinstance(data, list):
            return data or []
        self._unreadable(where, f"JSON: {data!r}"[:80])
        return []

    def _values(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for data in self._json(self.schema.queryTaggedValue(VALUES, "") or "[]", SERVICE, list):
            try:
                value = derived.from_table(data if isinstance(data, dict) else {})
            except derived.MalformedValueError as error:
                self._unreadable(SERVICE, error)
                continue
            if value.name in found:
                self._found(
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
            condition=self._condition(data.get("condition"), Place("fee", name)),
            certain=data.get("certain", True) is True,
        )

    def _condition(self, data: object, where: Place) -> Condition | None:
        if data in (None, "", {}):
            return None
        if isinstance(data, str):
            data = self._json(data, where, dict)
            if not data:
                return None
        try:
            return conditions.from_data(data)
        except conditions.MalformedConditionError as error:
            self._unreadable(where, error)
            return None

    def _json(self, text: str, where: Place, kind: type):
        try:
            data = json.loads(text)
            if isinstance(data, kind):
                return data
        except (ValueError, RecursionError):
            pass
        self._unreadable(where, f"JSON: {text[:80]}")
        return kind()

    def _flag(self, value: object, where: Place, setting: str = "shared") -> bool:
        """``yes`` and ``no`` of a field, ``true`` and ``false`` of a step."""
        flags = {"yes": True, "no": False, True: True, False: False}
        if isinstance(value, str | bool) and value in flags:
            return flags[value]
        self._unreadable(where, f"„{setting}“ ist „yes“ oder „no“, nicht {value!r}")
        return False

    def _whole(self, text: object, where: Place) -> int:
        try:
            return int(text)
        except (TypeError, ValueError):
            self._found(
                "no-number",
                where,
                _("services_found_no_whole", default="Das ist keine ganze Zahl: ${text}"),
                text=str(text),
            )
            return 0


def _place(field: IField, kind: str = "field", part: str = "") -> Place:
    return Place(kind, field.__name__, part, str(field.title or ""))


def _dotted(field: IField) -> str:
    return IFieldNameExtractor(field)()
