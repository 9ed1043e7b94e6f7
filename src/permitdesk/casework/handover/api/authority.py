"""``{case}/@authority``: to which authority a case went, give it to one, take it back."""

import secrets
from datetime import date

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk import privacy
from permitdesk.casework.handover import target
from permitdesk.casework.handover.authority import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_REASON,
    NotPossibleError,
    Receiver,
    give,
    given,
    may_be_given,
    receivers,
    take_back,
)
from permitdesk.casework.keys import per_key
from permitdesk.casework.once import key_of
from permitdesk.core import clock
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


class AuthorityGet(Service):
    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api authority")
        return answer(self.context)


class AuthorityPost(Service):
    """``{"municipality"}`` or ``{"name", "address", "contact"}``, with ``reason``, ``moved_on``,
    ``shown`` and ``way``; ``{"take_back": reason}`` ends it."""

    def answer(self) -> dict:
        return answer(self.context)

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        try:
            if "take_back" in body:
                take_back(self.context, _text(body, "take_back", LONGEST_REASON), self._key())
            else:
                self._give(body)
        except NotPossibleError as error:
            raise BadRequest(f"not now: {error}") from error
        except target.NoTargetError as error:
            raise BadRequest("the operator's target is set wrong") from error
        return answer(self.context)

    def _give(self, body: dict) -> None:
        reason = _text(body, "reason", LONGEST_REASON)
        try:
            moved_on = date.fromisoformat(_text(body, "moved_on", 10))
        except ValueError as error:
            raise BadRequest("moved_on: a day") from error
        shown, way = body.get("shown", True), body.get("way", target.DOWNLOAD)
        if moved_on > clock.today():
            raise BadRequest("moved_on: not in the future")
        if not isinstance(shown, bool) or way not in (target.DOWNLOAD, "configured"):
            raise BadRequest("shown, way")
        way = target.DOWNLOAD if way == target.DOWNLOAD else ""
        give(self.context, _receiver(body), reason, moved_on, shown, way, self._key())

    def _key(self) -> str:
        return key_of(self.request) or secrets.token_hex(16)


def _receiver(body: dict) -> Receiver:
    code = body.get("municipality")
    if code is not None:
        known = receivers().get(code) if isinstance(code, str) else None
        if known is None:
            raise BadRequest("municipality")
        return known[1]
    return Receiver(
        _text(body, "name", LONGEST_NAME),
        _text(body, "address", LONGEST_ADDRESS, needed=False),
        _text(body, "contact", LONGEST_NAME, needed=False),
    )


def _text(body: dict, name: str, most: int, needed: bool = True) -> str:
    value = body.get(name) or ""
    if not isinstance(value, str) or len(value) > most or (needed and not value.strip()):
        raise BadRequest(f"{name}: a text of {most} characters at most")
    return value.strip()


def answer(case) -> dict:
    found = given(case)
    return {
        "@id": f"{case.absolute_url()}/@authority",
        "may_be_given": may_be_given(case),
        "given": found
        and {
            "name": found.entry.name,
            "address": found.entry.address or None,
            "contact": found.entry.contact or None,
            "reason": found.entry.reason,
            "moved_on": found.entry.moved_on or None,
            "shown": found.entry.shown,
            "by": found.entry.by,
            "at": found.entry.at.isoformat(timespec="seconds"),
            "delivery": found.entry.delivery,
        },
        "authorities": [
            {
                "municipality": code,
                "title": place,
                "name": receiver.name,
                "address": receiver.address or None,
                "contact": receiver.contact or None,
            }
            for code, (place, receiver) in receivers().items()
        ],
    }
