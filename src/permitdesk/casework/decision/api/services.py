"""``{case}/@hearing``, ``@decision``, ``@delivery``: what is recorded on the pages, as JSON.

What is wrong answers 400 with the messages by field, and nothing is recorded.
"""

from collections.abc import Iterable
from dataclasses import fields

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk import privacy
from permitdesk.casework.decision import record, standing
from permitdesk.casework.decision.check import Sending, Verdict
from permitdesk.casework.decision.interfaces import ILetters
from permitdesk.casework.decision.outcomes import OUTCOMES, WAYS
from permitdesk.casework.keys import per_key
from permitdesk.casework.once import key_of
from permitdesk.core import clock
from permitdesk.core.below import Below
from permitdesk.core.body import trusted_body
from permitdesk.core.texts import german
from permitdesk.theme import private_no_store


class RecordService(Below, Service):
    depth = 1

    def body(self) -> dict:
        private_no_store(self.request.response)
        return trusted_body(self.request)

    @property
    def key(self) -> str:
        return key_of(self.request)

    def recorded(self, do, *arguments):
        """201 and what stands now; 400 and what is wrong, by field."""
        try:
            do(*arguments)
        except record.RefusedError as error:
            return refused(self.request, error.problems)
        self.request.response.setStatus(201)
        return self.answer()

    def read(self, what: str) -> dict:
        private_no_store(self.request.response)
        if self.path:
            raise NotFound(self.path[0])
        privacy.record("case.read", self.context.reference, f"api {what}")
        return self.answer()

    def answer(self) -> dict:
        raise NotImplementedError


def refused(request, problems) -> dict:
    """Messages in German, by field; "" is the whole."""
    request.response.setStatus(400)
    said = {name: [german(message)] for name, message in problems.items()}
    return {"error": {"type": "ValidationError", "fields": said}}


def text(body: dict, name: str) -> str:
    """A text of the body; empty where there is none. Raises ``BadRequest`` for anything else."""
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise BadRequest(f"{name} is a text")
    return value


class _Hearing(RecordService):
    def answer(self) -> dict:
        heard, answered = standing.hearing(self.context), standing.statement(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@hearing",
            "hearing": heard
            and {
                "at": moment(heard.at),
                "by": heard.by,
                "until": heard.until,
                "letter": heard.letter or None,
            },
            "answered": answered
            and {"received": answered.received, "way": answered.way, "by": answered.by},
            "was_heard": standing.was_heard(self.context, clock.today()),
        }


class HearingGet(_Hearing):
    def reply(self) -> dict:
        return self.read("hearing")


class HearingPost(_Hearing):
    """``{"until", "letter"}``; ``@hearing/answer`` ``{"received", "way"}``."""

    @per_key
    def reply(self) -> dict:
        body = self.body()
        if self.path == ("answer",):
            return self.recorded(
                record.note_statement,
                self.context,
                text(body, "received"),
                text(body, "way"),
                self.key,
            )
        if self.path:
            raise NotFound(self.path[0])
        letter = known_letter(text(body, "letter"), ILetters(self.context).hearings())
        return self.recorded(record.hear, self.context, text(body, "until"), letter, self.key)


class _Decision(RecordService):
    def answer(self) -> dict:
        found = standing.decision(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@decision",
            "state": self.context.state,
            "decision": found
            and {
                "at": moment(found.at),
                "by": found.by,
                "outcome": found.outcome,
                "outcome_title": german(OUTCOMES[found.outcome]),
                **{
                    name: getattr(found, name) or None
                    for name in (
                        *("reason", "legal_basis", "valid_from", "valid_until"),
                        *("without_hearing", "why_not_heard"),
                    )
                },
                "conditions": list(found.conditions),
            },
            "is_delivered": standing.delivery(self.context) is not None,
        }


class DecisionGet(_Decision):
    def reply(self) -> dict:
        return self.read("decision")


class DecisionPost(_Decision):
    """A decision by its fields; ``@decision/take-back`` ``{"reason"}`` before its delivery."""

    @per_key
    def reply(self) -> dict:
        body = self.body()
        if self.path == ("take-back",):
            return self.recorded(record.take_back, self.context, text(body, "reason"), self.key)
        if self.path:
            raise NotFound(self.path[0])
        conditions = body.get("conditions") or []
        if not isinstance(conditions, list) or not all(
            isinstance(each, str) for each in conditions
        ):
            raise BadRequest("conditions is a list of texts")
        values = {
            each.name: text(body, each.name)
            for each in fields(Verdict)
            if each.name != "conditions"
        }
        verdict = Verdict(**values, conditions=tuple(conditions))
        return self.recorded(record.decide, self.context, verdict, self.key)


class _Delivery(RecordService):
    def answer(self) -> dict:
        delivered = standing.delivery(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@delivery",
            "state": self.context.state,
            "tries": [
                {
                    "id": each.tried.key,
                    "way": each.tried.way,
                    "way_title": german(WAYS[each.tried.way].title),
                    "sent": each.tried.sent,
                    "expected": each.tried.expected or None,
                    "letter": each.tried.letter or None,
                    "note": each.tried.note or None,
                    "by": each.tried.by,
                    "failed": each.failed and {"on": each.failed.on, "reason": each.failed.reason},
                    "delivered": each.delivered is not None,
                }
                for each in standing.tries(self.context)
            ],
            "delivered": delivered
            and {
                "on": delivered.on,
                "source": delivered.source or None,
                "remedy": delivered.remedy,
                "remedy_until": delivered.remedy_until or None,
                "remedy_source": delivered.remedy_source or None,
            },
        }


class DeliveryGet(_Delivery):
    def reply(self) -> dict:
        return self.read("delivery")


class DeliveryPost(_Delivery):
    """A try by its fields; ``@delivery/{id}`` ``{"result", "on", "reason"}`` what became of it;
    ``@delivery/correct`` ``{"arrived", "reason"}`` another day than was counted."""

    @per_key
    def reply(self) -> dict:
        body = self.body()
        if self.path == ("correct",):
            arrived, reason = text(body, "arrived"), text(body, "reason")
            return self.recorded(record.correct, self.context, arrived, reason, self.key)
        if self.path:
            return self._result(body)
        values = {
            each.name: text(body, each.name) for each in fields(Sending) if each.name != "consent"
        }
        values["letter"] = known_letter(values["letter"], ILetters(self.context).decisions())
        sending = Sending(**values, consent=body.get("consent") is True)
        return self.recorded(record.send, self.context, sending, self.key)

    def _result(self, body: dict) -> dict:
        tried, on = self.path[0], text(body, "on")
        if tried not in {each.tried.key for each in standing.tries(self.context)}:
            raise NotFound(tried)
        match body.get("result"):
            case "arrived":
                return self.recorded(record.confirm, self.context, tried, on)
            case "not-arrived":
                reason = text(body, "reason")
                return self.recorded(record.fail, self.context, tried, on, reason, self.key)
        raise BadRequest("result is arrived or not-arrived")


def known_letter(id_: str, fitting: Iterable) -> str:
    """The id of one of the finished letters that say this, or none. Raises ``BadRequest``."""
    if id_ and id_ not in {each.id for each in fitting}:
        raise BadRequest("letter is the id of a finished letter that says this")
    return id_


def moment(value) -> str:
    return value.isoformat(timespec="seconds")
