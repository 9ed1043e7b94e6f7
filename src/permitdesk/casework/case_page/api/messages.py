"""``GET`` and ``POST {case}/@messages``: what applicant and office wrote to each other."""

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk import privacy
from permitdesk.casework import caseworker
from permitdesk.casework.case_page.views.correspondence import Correspondence
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.forms import ChecklistForms
from permitdesk.casework.keys import per_key
from permitdesk.casework.later import OFFICE, Message
from permitdesk.casework.once import key_of
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


class MessagesGet(Service):
    """Oldest first; ``from`` is ``applicant`` or ``office``. Reading is recorded."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api messages")
        return self.answer()

    def answer(self) -> dict:
        case = self.context
        new = set(map(id, case.later.new_for(OFFICE)))
        return {
            "@id": f"{case.absolute_url()}/@messages",
            "items": [
                {
                    "from": each.side,
                    "by": each.by or None,
                    "at": each.at.isoformat(timespec="seconds"),
                    "language": each.language,
                    "text": each.text,
                    "module": each.module or None,
                    "new": id(each) in new,
                }
                for each in case.later.of(Message)
            ],
            "position": len(case.later),
        }


class MessagesPost(MessagesGet):
    """``{"text": …}`` writes, ``{"module": id}`` sends a text module, ``{"read": position}`` marks
    as read."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        read = body.get("read")
        if isinstance(read, int) and not isinstance(read, bool) and read >= 0:
            caseworker.mark_read(self.context, read)
        elif "module" in body:
            self._send(body["module"])
            self.request.response.setStatus(201)
        elif "text" in body:
            self._write(body["text"])
            self.request.response.setStatus(201)
        else:
            raise BadRequest("text, module, or read")
        return self.answer()

    def _send(self, module: object) -> None:
        forms = ChecklistForms(self.context, text={"send": module})
        if not isinstance(module, str) or not forms.text_form.check():
            raise BadRequest("module")
        judging.send_text(self.context, forms.chosen_text, key_of(self.request))

    def _write(self, text: object) -> None:
        form = Correspondence(self.context, None, write={"text": text}).write_form
        if not form.check():
            raise BadRequest(f"text: {' '.join(map(str, form.said['text']))}")
        caseworker.write(self.context, str(form.answers["text"]), key_of(self.request))
