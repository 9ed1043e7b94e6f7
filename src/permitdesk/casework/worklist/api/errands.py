"""``GET /@errands``, ``GET /@errands/{id}``, ``GET /@errands/{id}/file``: one's own errands."""

from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate

from permitdesk.access import staff_id
from permitdesk.casework.office import office
from permitdesk.casework.worklist.errand import Errand, errands_of, find, may_have_file
from permitdesk.casework.worklist.views.errand import FILE, file_of
from permitdesk.core.below import Below
from permitdesk.core.languages import SOURCE
from permitdesk.theme import private_no_store


class ErrandsGet(Below, Service):
    def render(self):
        # A file is no JSON: everything else goes plone.restapi's way.
        if len(self.path) == 2 and self.path[1] == FILE:
            return file_of(office(), self._errand(), staff_id(), self.request.response)
        return super().render()

    def reply(self) -> dict:
        private_no_store(self.request.response)
        if not self.path:
            found = errands_of(office(), staff_id())
            items = [told(each, self.context) for each in found]
            return {"@id": f"{self.context.absolute_url()}/@errands", "items": items}
        if len(self.path) > 1:
            raise NotFound(self.path[-1])
        return told(self._errand(), self.context)

    def _errand(self) -> Errand:
        found = find(office(), self.path[0], staff_id())
        if found is None:
            raise NotFound(self.path[0])
        return found


def told(errand: Errand, site) -> dict:
    """An errand as JSON; ``status`` is ``waiting``, ``working``, ``done``, ``stopped`` or
    ``failed``."""
    address = f"{site.absolute_url()}/@errands/{errand.id}"
    has_file = may_have_file(office(), errand, staff_id())
    return {
        "@id": address,
        "id": errand.id,
        "action": errand.action,
        "status": errand.status,
        "done": errand.done,
        "total": errand.total,
        "asked_at": errand.at.isoformat(timespec="seconds"),
        "kept_until": errand.until.isoformat(timespec="seconds"),
        "file": f"{address}/{FILE}" if has_file else None,
        "obstacles": [
            {"case": each.reference, "why": translate(each.why, target_language=SOURCE)}
            for each in errand.obstacles
        ],
        "obstacles_total": errand.obstacle_count,
    }
