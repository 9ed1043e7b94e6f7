"""The forms of the case page towards the applicant: a POST with a token each."""

from functools import cached_property

from plone.protect import CheckAuthenticator

from permitdesk.casework import caseworker
from permitdesk.casework.views.case.correspondence import OTHER, Correspondence
from permitdesk.casework.views.case.page import CasePage
from permitdesk.core import _
from permitdesk.core.characters import whole

WHICH = _("casework_ask_title_needed", default="Schreiben Sie, welche Unterlage Sie meinen.")


class Form(CasePage):
    """Does what was asked for and returns to the case; shows the page again with what is wrong."""

    def __call__(self):
        if self.request.method != "POST":
            return self.back()
        CheckAuthenticator(self.request)
        return self.back() if self.done() else super().__call__()

    def back(self):
        self.prepare_response()
        return self.request.response.redirect(self.context.absolute_url(), status=303)

    @property
    def key(self) -> str:
        key = self.request.form.get("key")
        return whole(key[:32]) if isinstance(key, str) else ""

    def done(self) -> bool:
        raise NotImplementedError


class Write(Form):
    @cached_property
    def correspondence(self) -> Correspondence:
        return Correspondence(self.context, self.revision, write=self.request.form)

    def done(self) -> bool:
        form = self.correspondence.write_form
        if not form.check():
            return False
        caseworker.write(self.context, str(form.answers["text"]), self.key)
        return True


class Ask(Form):
    @cached_property
    def correspondence(self) -> Correspondence:
        return Correspondence(self.context, self.revision, ask=self.request.form)

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
        caseworker.ask(self.context, requirement, title, note, self.key)
        return True


class TakeBack(Form):
    """``asked`` is the key of what was asked for."""

    def done(self) -> bool:
        asked = self.request.form.get("asked")
        if isinstance(asked, str):
            caseworker.take_back(self.context, asked)
        return True


class Reached(Form):
    def done(self) -> bool:
        caseworker.reached(self.context)
        return True


class MarkRead(Form):
    def done(self) -> bool:
        count = self.request.form.get("count")
        if isinstance(count, str) and count.isascii() and count.isdecimal():
            caseworker.mark_read(self.context, int(count[:6]))
        return True
