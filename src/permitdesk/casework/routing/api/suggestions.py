"""``{case}/@suggestions``: cases that may belong together with this one."""

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk import privacy
from permitdesk.casework.keys import per_key
from permitdesk.casework.once import key_of
from permitdesk.casework.routing.suggestions import settle, suggestions
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


class SuggestionsGet(Service):
    """Only cases that the person may read."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api suggestions")
        return self.answer()

    def answer(self) -> dict:
        return {
            "@id": f"{self.context.absolute_url()}/@suggestions",
            "items": [
                {
                    "@id": each.case.absolute_url(),
                    "reference": each.case.reference,
                    "kind": each.kind,
                    "confirmed": each.settled.confirmed if each.settled else None,
                    "by": each.settled.by if each.settled else None,
                    "at": each.settled.at.isoformat(timespec="seconds") if each.settled else None,
                }
                for each in suggestions(self.context)
            ],
        }


class SuggestionsPost(SuggestionsGet):
    """``{"reference", "kind", "confirmed": true or false}``; 404 for what is not suggested."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        reference, kind, confirmed = (body.get(n) for n in ("reference", "kind", "confirmed"))
        if not isinstance(reference, str) or not isinstance(confirmed, bool):
            raise BadRequest("reference, kind and confirmed")
        if reference not in {e.case.reference for e in suggestions(self.context)}:
            raise NotFound(reference)
        settle(self.context, reference, str(kind), confirmed, key_of(self.request))
        return self.answer()
