"""``{unit}/@routing``: a unit's rules, the draft of new ones, and putting them in force.

``{unit}/@routing-try`` says where a case would go, ``{unit}/@routing-replay`` what would go
elsewhere by the draft.
"""

from collections.abc import Mapping
from dataclasses import asdict

from AccessControl import getSecurityManager
from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk.casework.keys import per_key
from permitdesk.casework.routing import data, steering
from permitdesk.casework.routing.book import book_of, rules_of
from permitdesk.casework.routing.checking import Finding
from permitdesk.casework.routing.circumstances import ELSE
from permitdesk.casework.routing.deciding import route
from permitdesk.casework.routing.decision import Decision
from permitdesk.casework.routing.replay import MOST, USUAL, replay
from permitdesk.casework.routing.rules import Rules, to_data
from permitdesk.casework.routing.state import staffing_to_try
from permitdesk.casework.routing.views.trying import NAME, facts
from permitdesk.core import clock
from permitdesk.core.body import trusted_body
from permitdesk.district import legal_grounds
from permitdesk.theme import private_no_store


class RoutingGet(Service):
    """The rules in force and their doubts; for the head the draft as well."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        return answer(self.context, self.is_head)

    @property
    def is_head(self) -> bool:
        return bool(getSecurityManager().checkPermission("permitdesk: Lead unit", self.context))


class RoutingPatch(RoutingGet):
    """``{"draft": {…} or null, "seen"}`` writes the draft or drops it; ``{"in_force": {"reason"},
    "seen"}`` puts the draft in force. ``seen`` is the version of the draft as it was read."""

    def again(self) -> dict:
        return answer(self.context, True)

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        seen = body.get("seen") or ""
        if not isinstance(seen, str) or ("draft" in body) == ("in_force" in body):
            raise BadRequest("draft or in_force, and seen")
        try:
            if "draft" in body:
                draft = data.from_data(body["draft"]) if body["draft"] is not None else None
                steering.write_draft(self.context, draft, seen)
            else:
                asked = body["in_force"]
                reason = asked.get("reason") if isinstance(asked, Mapping) else None
                reason = reason if isinstance(reason, str) else ""
                steering.put_in_force(self.context, reason, seen)
        except data.MalformedRulesError as error:
            raise BadRequest(str(error)) from error
        except steering.NoReasonError as error:
            message = f"in_force.reason: 1 to {steering.LONGEST_REASON} characters"
            raise BadRequest(message) from error
        except steering.ForbiddenRulesError as error:
            self.request.response.setStatus(409)
            return {
                "error": {
                    "type": "ForbiddenRules",
                    "findings": [_finding(each) for each in error.findings],
                }
            }
        except steering.ChangedMeanwhileError:
            self.request.response.setStatus(409)
            return {"error": {"type": "ChangedMeanwhile", "seen": steering.seen_now(self.context)}}
        return answer(self.context, True)


class TryPost(RoutingGet):
    """``{"family_name", "answers": {…}, "rules": "in_force" or "draft"}``. For all but the head
    everybody is there: absences are not theirs to know."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        name, answers = body.get("family_name") or "", body.get("answers") or {}
        if not isinstance(name, str) or len(name) > 120 or not isinstance(answers, Mapping):
            raise BadRequest("family_name is a text, answers an object")
        rules = chosen(self.context, body.get("rules"), self.is_head)
        case = facts({**answers, NAME: name})
        now = staffing_to_try(self.context, self.is_head)
        return _decision(route(case, rules, clock.today(), now))


class ReplayPost(Service):
    """``{"last": 200}``: the last cases once more by the draft; nothing is changed by it."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        last = trusted_body(self.request).get("last", USUAL)
        if not isinstance(last, int) or isinstance(last, bool) or not 1 <= last <= MOST:
            raise BadRequest(f"last: 1 to {MOST}")
        found = replay(self.context, steering.draft(self.context), last)
        return {
            "@id": f"{self.context.absolute_url()}/@routing-replay",
            "count": found.count,
            "items_total": len(found.elsewhere),
            "items": [
                {
                    "@id": each.past.address,
                    "reference": each.past.reference,
                    "service": each.past.service,
                    "before": _decision(each.before),
                    "after": _decision(each.after),
                }
                for each in found.elsewhere
            ],
        }


def chosen(unit, which: object, is_head: bool) -> Rules:
    """The rules that somebody asks about; the draft is for the head alone."""
    if which in (None, "in_force"):
        return rules_of(unit)
    if which != "draft" or not is_head:
        raise BadRequest("rules: in_force, or draft for the head of the unit")
    return steering.draft(unit)


def answer(unit, is_head: bool) -> dict:
    book, rules, today = book_of(unit), rules_of(unit), clock.today()
    found: dict[str, object] = {
        "@id": f"{unit.absolute_url()}/@routing",
        "number": book.number,
        "version": rules.version,
        "in_force": to_data(rules),
        "findings": [_finding(each) for each in steering.findings(unit, rules)],
        "legal_grounds": [
            {
                "name": each.name,
                "title": each.title,
                "nationalities": list(each.codes),
                "source": each.source,
                "valid_until": each.valid_until and each.valid_until.isoformat(),
                "verified": each.verified,
            }
            for each in legal_grounds(today)
        ],
        "versions": [
            {
                "number": each.number,
                "version": each.rules.version,
                "by": each.by,
                "at": each.at.isoformat(timespec="seconds"),
                "reason": each.reason,
                "rules": to_data(each.rules),
            }
            for each in book.versions()
        ],
    }
    if is_head:
        draft = book.draft
        found["seen"] = steering.seen_now(unit)
        found["draft"] = to_data(draft) if draft else None
        found["draft_findings"] = (
            [_finding(each) for each in steering.findings(unit, draft)] if draft else []
        )
    return found


def _finding(finding: Finding) -> dict:
    return {
        "kind": finding.kind,
        "forbids": finding.forbids,
        "rule": finding.rule or None,
        "first": finding.first.strip(),
        "last": finding.last.strip(),
        "desks": list(finding.desks),
        "only": [
            {"field": name, "value": None if value == ELSE else value}
            for name, value in finding.only
        ],
    }


def _decision(decision: Decision) -> dict:
    return {**asdict(decision), "way": [asdict(stage) for stage in decision.way]}
