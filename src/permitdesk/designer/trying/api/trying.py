"""``POST {service}/@try-out``: what answers come to. Stores nothing."""

from datetime import date

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk.core import clock
from permitdesk.core.body import trusted_body
from permitdesk.designer.trying.running import tried
from permitdesk.services import (
    BadExampleError,
    UnpublishableError,
    read_example,
    revision,
    working_revision,
)
from permitdesk.services.definition import Revision
from permitdesk.theme import private_no_store


class TryPost(Service):
    """``{"answers", "documents": [ids], "as_of": day, "revision": number}``; without a revision the
    working state."""

    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        try:
            asked = read_example({**body, "title": "try-out"})
        except BadExampleError as error:
            raise BadRequest(error.part) from error
        day = date.fromisoformat(asked.as_of) if asked.as_of else clock.today()
        state = self._state(body.get("revision"))
        found = tried(self.context.getId(), state, asked.answers, asked.documents, day)
        return {"@id": f"{self.context.absolute_url()}/@try-out", **found.data()}

    def _state(self, number: object) -> Revision:
        if number is None:
            return readable(self.context)
        if isinstance(number, bool) or not isinstance(number, int):
            raise BadRequest("revision")
        try:
            return revision(self.context, number)
        except KeyError as error:
            raise BadRequest("revision") from error


def readable(service) -> Revision:
    """The working state; a bad request where it cannot be read."""
    try:
        return working_revision(service)
    except UnpublishableError as error:
        raise BadRequest("The working state cannot be read: see @findings.") from error
