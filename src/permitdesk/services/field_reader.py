"""The fields of a form, read: questions, what they may answer, documents."""

from collections.abc import Mapping
from dataclasses import replace

from plone.namedfile.interfaces import INamedField
from plone.supermodel.interfaces import FIELDSETS_KEY, IFieldNameExtractor
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice, IField

from permitdesk.core import _
from permitdesk.services import rules
from permitdesk.services.definition import Field, Limits, Option, Requirement, Rule
from permitdesk.services.fields import TYPES
from permitdesk.services.findings import Place
from permitdesk.services.setting_reader import SettingReader
from permitdesk.services.settings import SETTINGS

FORMATS = Requirement.formats


class FieldReader(SettingReader):
    """Of one schema."""

    def __init__(self, schema, limits: Limits):
        super().__init__()
        self.schema, self.limits = schema, limits
        self.settings: Mapping[str, Mapping[str, str]] = schema.queryTaggedValue(SETTINGS, {})
        self.fieldsets = schema.queryTaggedValue(FIELDSETS_KEY, [])
        self.fields = dict(getFieldsInOrder(schema))

    def fieldset(self, fieldset, shared: bool) -> tuple[tuple[Field, ...], list[Requirement]]:
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
                self.found(
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
        place = place_of(field)
        if kind is None:
            self.found(
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
            condition=self.condition(setting.get("condition"), place),
            options=self._options(field, kind, setting),
            code_list=setting.get("code-list", "") if kind.endswith("code-list") else "",
            rules=self._rules(field, setting),
            max_rows=self.whole(setting.get("max-rows", 0), place),
            mark=setting.get("mark", ""),
            autocomplete=setting.get("autocomplete", ""),
            shared=self.flag(setting.get("shared", shared), place),
        )

    def _requirement(self, field: IField, step: str) -> Requirement:
        name, setting = field.__name__, self.settings.get(field.__name__, {})
        formats = setting.get("formats", "").replace(",", " ").split()
        place = place_of(field, "document")
        return Requirement(
            id=name,
            title=str(field.title or ""),
            description=str(field.description or ""),
            required=bool(field.required),
            condition=self.condition(setting.get("condition"), place),
            formats=tuple(formats) or FORMATS,
            max_files=self.whole(setting.get("max-files", 1), place),
            step=step,
            # Says so itself: a step whose answers are shared shares no document.
            shared=self.flag(setting.get("shared", False), place),
            # What need not be there at all need not be announced either.
            may_come_later=bool(field.required)
            and self.flag(setting.get("may-come-later", "yes"), place, "may-come-later"),
            third_party=self.flag(setting.get("third-party", False), place, "third-party"),
            limits=self.limits,
        )

    def _options(self, field: IField, kind: str, setting: Mapping) -> tuple[Option, ...]:
        if kind not in ("choice", "multi-choice"):
            return ()
        choice = field if kind == "choice" else field.value_type
        vocabulary = getattr(choice, "vocabulary", None) if IChoice.providedBy(choice) else None
        if vocabulary is None or not len(vocabulary):
            self.found(
                "no-options",
                place_of(field),
                _("services_found_no_options", default="Es gibt keine Antworten zur Auswahl."),
            )
            return ()
        only_if = self.data_of(setting.get("option-conditions") or "{}", place_of(field), dict)
        known = {str(term.value) for term in vocabulary}
        for value in only_if:
            if value not in known:
                self.found(
                    "unknown-option",
                    place_of(field),
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
                self.condition(
                    only_if.get(str(term.value)),
                    replace(place_of(field, "option"), part=str(term.value)),
                ),
            )
            for term in vocabulary
        )

    def _rules(self, field: IField, setting: Mapping) -> tuple[Rule, ...]:
        found = []
        for data in self.data_of(setting.get("rules") or "[]", place_of(field), list):
            try:
                found.append(rules.from_data(data))
            except rules.MalformedRuleError as error:
                self.unreadable(place_of(field), error)
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


def place_of(field: IField, kind: str = "field", part: str = "") -> Place:
    return Place(kind, field.__name__, part, str(field.title or ""))


def _dotted(field: IField) -> str:
    return IFieldNameExtractor(field)()
