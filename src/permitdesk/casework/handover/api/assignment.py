"""``{case}/@assignment``: a case goes to another desk."""

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk import privacy
from permitdesk.casework.gate import may_view
from permitdesk.casework.handover.assigning import (
    LONGEST_REASON,
    MayNotAssignError,
    NoReasonError,
    assign_many,
    assigned,
    desk_at,
    place_of,
    targets,
)
from permitdesk.casework.keys import per_key
from permitdesk.casework.office import office
from permitdesk.casework.once import key_of
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


class AssignmentGet(Service):
    """Where the case lies, where it may go, and how it came here, oldest first."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api assignment")
        return answer(self.context)


class AssignmentPost(Service):
    """``{"desk": "unit/desk", "reason": …}``."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        (case,) = assign_as_asked([self.context], trusted_body(self.request), self.request)
        return answer(case) if may_view(case) else {"desk": place_of(case.aq_parent)}

    def again(self) -> dict:
        return answer(self.context)


def assign_as_asked(cases, body: dict, request) -> list:
    """Raises ``BadRequest`` for what is wrong in the body, ``NotFound`` for what one may not do."""
    place, reason = body.get("desk"), body.get("reason")
    desk = desk_at(office(), place) if isinstance(place, str) else None
    if desk is None:
        raise BadRequest("desk")
    try:
        return assign_many(cases, desk, reason if isinstance(reason, str) else "", key_of(request))
    except NoReasonError as error:
        raise BadRequest(f"reason: 1 to {LONGEST_REASON} characters") from error
    except MayNotAssignError as error:
        raise BadRequest(f"desk: not for {error.case}") from error


def answer(case) -> dict:
    return {
        "@id": f"{case.absolute_url()}/@assignment",
        "desk": place_of(case.aq_parent),
        "may_go_to": list(targets(case, office())),
        "items": [
            {
                "by": each.by,
                "at": each.at.isoformat(timespec="seconds"),
                "before": each.before,
                "after": each.after,
                "reason": each.reason,
            }
            for each in assigned(case)
        ],
    }
