"""The content object of a stock EasyForm: easyform's, without what could run code."""

from collective.easyform.content import EasyForm
from collective.easyform.interfaces import IEasyForm
from plone.autoform.interfaces import (
    OMITTED_KEY,
    READ_PERMISSIONS_KEY,
    WRITE_PERMISSIONS_KEY,
)
from zope.interface import Interface, implementer

from permitdesk.services.fields import Label
from permitdesk.services.service import EMPTY_MODEL, EXPRESSIONS, nothing
from permitdesk.services.xml import ATTRIBUTES, EASYFORM, ELEMENTS, INERT, Allowed, screened

# What easyform's editor calls the types that we can read, write and show.
FIELDS: dict[str, str] = {
    "zope.schema.TextLine": "text",
    "zope.schema.URI": "text",
    "zope.schema.Text": "long-text",
    "zope.schema.Int": "integer",
    "zope.schema.Float": "number",
    "zope.schema.Decimal": "number",
    "zope.schema.Bool": "yes-no",
    "zope.schema.Date": "date",
    "zope.schema.Datetime": "text",
    "zope.schema.Choice": "choice",
    "zope.schema.Set": "multi-choice",
    "plone.schema.email.Email": "email",
    "plone.schema.Email": "email",
    "plone.namedfile.field.NamedBlobFile": "document",
    "plone.namedfile.field.NamedBlobImage": "document",
    f"{Label.__module__}.{Label.__name__}": "explanation",
}
# The one thing that may happen to what is sent. The action is declared by the room that files.
ACTION = "permitdesk.intake.stock.action.FileIntoCaseworkerFolder"
ACTION_SETTINGS = ("unit", "kind", "family_name_field", "given_names_field", "reference_prefix")

FIELDS_ALLOWED = Allowed(
    ELEMENTS,
    ATTRIBUTES
    | {"field": frozenset({"name", "type"})}
    | {"fieldset": ATTRIBUTES["fieldset"] | {"behavior"}},
    INERT | {f"{{{EASYFORM}}}css_class": frozenset({""})},
    frozenset(FIELDS),
)
ACTIONS_ALLOWED = Allowed(
    ELEMENTS | frozenset(ACTION_SETTINGS), ATTRIBUTES, INERT, frozenset({ACTION})
)


class IStockForm(IEasyForm):
    """A stock EasyForm of this portal."""


@implementer(IStockForm)
class StockForm(EasyForm):
    """Its models are screened whenever they are set; its expressions can not be set at all."""

    method = "post"
    forceSSL = False

    @property
    def fields_model(self) -> str:
        """The XML of the fields; setting it refuses whatever could run code."""
        return self.__dict__.get("_fields_model", EMPTY_MODEL)

    @fields_model.setter
    def fields_model(self, source: str | None) -> None:
        if source:
            screened(source, FIELDS_ALLOWED)
        self._fields_model = source or EMPTY_MODEL

    @property
    def actions_model(self) -> str:
        """The XML of the actions; setting it refuses every action but ours."""
        return self.__dict__.get("_actions_model", EMPTY_MODEL)

    @actions_model.setter
    def actions_model(self, source: str | None) -> None:
        if source:
            screened(source, ACTIONS_ALLOWED)
        self._actions_model = source or EMPTY_MODEL


for _name in EXPRESSIONS:
    setattr(StockForm, _name, nothing())


def close_settings() -> None:
    """Take easyform's expressions off its edit form, and its models off REST for all but managers.

    easyform declares neither: with an Editor's rights one could PATCH a script into a form.
    """
    models = ("fields_model", "actions_model")
    for key in (READ_PERMISSIONS_KEY, WRITE_PERMISSIONS_KEY):
        known = dict(IEasyForm.queryTaggedValue(key, {}))
        IEasyForm.setTaggedValue(key, known | dict.fromkeys(models, "cmf.ManagePortal"))
    omitted = list(IEasyForm.queryTaggedValue(OMITTED_KEY, []))
    more = [(Interface, name, "true") for name in (*EXPRESSIONS, "method", "forceSSL")]
    IEasyForm.setTaggedValue(OMITTED_KEY, omitted + [each for each in more if each not in omitted])


close_settings()
