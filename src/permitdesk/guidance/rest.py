"""``GET {page}`` as JSON: what visitors are not shown as a page they are not told here either."""

from plone.restapi.services.content.get import ContentGet
from zExceptions import NotFound

from permitdesk.guidance.views.gone import is_visible


class GuidanceGet(ContentGet):
    """plone.restapi asks for the state of a page alone, not for its dates."""

    def reply(self):
        if not is_visible(self.context):
            raise NotFound(self.context.getId())
        return super().reply()
