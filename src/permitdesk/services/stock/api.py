"""A stock form as content in the API: easyform's own answers 500 and shows stored answers."""

from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson, ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from zExceptions import BadRequest
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer

from permitdesk.core import _, languages
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.services.service import EXPRESSIONS
from permitdesk.services.stock.form import IStockForm
from permitdesk.services.xml import UnsafeModelError

CLOSED = frozenset((*EXPRESSIONS, "savedDataStorage"))


@implementer(ISerializeToJson)
@adapter(IStockForm, IPermitdeskLayer)
class SerializeStockForm(SerializeToJson):
    """The form's texts; its models only to those whom the field permissions let read them."""

    def __call__(self, version=None, include_items=True):
        data = super().__call__(version, include_items)
        return {name: value for name, value in data.items() if name not in CLOSED}


@implementer(IDeserializeFromJson)
@adapter(IStockForm, IPermitdeskLayer)
class DeserializeStockForm(DeserializeFromJson):
    """Nothing that is code, and no answers from elsewhere."""

    def __call__(self, validate_all=False, data=None, create=False, mask_validation_errors=True):
        data = json_body(self.request) if data is None else data
        closed = CLOSED & set(data)
        if closed:
            text = _(
                "services_api_closed",
                default="Ein Formular hat hier diese Einstellungen nicht: ${names}",
                mapping={"names": ", ".join(sorted(closed))},
            )
            raise BadRequest(translate(text, context=self.request))
        try:
            return super().__call__(validate_all, data, create, mask_validation_errors)
        except UnsafeModelError as error:
            raise BadRequest("\n".join(error.said(languages.of(self.request)))) from error
