"""What all pages of a service have in common: its revision, the draft, addresses, headers."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _, clock, languages
from permitdesk.core.texts import Text
from permitdesk.intake import assistance_words, discretion, drafts, receipts, renewal
from permitdesk.intake.assistance import APPLICANT, HELPER, Assistance
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.form import Form, form_of, place_of
from permitdesk.intake.submission import Receipt
from permitdesk.intake.views import cookies
from permitdesk.services import address, latest, published, revision
from permitdesk.services.definition import Revision
from permitdesk.theme import Answer, Notice, PublicPage, Slowing, private_no_store

AGAIN = _("intake_button_again", default="Bitte drücken Sie den Knopf noch einmal.")


class IntakePage(Slowing, PublicPage):
    """A page of a service in one language; nobody keeps a copy, no address leaves with a click."""

    referrer_policy = "no-referrer"
    index_page = False
    path = ""  # below the service's address, the same in every language
    login = ""  # whose drafts open here; those of applicants are bound to none
    gaps_allowed = False  # whether an open question is no error, as on paper
    is_entry = False  # whether staff enter for somebody what came otherwise

    def __init__(self, context, request, service) -> None:
        super().__init__(context, request)
        discretion.keep(request)
        self.service = service

    def prepare_response(self) -> None:
        super().prepare_response()
        private_no_store(self.request.response)

    def show(self) -> str:
        """Draw the page."""
        self.prepare_response()
        return self.index()

    def away(self) -> str | None:
        """Where nothing is open here, to the page that asks for the code, or to the receipt."""
        if self.draft is None:
            return self.go("/resume")
        return self.go("/receipt") if self.draft.sent else None

    def just_done(self, told: Mapping[str, Message]) -> Notice | None:
        """What was just done, as the address names it."""
        done = self.request.form.get("done")
        text = told.get(done) if isinstance(done, str) and not self.posted else None
        return Notice("success", self.translate(text)) if text is not None else None

    def go(self, path: str) -> str:
        """Answer with a redirect to another page of this service (303: it is fetched by GET)."""
        return self.leave(f"{self.address}{path}")

    def go_out(self) -> str:
        """To the service's start page; of a service that was taken offline there is none."""
        return self.go("") if published(self.service) is not None else self.leave(self.home)

    def leave(self, where: str) -> str:
        self.prepare_response()
        self.request.response.redirect(where, status=303)
        return ""

    @cached_property
    def service_id(self) -> str:
        return self.service.getId()

    @cached_property
    def address(self) -> str:
        """The service in this page's language."""
        return self.address_in(self.language)

    def address_in(self, tag: str) -> str:
        """The service in another language."""
        return address(self.service, tag)

    def alternates(self) -> Mapping[str, str]:
        path = f"/{self.path}" if self.path else ""
        return {tag: self.address_in(tag) + path for tag in languages.LANGUAGES}

    @cached_property
    def draft(self) -> OpenDraft | None:
        """The draft whose code this browser holds."""
        code = cookies.draft_code(self.request, self.cookie)
        return self.opened(code) if code else None

    @cached_property
    def receipt(self) -> Receipt | None:
        """The receipt of what this browser's draft was sent as."""
        sent = self.draft.sent if self.draft is not None else None
        return receipts.find(self.site, sent["reference"], sent["access_code"]) if sent else None

    def opened(self, code: str) -> OpenDraft | None:
        """The draft of a code, if it may be opened here."""
        draft = drafts.find(self.site, code, self.login)
        return draft if draft is not None and draft.service == self.service_id else None

    @property
    def cookie(self) -> str:
        """What the cookie that holds the draft's code is named by."""
        return self.service_id

    @cached_property
    def revision(self) -> Revision:
        """The revision that the draft began with, else the published one."""
        if self.draft is not None:
            return revision(self.service, self.draft.revision)
        # A service that was taken offline still has the pages of drafts that were begun.
        return published(self.service) or latest(self.service)

    @property
    def form(self) -> Form:
        return form_of(self.revision, self.draft, self.language, self.gaps_allowed, self.today)

    @property
    def today(self) -> date:
        """The day on which this is filled in."""
        return clock.today()

    @cached_property
    def must_renew(self) -> bool:
        """Whether the draft changes over to the newer revision before it goes on. What staff enter
        came under the law of its day."""
        bound = getattr(self.service, "binding_from", 0)
        if not bound or self.is_entry:
            return False
        return renewal.must_renew(self.draft, published(self.service), bound)

    @property
    def place(self) -> str:
        """Below the service's address: where somebody stopped in the draft."""
        return place_of(self.form, self.draft)

    @property
    def has_left(self) -> bool:
        """Whether something did not fit the newer revision that the draft goes on with."""
        draft = self.draft
        return draft is not None and bool(draft.left or renewal.left_documents(draft))

    @property
    def left(self) -> list[Answer]:
        """What did not fit, as it was entered; it is not sent."""
        if not self.has_left:
            return []
        found = renewal.left_answers(
            self.draft, lambda number: revision(self.service, number), self.language
        )
        files = tuple(each.filename for each in renewal.left_documents(self.draft))
        label = self.translate(_("intake_left_files", default="Dateien"))
        return [
            *(Answer(each.question, each.values) for each in found),
            *([Answer(label, files)] if files else []),
        ]

    @property
    def token(self) -> str:
        return cookies.token(self.request)

    @property
    def posted(self) -> bool:
        return self.request.method == "POST"

    @property
    def is_trusted(self) -> bool:
        """Whether a POST came from a page of ours."""
        return cookies.has_token(self.request)

    def text(self, key: str) -> str | Text:
        """A text of the service in this page's language; empty where it has none."""
        return self.revision.shown(key, self.language)

    @property
    def is_message(self) -> bool:
        """Whether this is a contact form and not an application."""
        return self.revision.kind == "contact"

    @property
    def service_title(self) -> str | Text:
        return self.text("service.title")

    @property
    def resume_code(self) -> str:
        return self.draft.code if self.draft is not None else ""

    @cached_property
    def assistance(self) -> Assistance | None:
        """Who fills this in for somebody else."""
        return self.draft.assistance if self.draft is not None else None

    @property
    def side(self) -> str:
        """Whose code this browser holds, where somebody helps."""
        return self.draft.side if self.draft is not None else HELPER

    @property
    def is_applicants(self) -> bool:
        """Whether somebody helps, and this browser is that of the one who is helped."""
        return self.assistance is not None and self.side == APPLICANT

    @property
    def standing(self) -> str:
        """That somebody helps stands on each page of the draft."""
        if self.assistance is None:
            return ""
        return assistance_words.standing(self.assistance, self.side, self.language)

    @property
    def person(self) -> int:
        """Which person of a family the draft is for; 0 where it was not begun from another."""
        return self.draft.about.get("person", 0) if self.draft is not None else 0

    @property
    def offers_another(self) -> bool:
        """Whether an application for another person could begin with answers of this one."""
        asks = any(field.shared for field in self.revision.definition.fields())
        return asks and self.revision.kind == "application"

    @property
    def unsent_others(self) -> int:
        """How many other applications of the family wait unsent in this browser."""
        mine = self.draft.code if self.draft is not None else ""
        codes = {code for _service, code in cookies.family(self.request)} - {mine}
        found = (drafts.find(self.site, code) for code in codes)
        return sum(1 for draft in found if draft is not None and not draft.sent)

    @property
    def saved_at(self) -> str:
        """The hour at which the draft was stored last, at the office."""
        saved = self.draft.saved_at if self.draft is not None else None
        return saved.astimezone(clock.BERLIN).strftime("%H:%M") if saved else ""
