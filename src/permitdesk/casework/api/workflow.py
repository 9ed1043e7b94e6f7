"""``POST {case}/@workflow/{transition}``: a step of a case, with a comment if wanted."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.i18n import translate
from zope.interface import alsoProvides

from permitdesk.casework.keys import per_key
from permitdesk.casework.moving import LONGEST_COMMENT, PassedError, move
from permitdesk.casework.states import state_title
from permitdesk.core.below import NamedBelow
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import SOURCE
from permitdesk.theme import private_no_store


class WorkflowPost(NamedBelow, Service):
    """The change of state as JSON. 409 with the present ``state`` where somebody else was faster,
    400 for a step that this person can not take, or that there is not."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        comment = self._comment()
        try:
            move(self.context, self.id_, comment)
        except PassedError as passed:
            self.request.response.setStatus(409)
            said = translate(passed.message, target_language=SOURCE)
            state = {"state": self.context.state, "message": said}
            return {"error": {"type": "ChangedMeanwhile", **state}}
        except LookupError as error:
            raise BadRequest(f"{self.id_}: no step of this case, or not yours to take") from error
        return self.answer()

    def answer(self) -> dict:
        last = self.context.history[-1]
        return json_compatible({**last, "title": state_title(last["review_state"])})

    def _comment(self) -> str:
        request = self.request
        # What says who sends it in a header cannot be the page of another site.
        if not request.get("BODY") and getattr(request, "_auth", ""):
            alsoProvides(request, IDisableCSRFProtection)
            return ""
        body = trusted_body(request)
        others = sorted(set(body) - {"comment"})
        if others:
            raise BadRequest(f"{', '.join(others)}: only comment")
        comment = body.get("comment") or ""
        if not isinstance(comment, str) or len(comment) > LONGEST_COMMENT:
            raise BadRequest(f"comment: a text of at most {LONGEST_COMMENT} characters")
        return comment.strip()
