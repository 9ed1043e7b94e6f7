"""``POST {unit}/@service-replay``: sent applications on the working state of a service."""

from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.component.hooks import getSite

from permitdesk.core.body import trusted_body
from permitdesk.designer.trying.replay import USUAL, replay
from permitdesk.services import UnpublishableError, services_folder
from permitdesk.theme import private_no_store

MOST = 500


class ReplayPost(Service):
    """``{"service", "last"}``: counts and references, never an answer."""

    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        name, last = body.get("service"), body.get("last", USUAL)
        if not isinstance(last, int) or isinstance(last, bool) or not 1 <= last <= MOST:
            raise BadRequest(f"last: 1 to {MOST}")
        known = isinstance(name, str) and name in (self.context.services or ())
        service = services_folder(getSite()).get(name) if known else None
        if service is None:
            raise BadRequest("service: one of the unit's")
        try:
            found = replay(self.context, service, last)
        except UnpublishableError as error:
            raise BadRequest("The working state cannot be read.") from error
        return {
            "@id": f"{self.context.absolute_url()}/@service-replay",
            "count": found.count,
            "totals": found.totals,
            "items_total": len(found.items),
            "items": [
                {"@id": each.address, "reference": each.reference, "counts": each.counts}
                for each in found.items
            ],
        }
