"""Services come and go by the API: ``GET {service}/@package``; on the container of services
``POST @package``, ``GET`` and ``POST @library``, ``POST @new-service``.

Each POST with ``"preview": true`` says what it would do and does nothing.
"""

import base64
import binascii
from dataclasses import replace

from AccessControl import getSecurityManager
from plone.restapi.services import Service as RestService
from zExceptions import BadRequest, Forbidden
from zope.component.hooks import getSite
from zope.i18n import translate

from permitdesk.core import languages
from permitdesk.core.body import trusted_body
from permitdesk.core.texts import say
from permitdesk.designer.edition import record
from permitdesk.designer.moving.library import shipped
from permitdesk.designer.moving.new_service import NewService, UnfitBeginningError
from permitdesk.services import CONFIGURE
from permitdesk.services.compose import ServiceFiles, shipped_ids
from permitdesk.services.interfaces import IService
from permitdesk.services.package import MEDIA_TYPE, UnreadablePackageError, read
from permitdesk.services.taking import (
    LIBRARY,
    PACKAGE,
    Offer,
    begin,
    export,
    filename,
    named,
    offers,
    take,
)


class PackageGet(RestService):
    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@package",
            "filename": filename(self.context),
            "content-type": MEDIA_TYPE,
            "encoding": "base64",
            "data": base64.b64encode(export(self.context)).decode(),
        }


class _Taking(RestService):
    def take(self, files: ServiceFiles, body: dict, origin: str) -> dict:
        """Take over what is named in ``parts``; without a service of that name here, begin it."""
        found = self.context.get(files.id)
        service = found if found is not None and IService.providedBy(found) else None
        as_new = body.get("as_new") is True or found is None
        if as_new and found is not None:
            files = named(getSite(), replace(files, slugs={}, former_slugs={}))
            service = None
        if found is not None and service is None and not as_new:
            raise BadRequest("id")
        if service is not None and not getSecurityManager().checkPermission(CONFIGURE, service):
            raise Forbidden(files.id)
        offered = offers(service, files, origin)
        parts = body.get("parts", [])
        if not isinstance(parts, list) or not {*parts} <= {each.part for each in offered}:
            raise BadRequest("parts")
        changed: list[str] = []
        if body.get("preview") is not True:
            if service is None:
                service = begin(getSite(), files, origin)
                changed = [each.part for each in offered]
                self.request.response.setStatus(201)
            else:
                changed = take(service, files, parts, origin)
                service.setModificationDate()
            record(service, "package")
        address = f"{self.context.absolute_url()}/{files.id}"
        return {"@id": address, "id": files.id, "parts": _told(offered), "changed": changed}


class PackagePost(_Taking):
    def reply(self):
        body = trusted_body(self.request)
        try:
            data = base64.b64decode(str(body.get("data", "")), validate=True)
            files = read(data)
        except binascii.Error as error:
            raise BadRequest("data") from error
        except UnreadablePackageError as error:
            self.request.response.setStatus(400)
            language = languages.of(self.request)
            said = [str(say(each, language)) for each in error.messages[:50]]
            return {"error": {"type": "ValidationError", "messages": said}}
        return self.take(files, body, PACKAGE)


class LibraryGet(RestService):
    def reply(self):
        found = [shipped(self.context, each) for each in shipped_ids()]
        return {
            "@id": f"{self.context.absolute_url()}/@library",
            "items": [
                {
                    "id": each.files.id,
                    "title": each.files.title,
                    "installed": each.service is not None,
                    "state": each.state,
                    "parts": _told(each.offers),
                }
                for each in found
            ],
        }


class LibraryPost(_Taking):
    def reply(self):
        body = trusted_body(self.request)
        name = body.get("service")
        if name not in shipped_ids():
            raise BadRequest("service")
        return self.take(shipped(self.context, name).files, body, LIBRARY)


class NewServicePost(RestService):
    def reply(self):
        body = trusted_body(self.request)
        try:
            made = NewService(getSite()).begin(body)
        except UnfitBeginningError as error:
            self.request.response.setStatus(400)
            language = languages.of(self.request)
            fields = {
                name: [translate(message, target_language=language)]
                for name, message in error.said.items()
            }
            return {"error": {"type": "ValidationError", "fields": fields}}
        self.request.response.setStatus(201)
        return {"@id": made.absolute_url(), "id": made.getId(), "prefix": made.reference_prefix}


def _told(found: tuple[Offer, ...]) -> list[dict[str, str]]:
    return [{"part": each.part, "state": each.state} for each in found]
