"""The room's contracts: what a service is, and its settings as staff edit them."""

import json

from collective.easyform.interfaces import (
    IEasyForm,
    IEasyFormFieldContext,
    IEasyFormFieldsContext,
)
from plone.autoform import directives
from plone.supermodel import model
from zope import schema
from zope.interface import Attribute, Interface
from zope.schema.interfaces import ValidationError
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.core import _
from permitdesk.services.definition import MOST_FILES, MOST_MEGABYTES
from permitdesk.services.naming import PREFIX

KINDS = SimpleVocabulary(
    [
        SimpleTerm("application", title=_("services_kind_application", default="Antrag")),
        SimpleTerm("contact", title=_("services_kind_contact", default="Nachricht")),
    ]
)


class IServiceFolder(Interface):
    """The container of all services, outside the language folders."""


class IService(IEasyForm):
    """A configured online service: an EasyForm whose engine is ours."""

    published_number = Attribute("Number of the revision that people see, or None")


class IServiceFieldsContext(IEasyFormFieldsContext):
    """The field editor of a service."""


class IServiceFieldContext(IEasyFormFieldContext):
    """One field in the field editor of a service."""


class NoSuchSettingError(ValidationError):
    """With what is wrong, in words; plone.restapi knows no other ``Invalid``."""

    def doc(self):
        return self.args[0]


def is_json_of(kind: type, inner: type = object):
    """A constraint: a text that is JSON, a list or an object whose values are of one type."""

    def constraint(text: str) -> bool:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise NoSuchSettingError(
                _(
                    "services_invalid_json",
                    default="Das ist kein lesbares JSON: ${reason}",
                    mapping={"reason": str(error)[:120]},
                )
            ) from error
        values = found.values() if isinstance(found, dict) else found
        if not isinstance(found, kind) or not all(isinstance(each, inner) for each in values):
            raise NoSuchSettingError(
                _("services_invalid_json_kind", default="Erwartet wird eine andere JSON-Form.")
            )
        return True

    return constraint


class IServiceSettings(model.Schema):
    """What staff set for a service beside its fields."""

    directives.write_permission(
        kind="permitdesk.ConfigureService",
        accepts_applications="permitdesk.ConfigureService",
        reference_prefix="permitdesk.ConfigureService",
        fees="permitdesk.ConfigureService",
        slugs="permitdesk.ConfigureService",
        texts="permitdesk.ConfigureService",
        hints="permitdesk.ConfigureService",
        fee_rules="permitdesk.ConfigureService",
        max_files="permitdesk.ConfigureService",
        max_megabytes="permitdesk.ConfigureService",
    )
    # The designer's pages edit them in words; the API takes them as they are.
    directives.omitted("slugs", "texts", "hints", "fee_rules")
    kind = schema.Choice(
        title=_("services_setting_kind", default="Art"),
        vocabulary=KINDS,
        default="application",
    )
    accepts_applications = schema.Bool(
        title=_("services_setting_online", default="Online-Anträge sind möglich"),
        description=_(
            "services_setting_online_help",
            default="Sonst gibt es diesen Antrag nur auf Papier: als PDF zum Ausdrucken.",
        ),
        required=False,
        default=True,
    )
    reference_prefix = schema.ASCIILine(
        title=_("services_setting_prefix", default="Kürzel der Vorgangsnummer"),
        constraint=lambda text: PREFIX.fullmatch(text) is not None,
        default="X",
    )
    fees = schema.ASCIILine(
        title=_("services_setting_fees", default="Gebühren, die anfallen können (Namen)"),
        required=False,
        default="",
    )
    slugs = schema.Text(
        title=_("services_setting_slugs", default="Adressen je Sprache (JSON)"),
        constraint=is_json_of(dict, str),
        default="{}",
    )
    texts = schema.Text(
        title=_("services_setting_texts", default="Deutsche Texte des Dienstes (JSON)"),
        constraint=is_json_of(dict, str),
        default="{}",
    )
    hints = schema.Text(
        title=_("services_setting_hints", default="Hinweise (JSON)"),
        constraint=is_json_of(list, dict),
        default="[]",
    )
    fee_rules = schema.Text(
        title=_("services_setting_fee_rules", default="Regeln für die Gebühr (JSON)"),
        description=_(
            "services_setting_fee_rules_help",
            default="Eine Liste. „fee“: eine davon fällt an; „extra“: fällt zusätzlich an;"
            " „circumstance“: wer weniger zahlt. Zum Beispiel"
            ' {"kind": "fee", "name": "residence-permit-grant",'
            ' "condition": {"field": "application_kind", "is": "first"}}.',
        ),
        constraint=is_json_of(list, dict),
        default="[]",
    )
    max_files = schema.Int(
        title=_("services_setting_max_files", default="Dateien, die ein Antrag haben darf"),
        min=1,
        max=MOST_FILES,
        default=20,
    )
    max_megabytes = schema.Int(
        title=_("services_setting_max_megabytes", default="Größe einer Datei in MB, höchstens"),
        min=1,
        max=MOST_MEGABYTES,
        default=10,
    )
