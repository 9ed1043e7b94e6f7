"""Our settings of a field in easyform's editor: conditions, rules and marks beside its title."""

import json

from plone.supermodel.model import Schema
from zope import schema
from zope.component import adapter
from zope.interface import Invalid, implementer
from zope.schema.interfaces import IField

from permitdesk.core import _
from permitdesk.services import conditions, rules
from permitdesk.services.interfaces import IServiceFieldsContext
from permitdesk.services.settings import SETTINGS


def _read(text: str, kind: type):
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(
            _(
                "services_invalid_json",
                default="Das ist kein lesbares JSON: ${reason}",
                mapping={"reason": str(error)[:120]},
            )
        ) from error
    if not isinstance(data, kind):
        raise Invalid(
            _("services_invalid_json_kind", default="Erwartet wird eine andere JSON-Form.")
        )
    return data


def is_condition(text: str) -> bool:
    """A constraint: the JSON of a condition."""
    try:
        conditions.from_data(_read(text, dict))
    except conditions.MalformedConditionError as error:
        raise Invalid(error.message) from error
    return True


def are_rules(text: str) -> bool:
    """A constraint: the JSON of a list of rules."""
    try:
        for each in _read(text, list):
            rules.from_data(each)
    except rules.MalformedRuleError as error:
        raise Invalid(error.message) from error
    return True


def are_option_conditions(text: str) -> bool:
    """A constraint: the JSON of an object from options to conditions."""
    try:
        for each in _read(text, dict).values():
            conditions.from_data(each)
    except conditions.MalformedConditionError as error:
        raise Invalid(error.message) from error
    return True


class IServiceFieldSettings(Schema):
    """What a service knows of a field beyond zope.schema."""

    condition = schema.Text(
        title=_("services_field_condition", default="Nur fragen, wenn"),
        description=_(
            "services_field_condition_help",
            default='JSON, zum Beispiel {"field": "has_passport", "is": true}. Leer: immer fragen.',
        ),
        constraint=is_condition,
        required=False,
    )
    rules = schema.Text(
        title=_("services_field_rules", default="Regeln"),
        description=_(
            "services_field_rules_help",
            default='JSON-Liste, zum Beispiel [{"kind": "max_length", "value": 120}].',
        ),
        constraint=are_rules,
        required=False,
    )
    mark = schema.TextLine(
        title=_("services_field_mark", default="Bedeutung für andere Teile des Portals"),
        required=False,
    )
    group = schema.TextLine(
        title=_("services_field_of_group", default="Gehört zur Gruppe"), required=False
    )
    example = schema.TextLine(title=_("services_field_example", default="Beispiel"), required=False)
    autocomplete = schema.TextLine(
        title=_("services_field_autocomplete", default="Automatisches Ausfüllen (autocomplete)"),
        required=False,
    )
    code_list = schema.TextLine(
        title=_("services_field_list", default="Name der Codeliste"), required=False
    )
    option_conditions = schema.Text(
        title=_("services_field_option_conditions", default="Bedingungen einzelner Antworten"),
        constraint=are_option_conditions,
        required=False,
    )
    max_rows = schema.Int(
        title=_("services_field_max_rows", default="Höchstzahl der Zeilen einer Gruppe"),
        min=1,
        max=50,
        required=False,
    )
    max_files = schema.Int(
        title=_("services_field_max_files", default="Höchstzahl der Dateien einer Unterlage"),
        min=1,
        max=20,
        required=False,
    )
    formats = schema.TextLine(
        title=_("services_field_formats", default="Erlaubte Dateiarten (MIME-Typen)"),
        required=False,
    )
    shared = schema.Choice(
        title=_("services_field_shared", default="Für die ganze Familie gleich"),
        description=_(
            "services_field_shared_help",
            default="Ob ein Antrag für eine weitere Person mit dieser Antwort beginnt. Leer: wie"
            " der Abschnitt es sagt, sonst nein.",
        ),
        values=("yes", "no"),
        required=False,
    )
    may_come_later = schema.Choice(
        title=_("services_field_later", default="Unterlage darf später kommen"),
        description=_(
            "services_field_later_help",
            default="Ob jemand den Antrag senden darf und diese Pflichtunterlage später nachreicht."
            " Leer: ja.",
        ),
        values=("yes", "no"),
        required=False,
    )
    third_party = schema.Choice(
        title=_("services_field_third_party", default="Unterlage kommt oft von jemand anderem"),
        description=_(
            "services_field_third_party_help",
            default="Ob die antragstellende Person einen Code weitergeben kann, mit dem zum"
            " Beispiel der Arbeitgeber nur diese Unterlage hochlädt. Leer: nein.",
        ),
        values=("yes", "no"),
        required=False,
    )


@adapter(IServiceFieldsContext, IField)
def settings_schema(context, field):
    """In a service's editor our settings stand in for easyform's expressions."""
    return IServiceFieldSettings


@implementer(IServiceFieldSettings)
@adapter(IField)
class ServiceFieldSettings:
    """Reads and writes a field's settings where the XML handlers keep them."""

    def __init__(self, field):
        self.__dict__["field"] = field

    def _table(self) -> dict:
        return self.field.interface.queryTaggedValue(SETTINGS, {})

    def __getattr__(self, name):
        if name.startswith("_") or name not in IServiceFieldSettings:
            raise AttributeError(name)
        text = self._table().get(self.field.__name__, {}).get(name.replace("_", "-"))
        if text and IServiceFieldSettings[name].__class__ is schema.Int:
            return int(text) if text.isdigit() else None
        return text

    def __setattr__(self, name, value):
        table = self._table()
        mine = dict(table.get(self.field.__name__, {}))
        if value in (None, ""):
            mine.pop(name.replace("_", "-"), None)
        else:
            mine[name.replace("_", "-")] = str(value)
        self.field.interface.setTaggedValue(SETTINGS, {**table, self.field.__name__: mine})
