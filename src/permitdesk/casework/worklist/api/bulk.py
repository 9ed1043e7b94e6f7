"""``POST /@bulk``: the same with many cases, all of them or none."""

from dataclasses import asdict

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk.access import staff_id
from permitdesk.casework import once
from permitdesk.casework.keys import refusal
from permitdesk.casework.office import office
from permitdesk.casework.worklist import errand as errands
from permitdesk.casework.worklist.api.cases import filter_of
from permitdesk.casework.worklist.api.errands import told
from permitdesk.casework.worklist.errand import STOPPED
from permitdesk.casework.worklist.listing import every
from permitdesk.casework.worklist.orders import PRINT, IncompleteOrderError, Order, check
from permitdesk.casework.worklist.searching import LONGEST
from permitdesk.casework.worklist.views.asked import text
from permitdesk.casework.worklist.views.bulk import begin
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store

FIELDS = ("desk", "reason", "transition", "label")


class BulkPost(Service):
    """``{"action", "cases": [references] | "filter": {…}, "desk" and "reason" | "transition" |
    "label"}``. 200 with an errand that is over, 202 with one that is a job, 409 with what stood in
    the way. An ``Idempotency-Key`` makes one errand of one that was sent twice;
    with other content it is answered with 409."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        body, place = trusted_body(self.request), office()
        order = Order(text(body, "action"), **{name: text(body, name, 1000) for name in FIELDS})
        try:
            check(order, place)
        except IncompleteOrderError as missing:
            raise BadRequest(missing.field) from missing
        if order.action == PRINT:
            raise BadRequest("action")
        content = once.fingerprint(asdict(order), body.get("cases"), body.get("filter"))
        try:
            known = errands.known(place, staff_id(), self.key, content)
        except once.OtherContentError:
            return refusal(self.request.response)
        references = [] if known else _references(body, place)
        if not known and not 0 < len(references) <= order.most:
            raise BadRequest(f"cases: 1 to {order.most}")
        errand = known or begin(place, staff_id(), order, references, self.key, content)
        status = {True: 200, False: 202}[errand.is_over]
        self.request.response.setStatus(409 if errand.state == STOPPED else status)
        return told(errand, self.context)

    @property
    def key(self) -> str:
        return once.key_of(self.request)


def _references(body: dict, place) -> list[str]:
    cases, wanted = body.get("cases"), body.get("filter")
    if isinstance(cases, list) and all(isinstance(each, str) for each in cases):
        return list(dict.fromkeys(cases))
    if not isinstance(wanted, dict):
        raise BadRequest("cases, or filter")
    found = every(staff_id(), place, filter_of(wanted, text(wanted, "q", LONGEST)))
    return [row.reference for row in found]
