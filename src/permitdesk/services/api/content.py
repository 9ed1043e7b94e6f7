"""A service as content in the API: what it shows, and what may be changed by whom."""

from AccessControl import getSecurityManager
from collective.easyform.interfaces import IEasyForm
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson, ISerializeToJson
from zExceptions import BadRequest, Forbidden, HTTPConflict
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.schema import getFieldNames

from permitdesk.core import _, languages
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.services.api.answer import told
from permitdesk.services.interfaces import IService, IServiceSettings
from permitdesk.services.publish import CONFIGURE
from permitdesk.services.revision import edition_of, published
from permitdesk.services.xml import UnsafeModelError, screened

SETTINGS = frozenset(getFieldNames(IServiceSettings))
# Settings of a stock EasyForm; several are code. A service has none of them.
FOREIGN = frozenset((*getFieldNames(IEasyForm), "savedDataStorage")) - {"fields_model"}


@implementer(ISerializeToJson)
@adapter(IService, IPermitdeskLayer)
class SerializeService:
    """What everybody may know; the working state for those who may configure it."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self, version=None, include_items=True):
        revision = published(self.context)
        language = languages.of(self.request)
        title: dict[str, object] = {"title": self.context.Title()}
        if revision and "service.title" in revision.sources:
            title = told(revision, language, {"title": "service.title"})
        url = self.context.absolute_url()
        data: dict[str, object] = {
            "@id": url,
            "@type": self.context.portal_type,
            "id": self.context.getId(),
            "UID": self.context.UID(),
            **title,
            "revision": revision.number if revision else None,
            "languages": list(revision.languages) if revision else [],
            "form": f"{url}/@form",
        }
        if getSecurityManager().checkPermission(CONFIGURE, self.context):
            data |= {name: getattr(self.context, name) for name in SETTINGS}
            data["fields_model"] = self.context.fields_model
            data["revisions"] = sorted(self.context.revisions)
            data["edition"] = edition_of(self.context)
        return data


@implementer(IDeserializeFromJson)
@adapter(IService, IPermitdeskLayer)
class DeserializeService(DeserializeFromJson):
    """Fields and settings only for those who may configure, and nothing of easyform's own."""

    def __call__(self, validate_all=False, data=None, create=False, mask_validation_errors=True):
        data = json_body(self.request) if data is None else data
        foreign = FOREIGN & set(data)
        if foreign:
            raise BadRequest(
                self._said(
                    _(
                        "services_api_foreign",
                        default="Ein Online-Dienst hat diese Einstellungen nicht: ${names}",
                        mapping={"names": ", ".join(sorted(foreign))},
                    )
                )
            )
        configuring = (SETTINGS | {"fields_model"}) & set(data)
        if configuring and not getSecurityManager().checkPermission(CONFIGURE, self.context):
            raise Forbidden(
                self._said(
                    _(
                        "services_api_may_not_configure",
                        default="Sie dürfen diesen Online-Dienst nicht einrichten.",
                    )
                )
            )
        if configuring and data.get("edition", edition_of(self.context)) != edition_of(
            self.context
        ):
            raise HTTPConflict(
                self._said(
                    _(
                        "services_api_edition",
                        default="Jemand hat diesen Dienst inzwischen geändert. Lesen Sie ihn neu.",
                    )
                )
            )
        source = data.get("fields_model")
        if source is not None:
            self._screen(source)
        super().__call__(validate_all, data, create, mask_validation_errors)
        if source is not None:
            self.context.fields_model = source
        return self.context

    def _screen(self, source: object) -> None:
        if not isinstance(source, str):
            raise BadRequest("fields_model")
        try:
            screened(source)
        except UnsafeModelError as error:
            raise BadRequest("\n".join(error.said(languages.of(self.request)))) from error

    def _said(self, message) -> str:
        return translate(message, context=self.request)
