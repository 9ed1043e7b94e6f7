"""``{case}/@document-requests``: what staff asked for, ask for more, take it back.

``POST {case}/@reached`` says that the applicant was told otherwise where a mail had failed.
"""

import secrets

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound
from zope.interface import alsoProvides

from permitdesk import privacy
from permitdesk.casework import caseworker
from permitdesk.casework.case_page.views.correspondence import OTHER, Correspondence
from permitdesk.casework.checklist import asking
from permitdesk.casework.checklist.missing import known_papers, open_asked
from permitdesk.casework.keys import per_key
from permitdesk.casework.later import Asked, TakenBack
from permitdesk.casework.once import key_of
from permitdesk.casework.reading import revision_of
from permitdesk.core.below import NamedBelow
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import SOURCE
from permitdesk.theme import private_no_store

_PARTS = ("requirement", "title", "note")


class RequestsGet(Service):
    """Oldest first; ``open`` while nothing has come and it is still needed."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api document requests")
        return self.answer()

    def answer(self) -> dict:
        case = self.context
        wanted = {each.key for each in open_asked(case)}
        back = {each.asked: each for each in case.later.of(TakenBack)}
        titles = {each.asked: str(each.title) for each in known_papers(case, SOURCE)}
        return {
            "@id": f"{case.absolute_url()}/@document-requests",
            "items": [
                {
                    "id": each.key,
                    "requirement": each.requirement or None,
                    "title": titles[each.key],
                    "note": each.note or None,
                    "by": each.by,
                    "at": each.at.isoformat(timespec="seconds"),
                    "open": each.key in wanted,
                    "taken_back_at": back[each.key].at.isoformat(timespec="seconds")
                    if each.key in back
                    else None,
                }
                for each in case.later.of(Asked)
            ],
        }


class RequestsPost(RequestsGet):
    """``{"requirement" or "title", "note"}``."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        if not all(isinstance(body.get(name) or "", str) for name in _PARTS):
            raise BadRequest("requirement, title and note are texts")
        title = body.get("title") or ""
        typed = {
            "requirement": body.get("requirement") or (OTHER if title else ""),
            "title": title,
            "note": body.get("note") or "",
        }
        form = Correspondence(self.context, revision_of(self.context), ask=typed).ask_form
        if not form.check():
            raise BadRequest(
                " ".join(f"{name}: {each}" for name, said in form.said.items() for each in said)
            )
        if (typed["requirement"] == OTHER) != bool(title):
            raise BadRequest("requirement, or title")
        requirement = "" if title else str(form.answers["requirement"])
        note = str(form.answers.get("note") or "")
        asking.ask(
            self.context, requirement, str(form.answers.get("title") or ""), note, self._key()
        )
        self.request.response.setStatus(201)
        return self.answer()

    def _key(self) -> str:
        return key_of(self.request) or secrets.token_hex(16)


class RequestsDelete(NamedBelow, Service):
    """Takes one back; 404 for what is not open (any more)."""

    def reply(self) -> None:
        private_no_store(self.request.response)
        # No form of another site can send this method.
        alsoProvides(self.request, IDisableCSRFProtection)
        if not asking.take_back(self.context, self.id_):
            raise NotFound(self.id_)
        return self.reply_no_content()


class ReachedPost(Service):
    """404 where no mail has failed."""

    @per_key
    def reply(self) -> None:
        private_no_store(self.request.response)
        trusted_body(self.request)
        if not caseworker.reached(self.context):
            raise NotFound("@reached")
        return self.reply_no_content()
