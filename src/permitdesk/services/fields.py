"""The kinds of fields of a service as zope.schema fields, for easyform's editor and its XML."""

from collective.easyform.fields import Label
from plone.schemaeditor.fields import FieldFactory
from plone.supermodel.exportimport import BaseHandler
from zope.interface import implementer
from zope.schema import List, TextLine
from zope.schema.interfaces import IField, ITextLine

from permitdesk.core import _

__all__ = ("TYPES", "CodeList", "Email", "Group", "Label", "Money", "MultiCodeList")


class IMoney(ITextLine):
    """An amount in euro."""


class IPartialDate(ITextLine):
    """A date whose day or month may be unknown."""


class ICodeListField(ITextLine):
    """One code of a long list that is searched."""


# Not IList: the editor would draw a widget for the type of its values, and there is none.
class IMultiCodeList(IField):
    """Several codes of a long list."""


class IEmail(ITextLine):
    """An e-mail address."""


class IPhone(ITextLine):
    """A telephone number."""


class IGroup(IField):
    """Repeated rows; the fields of a row name the group in their settings."""


@implementer(IMoney)
class Money(TextLine):
    """See ``IMoney``."""


@implementer(IPartialDate)
class PartialDate(TextLine):
    """See ``IPartialDate``."""


@implementer(ICodeListField)
class CodeList(TextLine):
    """See ``ICodeListField``; the list's name is in the field's settings."""


class _Texts(List):
    """A list of texts, whatever the editor says about its values."""

    def __init__(self, **kwargs):
        kwargs.setdefault("value_type", TextLine())
        super().__init__(**kwargs)


@implementer(IMultiCodeList)
class MultiCodeList(_Texts):
    """See ``IMultiCodeList``."""


@implementer(IEmail)
class Email(TextLine):
    """See ``IEmail``."""


@implementer(IPhone)
class Phone(TextLine):
    """See ``IPhone``."""


@implementer(IGroup)
class Group(_Texts):
    """See ``IGroup``."""


# How each kind of field in the XML is called in a definition and in the API.
TYPES: dict[str, str] = {
    "zope.schema.TextLine": "text",
    "zope.schema.Text": "long-text",
    "zope.schema.Int": "integer",
    "zope.schema.Float": "number",
    "zope.schema.Date": "date",
    "zope.schema.Bool": "yes-no",
    "zope.schema.Choice": "choice",
    "zope.schema.Set": "multi-choice",
    "collective.easyform.fields.Label": "explanation",
    "permitdesk.services.fields.Money": "money",
    "permitdesk.services.fields.PartialDate": "partial-date",
    "permitdesk.services.fields.CodeList": "code-list",
    "permitdesk.services.fields.MultiCodeList": "multi-code-list",
    "permitdesk.services.fields.Email": "email",
    "permitdesk.services.fields.Phone": "phone",
    "permitdesk.services.fields.Group": "group",
}


class _TextsHandler(BaseHandler):
    """``value_type`` is always the same and is left out of the XML."""

    filteredAttributes = BaseHandler.filteredAttributes | {"value_type": "rw"}


MoneyHandler = BaseHandler(Money)
PartialDateHandler = BaseHandler(PartialDate)
CodeListHandler = BaseHandler(CodeList)
MultiCodeListHandler = _TextsHandler(MultiCodeList)
EmailHandler = BaseHandler(Email)
PhoneHandler = BaseHandler(Phone)
GroupHandler = _TextsHandler(Group)

MoneyFactory = FieldFactory(Money, _("services_field_money", default="Geldbetrag"))
PartialDateFactory = FieldFactory(
    PartialDate, _("services_field_partial_date", default="Datum, Tag oder Monat evtl. unbekannt")
)
CodeListFactory = FieldFactory(
    CodeList, _("services_field_code_list", default="Auswahl aus einer Codeliste")
)
MultiCodeListFactory = FieldFactory(
    MultiCodeList, _("services_field_multi_code_list", default="Mehrere aus einer Codeliste")
)
EmailFactory = FieldFactory(Email, _("services_field_email", default="E-Mail-Adresse"))
PhoneFactory = FieldFactory(Phone, _("services_field_phone", default="Telefonnummer"))
GroupFactory = FieldFactory(Group, _("services_field_group", default="Gruppe mit Zeilen"))
