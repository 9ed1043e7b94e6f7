"""``{unit}/@absences`` and ``{unit}/@suspensions``: for the head of the unit alone."""

import secrets
from datetime import date

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound
from zope.interface import alsoProvides

from permitdesk.casework.keys import per_key
from permitdesk.casework.name_key import NotARangeError, parse_ranges
from permitdesk.casework.once import key_of
from permitdesk.casework.routing import steering
from permitdesk.casework.routing.book import book_of
from permitdesk.casework.routing.staffing import DESK, MEMBER, Absence, Suspension
from permitdesk.core.below import NamedBelow
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.theme import private_no_store

LONGEST_REASON, LONGEST_NOTICE = 200, 600


class _Days(Service):
    """What is kept of a unit, with first and last day."""

    name = ""

    def items(self) -> list[dict]:
        raise NotImplementedError

    def answer(self) -> dict:
        return {"@id": f"{self.context.absolute_url()}/{self.name}", "items": self.items()}

    def key(self) -> str:
        """The id of what is added."""
        return key_of(self.request) or secrets.token_hex(16)

    @property
    def desks(self) -> set[str]:
        return {desk.getId() for desk in self.context.desks()}

    def desk(self, body: dict, name: str) -> str:
        value = body.get(name) or ""
        if value and (not isinstance(value, str) or value not in self.desks):
            raise BadRequest(f"{name}: a desk of this unit")
        return value


class _Absences(_Days):
    name = "@absences"

    def items(self) -> list[dict]:
        return [
            {
                "id": each.id,
                "kind": each.kind,
                "who": each.who,
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "deputy": each.deputy or None,
                "reason": each.reason or None,
            }
            for each in book_of(self.context).absences()
        ]


class _Suspensions(_Days):
    name = "@suspensions"

    def items(self) -> list[dict]:
        return [
            {
                "id": each.id,
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "ranges": ", ".join(map(str, each.ranges)),
                "services": list(each.services),
                "desk": each.desk or None,
                "notices": dict(each.notices),
            }
            for each in book_of(self.context).suspensions()
        ]


class AbsencesGet(_Absences):
    def reply(self) -> dict:
        private_no_store(self.request.response)
        return self.answer()


class SuspensionsGet(_Suspensions):
    def reply(self) -> dict:
        private_no_store(self.request.response)
        return self.answer()


class AbsencesPost(_Absences):
    """``{"kind": "desk" or "member", "who", "first", "last", "deputy", "reason"}``."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        kind, who, reason = body.get("kind"), body.get("who"), body.get("reason") or ""
        members = {user for desk in self.context.desks() for user in desk.members}
        known = self.desks if kind == DESK else members
        if kind not in (DESK, MEMBER) or not isinstance(who, str) or who not in known:
            raise BadRequest("kind: desk or member, who: one of this unit")
        if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
            raise BadRequest(f"reason: at most {LONGEST_REASON} characters")
        deputy = self.desk(body, "deputy")
        if kind == DESK and deputy == who:
            raise BadRequest("deputy: another desk")
        first, last = days(body)
        absence = Absence(self.key(), kind, who, first, last, deputy, reason)
        steering.put_absence(self.context, absence)
        self.request.response.setStatus(201)
        return self.answer()


class SuspensionsPost(_Suspensions):
    """``{"ranges", "services", "first", "last", "desk", "notices": {language: text}}``."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        services, notices = body.get("services") or [], body.get("notices") or {}
        known = tuple(self.context.services or ())
        if not isinstance(services, list) or not all(each in known for each in services):
            raise BadRequest("services: some of this unit")
        if (
            not isinstance(notices, dict)
            or not set(notices) <= set(LANGUAGES)
            or not all(isinstance(t, str) and len(t) <= LONGEST_NOTICE for t in notices.values())
            or (notices and not notices.get(SOURCE))
        ):
            raise BadRequest(f"notices: texts by language, {SOURCE} among them")
        try:
            ranges = parse_ranges(str(body.get("ranges") or ""))
        except NotARangeError as error:
            raise BadRequest(f"ranges: {error.written}") from error
        first, last = days(body)
        suspension = Suspension(
            self.key(), first, last, ranges, tuple(services), self.desk(body, "desk"), notices
        )
        steering.put_suspension(self.context, suspension)
        self.request.response.setStatus(201)
        return self.answer()


class _Delete(NamedBelow, Service):
    """404 for what is not there (any more)."""

    def drop(self) -> bool:
        raise NotImplementedError

    def reply(self) -> None:
        private_no_store(self.request.response)
        # No form of another site can send this method.
        alsoProvides(self.request, IDisableCSRFProtection)
        if not self.drop():
            raise NotFound(self.id_)
        return self.reply_no_content()


class AbsencesDelete(_Delete):
    def drop(self) -> bool:
        return steering.drop_absence(self.context, self.id_)


class SuspensionsDelete(_Delete):
    def drop(self) -> bool:
        return steering.drop_suspension(self.context, self.id_)


def days(body: dict) -> tuple[date, date]:
    """First and last day; raises ``BadRequest`` for what is none."""
    try:
        first, last = (date.fromisoformat(body.get(name)) for name in ("first", "last"))
    except (TypeError, ValueError) as error:
        raise BadRequest("first and last: days such as 2026-12-01") from error
    if last < first:
        raise BadRequest("last: not before first")
    return first, last
