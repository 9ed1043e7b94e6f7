"""``/office/@assignments``: many cases go to another desk, or are shared out among several."""

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk.access import staff_id
from permitdesk.casework import once
from permitdesk.casework.gate import may_view
from permitdesk.casework.handover.api.assignment import assign_as_asked
from permitdesk.casework.keys import per_key
from permitdesk.casework.office import office
from permitdesk.casework.worklist import errand as errands
from permitdesk.casework.worklist.api.errands import told
from permitdesk.casework.worklist.orders import (
    ASSIGN,
    MOST_CHANGES,
    SHARE,
    IncompleteOrderError,
    Order,
    check,
)
from permitdesk.casework.worklist.views.asked import text
from permitdesk.casework.worklist.views.bulk import begin
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store

AT_ONCE = 500  # while it writes, submissions to these desks wait or are done again


class AssignmentsPost(Service):
    """``{"references": […], "desk" | "desks": […], "reason"}``: all of them or none. More than a
    few, and what is shared out, is answered as an errand, 202 while it is a job."""

    made = ""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        references = body.get("references")
        if (
            not isinstance(references, list)
            or not 0 < len(references) <= MOST_CHANGES
            or not all(isinstance(each, str) for each in references)
        ):
            raise BadRequest(f"references: 1 to {MOST_CHANGES}")
        references = list(dict.fromkeys(references))
        place = office()
        paths = [place.cases.path(each) for each in references]
        cases = [place.unrestrictedTraverse(path) for path in paths if path]
        # What one may not see is not there, neither by its reference.
        if len(cases) < len(paths) or not all(map(may_view, cases)):
            raise NotFound("references")
        if "desks" in body or len(references) > AT_ONCE:
            return self._errand(place, body, references)
        moved = assign_as_asked(cases, body, self.request)
        return _told_at_once(body, [case.reference for case in moved])

    def again(self) -> dict:
        place, body = office(), trusted_body(self.request)
        if not self.made:
            return _told_at_once(body, list(dict.fromkeys(body["references"])))
        errand = errands.find(place, self.made, staff_id())
        if errand is None:
            raise NotFound(self.made)
        return self._told(errand, place)

    def _errand(self, place, body: dict, references: list[str]) -> dict:
        desks, reason = body.get("desks"), text(body, "reason", 1000)
        if desks is None:
            order = Order(ASSIGN, text(body, "desk", 1000), reason)
        elif isinstance(desks, list) and all(isinstance(each, str) for each in desks):
            order = Order(SHARE, " ".join(desks), reason)
        else:
            raise BadRequest("desks")
        try:
            check(order, place)
        except IncompleteOrderError as missing:
            raise BadRequest(missing.field) from missing
        key = once.key_of(self.request)
        content = once.fingerprint(order.action, order.desk, order.reason, references)
        errand = errands.known(place, staff_id(), key, content)
        errand = errand or begin(place, staff_id(), order, references, key, content)
        self.made = errand.id
        return self._told(errand, place)

    def _told(self, errand, place) -> dict:
        status = {True: 200, False: 202}[errand.is_over]
        self.request.response.setStatus(409 if errand.state == errands.STOPPED else status)
        return told(errand, place.aq_parent)


def _told_at_once(body: dict, references: list[str]) -> dict:
    return {
        "@id": f"{office().absolute_url()}/@assignments",
        "desk": body["desk"],
        "references": references,
        "items_total": len(references),
    }
