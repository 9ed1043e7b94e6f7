"""The forms of the checklist: a POST with a token each."""

from functools import cached_property
from urllib.parse import quote

from permitdesk.casework import meanwhile
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.entries import Accepted, Rejected, Requested, Validity
from permitdesk.casework.checklist.forms import ChecklistForms, judge_rejection
from permitdesk.casework.later import Asked, Message
from permitdesk.casework.moving import passed
from permitdesk.casework.states import is_open
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.casework.views.left_over import left_in
from permitdesk.core import _

CLOSED = _(
    "casework_check_cannot",
    default="Zu diesem Dokument können Sie nichts eintragen: Niemand kann es öffnen, oder der"
    " Vorgang ist beendet.",
)


class _OfDocument(InPageForm):
    """``document`` is an id; says so where nobody may open it, or a colleague was faster."""

    @property
    def document_id(self) -> str:
        id_ = self.request.form.get("document")
        return id_ if isinstance(id_, str) else ""

    def done(self) -> bool:
        entries = [e for e in self.since if getattr(e, "document", "") == self.document_id]
        who = meanwhile.by_staff(entries, Accepted, Rejected, Validity)
        if who:
            return self.warn("papers", meanwhile.JUDGED, who=who)
        try:
            return self.judged()
        except judging.CannotJudgeError:
            return self.warn("papers", CLOSED)

    def judged(self) -> bool:
        raise NotImplementedError


class Accept(_OfDocument):
    def judged(self) -> bool:
        judging.accept(self.context, self.document_id, self.key)
        return True


class Reject(_OfDocument):
    @cached_property
    def checklist(self) -> ChecklistForms:
        return ChecklistForms(self.context, reject=self.request.form)

    def judged(self) -> bool:
        if not self.checklist.check_rejection():
            return False
        judge_rejection(
            self.context,
            self.checklist,
            self.document_id,
            self.key,
            at_once=self.request.form.get("ask") == "at-once",
        )
        return True


class SetValidity(_OfDocument):
    """Comes back to the same document: more is to be said of it."""

    def back(self):
        self.prepare_response()
        address = f"{self.context.absolute_url()}?document={quote(self.document_id)}#papers"
        return self.request.response.redirect(address, status=303)

    @cached_property
    def checklist(self) -> ChecklistForms:
        return ChecklistForms(self.context, validity=self.request.form)

    def judged(self) -> bool:
        form = self.checklist.validity_form
        if not form.check():
            return False
        until = str(form.answers.get("valid") or "")
        judging.set_validity(self.context, self.document_id, until, self.key)
        return True


class RequestAll(InPageForm):
    @cached_property
    def checklist(self) -> ChecklistForms:
        return ChecklistForms(self.context, request=self.request.form)

    def done(self) -> bool:
        forms = self.checklist
        if not is_open(self.context):
            # Where the case has ended, the form is not there to be sent.
            self.left = left_in(forms.request_form.fields, self.request.form)
            return self.warn("left-over" if self.left else "history", passed(self.context))
        if not forms.check_request():
            return False
        who = meanwhile.by_staff(self.since, Requested, Asked)
        if who:
            return self.warn("request", meanwhile.ASKED, who=who)
        judging.request_all(
            self.context,
            forms.wanted,
            forms.others,
            forms.until,
            forms.module,
            forms.note,
            self.key,
        )
        return True


class SendText(InPageForm):
    @cached_property
    def checklist(self) -> ChecklistForms:
        return ChecklistForms(self.context, text=self.request.form)

    def done(self) -> bool:
        if not self.checklist.text_form.check():
            return False
        who = meanwhile.by_staff(self.since, Message)
        if who:
            return self.warn("send-text", meanwhile.WRITTEN, who=who)
        judging.send_text(self.context, self.checklist.chosen_text, self.key)
        return True
