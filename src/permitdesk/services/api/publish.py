"""``POST {service}/@publish``: make the working state the revision that people see."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.interface import alsoProvides

from permitdesk.services.parse import UnpublishableError
from permitdesk.services.publish import publish


class PublishPost(Service):
    def reply(self):
        # Another site's page can not send this type without the browser asking us first, which
        # is why no token is needed beside it.
        if not self.request.getHeader("Content-Type", "").startswith("application/json"):
            raise BadRequest("Content-Type: application/json")
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            made = publish(self.context)
        except UnpublishableError as error:
            raise BadRequest("\n".join(error.problems)) from error
        return {
            "@id": f"{self.context.absolute_url()}/@form",
            "revision": made.number,
            "digest": made.digest,
        }
