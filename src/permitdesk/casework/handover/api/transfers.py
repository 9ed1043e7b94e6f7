"""``{case}/@transfers``: bundles on their way, and what became of them."""

import secrets

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk import privacy
from permitdesk.casework.handover import target
from permitdesk.casework.handover.delivery import (
    LONGEST_NUMBER,
    Delivery,
    NotNowError,
    confirm,
    deliveries,
    delivery,
    downloaded,
    prepare,
    try_again,
)
from permitdesk.casework.handover.guard import may_be_deleted
from permitdesk.casework.keys import per_key
from permitdesk.casework.once import key_of
from permitdesk.core.below import NamedBelow
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.theme import private_no_store


class TransfersGet(Service):
    """Oldest first, and whether anything stands in the way of deleting the case here."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api transfers")
        return answer(self.context)


class TransfersPost(NamedBelow, Service):
    """``{"way": "download"}`` or ``{}`` prepares one (201). ``@transfers/{id}`` with
    ``{"step": "sent" | "confirmed" | "again"}`` takes a step."""

    def answer(self) -> dict:
        return answer(self.context)

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        if self.id_:
            self._step(body)
        else:
            self._prepare(body)
        return answer(self.context)

    def _prepare(self, body: dict) -> None:
        way = body.get("way", "")
        if way not in ("", target.DOWNLOAD):
            raise BadRequest("way: download, or none for what the operator set")
        key = key_of(self.request) or secrets.token_hex(16)
        try:
            prepare(self.context, key, way)
        except target.NoTargetError as error:
            raise BadRequest("the operator's target is set wrong") from error
        self.request.response.setStatus(201)

    def _step(self, body: dict) -> None:
        found = delivery(self.context, self.id_)
        if found is None:
            raise NotFound(self.id_)
        number = body.get("file_number") or ""
        try:
            match body.get("step"):
                case "sent":
                    downloaded(self.context, found)
                case "confirmed" if not isinstance(number, str) or len(number) > LONGEST_NUMBER:
                    raise BadRequest(f"file_number: a text of at most {LONGEST_NUMBER} characters")
                case "confirmed":
                    confirm(self.context, found, number)
                case "again":
                    try_again(self.context, found)
                case _:
                    raise BadRequest("step: sent, confirmed or again")
        except NotNowError as error:
            raise BadRequest(f"not now: {error}") from error


def answer(case) -> dict:
    verdict = may_be_deleted(case)
    return {
        "@id": f"{case.absolute_url()}/@transfers",
        "items": [_item(case, each) for each in deliveries(case)],
        "may_be_deleted": bool(verdict),
        "kept_because": str(say(verdict.reason, SOURCE)) if verdict.reason else None,
    }


def _item(case, found: Delivery) -> dict:
    return {
        "@id": f"{case.absolute_url()}/@transfers/{found.key}",
        "id": found.key,
        "way": found.way,
        "to": found.to or None,
        "state": found.state,
        "manifest_sha256": found.sha256,
        "filename": found.filename,
        "bundle": f"{case.absolute_url()}/@bundle/{found.key}" if found.has_bundle else None,
        "steps": [
            {
                "state": step.state,
                "at": step.at.isoformat(timespec="seconds"),
                "by": step.by or None,
                "note": step.note or None,
            }
            for step in found.steps
        ],
    }
