"""Where the forms about a contact are sent, and the documents of one that lies in a file."""

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message as Sentence

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework import meanwhile
from permitdesk.casework.dossier import contact, messages, replies
from permitdesk.casework.dossier.attached import attached
from permitdesk.casework.dossier.views.contact import answer_fields, attach_fields, close_fields
from permitdesk.casework.dossier.views.send_ties import KEPT_APART
from permitdesk.casework.dossier.views.sending import AskedForm
from permitdesk.casework.download import ClosedError, download
from permitdesk.casework.later import Message
from permitdesk.casework.moving import passed
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.casework.views.left_over import left_in
from permitdesk.core import _
from permitdesk.core.below import Below
from permitdesk.core.languages import SOURCE
from permitdesk.services.definition import Field

NOT_THERE = _(
    "casework_dossier_no_target",
    default="Diesen Vorgang gibt es nicht, oder Sie dürfen ihn nicht bearbeiten.",
)
FULL = _("casework_dossier_attached_full", default="Mehr Anfragen passen nicht zu dem Vorgang.")


class _OpenContact(AskedForm):
    """Says so where a colleague has closed the contact since, and shows what was typed."""

    def done(self) -> bool:
        is_mine = self.context.history[-1]["actor"] == actor()  # pressed twice
        if contact.is_contact(self.context) and contact.is_done(self.context) and not is_mine:
            self.left = left_in(self.questions.fields, self.request.form)
            return self.warn("left-over" if self.left else "history", passed(self.context))
        return super().done()


class AnswerContact(_OpenContact):
    asks, part = "answer-contact", "messages"

    def fields(self) -> list[Field]:
        return answer_fields(self.context)

    def act(self, answers) -> None:
        who = meanwhile.by_staff(self.since, Message)
        if who:
            message = Sentence(meanwhile.WRITTEN, mapping={"who": who})
            self.questions.complain("answer_text", message)
        elif messages.check(self.questions, "answer_module", "answer_text"):
            module = self.text("answer_module")
            contact.answer(self.context, self.text("answer_text"), self.key, module)


class CloseContact(_OpenContact):
    asks, part = "close-contact", "history"

    def fields(self) -> list[Field]:
        return close_fields()

    def act(self, answers) -> None:
        contact.close(self.context, self.text("close_reason"))


class AttachContact(_OpenContact):
    asks, part = "attach-contact", "contact"

    def fields(self) -> list[Field]:
        return attach_fields()

    def act(self, answers) -> None:
        try:
            contact.attach(self.context, self.text("attach_reference"))
        except contact.NotThereError:
            self.questions.complain("attach_reference", NOT_THERE)
        except contact.KeptApartError:
            self.questions.complain("attach_reference", KEPT_APART)
        except ValueError:
            self.questions.complain("attach_reference", FULL)


class NeedNoReply(InPageForm):
    part = "messages"

    def done(self) -> bool:
        count = self.sent_text("count")
        if count.isascii() and count.isdecimal():
            replies.need_no_reply(self.context, int(count[:6]))
        return True


class AttachedDocument(Below, BrowserView):
    """``{case}/@@attached/{reference}/{id}``: by the rights of the case in whose file it lies."""

    way = "page"

    def __call__(self):
        reference, id_ = [*self.path, "", ""][:2]
        entry = next((e for e in attached(self.context) if e.contact == reference), None)
        if entry is None:
            raise NotFound(reference)
        privacy.record("case.read", self.context.reference, f"{self.way}: attached document")
        try:
            return download(entry, id_, f"{self.way}, attached", self.request.response)
        except ClosedError as closed:
            self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return translate(closed.message, target_language=SOURCE)
