"""``POST {service}/@publish``: make the working state the revision that people see.

The body may hold ``reason``: why; who publishes what nobody else has looked at has to give one,
unless the office wants a second person always or never.
"""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.i18n import translate
from zope.interface import alsoProvides

from permitdesk.core import languages
from permitdesk.services.api.findings import as_data
from permitdesk.services.parse import UnpublishableError
from permitdesk.services.publish import NotReleasedError, release


class PublishPost(Service):
    def reply(self):
        # Another site's page can not send this type without the browser asking us first, which
        # is why no token is needed beside it.
        if not self.request.getHeader("Content-Type", "").startswith("application/json"):
            raise BadRequest("Content-Type: application/json")
        alsoProvides(self.request, IDisableCSRFProtection)
        reason = json_body(self.request).get("reason", "")
        if not isinstance(reason, str):
            raise BadRequest("reason")
        language = languages.of(self.request)
        try:
            made = release(self.context, reason)
        except UnpublishableError as error:
            self.request.response.setStatus(400)
            return {
                "type": "BadRequest",
                "message": "\n".join(error.said(language)),
                "findings": [as_data(each, language) for each in error.findings],
            }
        except NotReleasedError as error:
            raise BadRequest(translate(error.message, target_language=language)) from error
        return {
            "@id": f"{self.context.absolute_url()}/@form",
            "revision": made.number,
            "digest": made.digest,
        }
