"""Designers fill in a service as an applicant would: the same pages, on a trial (``trials``).

``/services/<service>/trial/<trial>/<language>/step/…`` and ``…/check`` are the applicants' pages.
*Send* sends nothing: it leads to what would have happened, which a higher room knows. The
trial's id in the address opens nothing without the code in the browser's cookie and the login.
"""

from dataclasses import replace
from datetime import date
from functools import cached_property

from AccessControl import Unauthorized
from zope.publisher.interfaces import NotFound

from permitdesk.access import staff_id
from permitdesk.core import _, in_words, languages
from permitdesk.core.reference import parse_code
from permitdesk.core.texts import Shown
from permitdesk.intake import trials
from permitdesk.intake.form import Form
from permitdesk.intake.views import cookies, csrf
from permitdesk.intake.views.check import CheckPage
from permitdesk.intake.views.rest import RestOfAddress
from permitdesk.intake.views.start import StartPage
from permitdesk.intake.views.step import StepPage
from permitdesk.services.definition import Revision
from permitdesk.theme import PageTemplate, PublicPage, private_no_store


def hold(request, draft: trials.TrialDraft) -> None:
    """Have the browser hold a trial's code."""
    cookies.hold(request, _cookie(draft.draft.id), draft.code)


def opened(site, service, request, handle: str) -> trials.TrialDraft | None:
    """The trial of this id, if this browser holds its code and the login began it."""
    code = parse_code(request.cookies.get(f"pd-draft-{_cookie(handle)}"))
    found = trials.find(site, service.getId(), code, staff_id()) if code else None
    return found if found is not None and found.draft.id == handle else None


def address_of(service, handle: str, language: str) -> str:
    """A trial in one language; ``/step/…`` and ``/check`` follow."""
    return f"{service.absolute_url()}/trial/{handle}/{language}"


class TrialPage:
    """What turns a page for applicants into one of a trial; comes before it among the bases."""

    framed_by_us = True
    # Who tries it stays with this one application.
    offers_another = False
    unsent_others = 0
    resume_code = ""  # it is in the cookie, and opens nothing elsewhere
    has_left = False
    must_renew = False
    assistance = None
    breadcrumb = ()

    @cached_property
    def handle(self) -> str:
        """The trial's id in the address."""
        return self.request["permitdesk.trial"]

    @cached_property
    def draft(self) -> trials.TrialDraft | None:
        return opened(self.site, self.service, self.request, self.handle)

    @cached_property
    def revision(self) -> Revision:
        return trials.revision(self.site, self.draft)

    @property
    def today(self) -> date:
        return self.draft.setting.today

    @property
    def form(self) -> Form:
        form = super().form
        if self.draft.setting.all_documents:
            counts = {each.id: 1 for each in self.revision.definition.requirements}
            form = replace(form, counts={**counts, **form.counts})
        return form

    def address_in(self, tag: str) -> str:
        return address_of(self.service, self.handle, tag)

    @property
    def token(self) -> str:
        return csrf.token()

    @property
    def is_trusted(self) -> bool:
        return csrf.has_token(self.service, self.request)

    @property
    def navigation(self) -> tuple:
        return ()

    @property
    def standing(self) -> Shown:
        """Nobody takes a trial for the real thing."""
        text = _(
            "intake_trial_standing",
            default="Nur ausprobieren: Nichts wird gesendet, nichts kommt in die Behörde. Stichtag:"
            " ${day}",
            mapping={"day": in_words.day(self.today.isoformat(), self.language)},
        )
        return self.translate(text)

    def may(self, kind: str) -> bool:
        """Nobody waits: a trial costs the office nothing."""
        return True

    def go(self, path: str) -> str:
        """Pages that a trial does not have answer with what they are for."""
        page = path.partition("?")[0].partition("#")[0].strip("/")
        known = page in ("", "check") or page.startswith("step/")
        return super().go(path if known else "/aside")


class TrialStart(TrialPage, StartPage):
    """The service's first page, of the state that is tried; in any language."""

    index_page = False
    is_blocked = is_closed = False  # whether people can begin today is not what is tried
    closed_notices = ()

    def prepare_response(self) -> None:
        super().prepare_response()
        private_no_store(self.request.response)

    @property
    def published(self) -> Revision:
        return self.revision

    newer = None
    has_unsent = False


class TrialStep(TrialPage, StepPage):
    """A step."""

    def begin(self) -> bool:
        """A trial began on the page before."""
        return False


class TrialCheck(TrialPage, CheckPage):
    """Everything that would be sent; the button shows what would happen."""

    def send(self) -> str:
        """Nothing is sent, whatever happens: the base's method is never called."""
        self.draft.note(through="yes")
        return self.leave(self.request["permitdesk.outcome"])


class TrialAside(TrialPage, StepPage):
    """Answers for pages that a trial does not have: a code, a helper, a link for others."""

    index = PageTemplate("trial_aside.pt")
    title = _("intake_trial_aside", default="Diese Seite gehört nicht zum Ausprobieren")
    description = ""
    errors = ()

    def __init__(self, context, request, service) -> None:
        super().__init__(context, request, service, "")
        self.path = "aside"

    def __call__(self) -> str:
        return self.show()

    @property
    def page_title(self) -> str:
        return self.titled(self.translate(self.title))

    @property
    def continue_address(self) -> str:
        return f"{self.address}{self.place}"


class TrialPages(RestOfAddress):
    """On a service, for those who configure it. A higher room says where trials begin and what
    shows their outcome."""

    deepest = 4
    beginning = ""  # names of views on the service
    outcome = ""

    def __call__(self):
        if not staff_id():  # an account of Zope's root, whatever its roles
            raise Unauthorized("Please log in.")
        if len(self.path) < 2 or self.path[1] not in languages.LANGUAGES:
            raise NotFound(self.context, "/".join(self.path), self.request)
        handle, tag, *rest = self.path
        languages.fix(self.request, tag)
        self.request["permitdesk.trial"] = handle
        home = self.context.absolute_url()
        self.request["permitdesk.outcome"] = f"{home}/@@{self.outcome}?trial={handle}"
        page = self.page(rest)
        if page.draft is None:
            self.request.response.redirect(f"{home}/@@{self.beginning}?over=1", status=303)
            return ""
        return page()

    def page(self, rest: list[str]) -> PublicPage:
        context, request = self.context, self.request
        if len(rest) == 2 and rest[0] == "step":
            return TrialStep(context, request, context, rest[1])
        pages = {(): TrialStart, ("check",): TrialCheck, ("aside",): TrialAside}
        if tuple(rest) not in pages:
            raise NotFound(context, "/".join(rest), request)
        return pages[tuple(rest)](context, request, context)


def _cookie(handle: str) -> str:
    return f"trial-{handle}"
