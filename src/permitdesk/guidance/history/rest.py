"""``PATCH @history``: an earlier version comes back, as on our page."""

from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk.guidance.history.versions import restore


class HistoryPatch(Service):
    """Takes ``{"version": 3}``."""

    def reply(self):
        number = json_body(self.request).get("version")
        if not isinstance(number, int):
            raise BadRequest("version")
        try:
            restore(self.context, number)
        except KeyError as error:
            raise BadRequest("version") from error
        title = self.context.title_or_id()
        return {"message": f"{title} has been reverted to revision {number}."}
