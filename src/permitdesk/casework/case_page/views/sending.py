"""The forms of the case page towards the applicant: a POST with a token each."""

from functools import cached_property

from permitdesk.casework import caseworker, meanwhile
from permitdesk.casework.case_page.views.correspondence import OTHER, Correspondence
from permitdesk.casework.checklist import asking
from permitdesk.casework.later import Message
from permitdesk.casework.reading import revision_of
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.core import _

WHICH = _("casework_ask_title_needed", default="Schreiben Sie, welche Unterlage Sie meinen.")


class Write(InPageForm):
    @cached_property
    def correspondence(self) -> Correspondence:
        return Correspondence(self.context, revision_of(self.context), write=self.request.form)

    def done(self) -> bool:
        form = self.correspondence.write_form
        if not form.check():
            return False
        who = meanwhile.by_staff(self.since, Message)
        if who:
            return self.warn("f-text", meanwhile.WRITTEN, who=who)
        caseworker.write(self.context, str(form.answers["text"]), self.key)
        return True


class Ask(InPageForm):
    @cached_property
    def correspondence(self) -> Correspondence:
        return Correspondence(self.context, revision_of(self.context), ask=self.request.form)

    def done(self) -> bool:
        form = self.correspondence.ask_form
        form.check()
        answers = form.answers
        requirement, title = str(answers.get("requirement") or ""), str(answers.get("title") or "")
        if requirement == OTHER:
            requirement = ""
            if not title:
                form.complain("title", WHICH)
        else:
            title = ""
        if form.said:
            return False
        note = str(answers.get("note") or "")
        asking.ask(self.context, requirement, title, note, self.key)
        return True


class TakeBack(InPageForm):
    """``asked`` is the key of what was asked for."""

    def done(self) -> bool:
        asked = self.request.form.get("asked")
        if isinstance(asked, str):
            asking.take_back(self.context, asked)
        return True


class Reached(InPageForm):
    def done(self) -> bool:
        caseworker.reached(self.context)
        return True


class MarkRead(InPageForm):
    def done(self) -> bool:
        count = self.request.form.get("count")
        if isinstance(count, str) and count.isascii() and count.isdecimal():
            caseworker.mark_read(self.context, int(count[:6]))
        return True
