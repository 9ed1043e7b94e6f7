"""Somebody fills this in for somebody else: who, on what mandate; and how the applicant ends it."""

from functools import cached_property

from permitdesk.core import _, gate
from permitdesk.intake import assistance_words, drafts, handover
from permitdesk.intake.assistance import LONGEST, Statement, read
from permitdesk.intake.assistance_words import MANDATES, ROLES
from permitdesk.intake.seen import seen_with_statement
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import AGAIN, IntakePage
from permitdesk.services import published
from permitdesk.theme import Answer, Choice, ErrorLink, Notice, PageTemplate, Widget

_NOTHING = Statement("", "", "", "")
_ERRORS = {
    "role": _("intake_help_role_missing", default="Wählen Sie, wer Sie sind."),
    "name": _("intake_help_name_missing", default="Geben Sie Ihren Namen ein."),
    "organisation": _(
        "intake_help_organisation_missing",
        default="Geben Sie ein, für welche Stelle oder Kanzlei Sie arbeiten.",
    ),
    "mandate": _(
        "intake_help_mandate_missing", default="Wählen Sie, warum Sie für die Person handeln."
    ),
}
_DONE = {
    "said": _("intake_help_done_said", default="Ihre Angaben zur Hilfe sind gespeichert."),
    "withdrawn": _(
        "intake_help_done_withdrawn",
        default="Die Person, die geholfen hat, kann diesen Entwurf nicht mehr öffnen.",
    ),
    "confirmed": _("intake_help_done_confirmed", default="Sie haben bestätigt."),
}


class HelpPage(IntakePage):
    """Who helps says so here, before the first step or later; the applicant sees it here."""

    index = PageTemplate("help.pt")
    path = "help"
    again = False

    def __call__(self) -> str:
        draft = self.draft
        if draft is not None and draft.sent:
            return self.go("/receipt")
        if self.is_message or (draft is None and published(self.service) is None):
            return self.go_out()  # a message asks itself who writes it
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            self.again = True
            return self.show()
        return self.answer() if self.is_applicants else self.take()

    @property
    def title(self):
        if self.is_applicants:
            return _("intake_help_title_applicant", default="Wer Ihnen hilft")
        return _("intake_help_title", default="Ich fülle das für jemand anderen aus")

    # -- what the helper does

    def take(self) -> str:
        """Record what was said; before the first step a draft begins with it."""
        if self.draft is None and "had_draft" in self.request.form:
            return self.go("/resume")  # its code opens it here no more: none begins instead
        if "take_back" in self.request.form:
            if self.may_take_back:
                handover.take_back(self.site, self.draft)
            return self.go(self.place if self.draft is not None else "")
        if self.statement.missing():
            return self.show()
        begins = self.draft is None
        draft = self.draft
        if draft is None:
            if not self.may(gate.BEGIN):
                return self.show()
            number = published(self.service).number
            draft = drafts.create(self.site, self.service_id, number, self.language)
            cookies.hold(self.request, self.cookie, draft.code)
        handover.say(draft, self.statement)
        if begins or self.assistance is None:
            return self.go(self.place)
        return self.go("/help?done=said")

    @property
    def may_take_back(self) -> bool:
        return self.draft is not None and handover.may_take_back(self.draft)

    @cached_property
    def statement(self) -> Statement:
        """What was typed, else what was said before."""
        if self.posted and not self.is_applicants:
            return read(self.request.form)
        if self.assistance is not None:
            return self.assistance.statement
        before = self.draft.about.get("helped_before") if self.draft is not None else None
        return Statement(**before) if before else _NOTHING

    @property
    def missing(self) -> tuple[str, ...]:
        return self.statement.missing() if self.posted and not self.is_applicants else ()

    @property
    def widgets(self) -> list[Widget]:
        wrong = {name: self.translate(_ERRORS[name]) for name in self.missing}
        said = self.statement
        return [
            Widget(
                "radio",
                "helper_role",
                self.translate(_("intake_help_role", default="Wer sind Sie?")),
                required=True,
                choices=self.choices(ROLES, said.role),
                error=wrong.get("role", ""),
            ),
            Widget(
                "text",
                "helper_name",
                self.translate(_("intake_help_name", default="Ihr Vorname und Familienname")),
                required=True,
                value=said.name,
                error=wrong.get("name", ""),
                autocomplete="name",
                max_length=LONGEST,
            ),
            Widget(
                "text",
                "helper_organisation",
                self.translate(_("intake_help_organisation", default="Ihre Stelle oder Kanzlei")),
                help=self.translate(
                    _(
                        "intake_help_organisation_help",
                        default="Nur wenn Sie für eine Beratungsstelle oder Kanzlei helfen.",
                    )
                ),
                value=said.organisation,
                error=wrong.get("organisation", ""),
                autocomplete="organization",
                max_length=LONGEST,
            ),
            Widget(
                "radio",
                "helper_mandate",
                self.translate(
                    _("intake_help_mandate", default="Warum handeln Sie für die Person?")
                ),
                help=self.translate(
                    _(
                        "intake_help_mandate_help",
                        default="Die Behörde kann eine schriftliche Vollmacht verlangen (§ 14"
                        " Abs. 1 VwVfG).",
                    )
                ),
                required=True,
                choices=self.choices(MANDATES, said.mandate),
                error=wrong.get("mandate", ""),
            ),
        ]

    def choices(self, titles, chosen: str) -> list[Choice]:
        return [
            Choice(value, self.translate(title), value == chosen) for value, title in titles.items()
        ]

    @property
    def errors(self) -> list[ErrorLink]:
        if self.again:
            return [ErrorLink("main", self.translate(AGAIN))]
        return [
            ErrorLink(f"f-helper_{name}", self.translate(_ERRORS[name])) for name in self.missing
        ]

    @property
    def button(self) -> str:
        if self.assistance is not None:
            return self.translate(_("intake_help_change", default="Angaben zur Hilfe ändern"))
        return self.translate(_("intake_help_begin", default="Weiter zum Antrag"))

    @property
    def is_asked(self) -> bool:
        """Whether this page asks; an applicant reads."""
        return not self.is_applicants

    # -- what the applicant does

    def answer(self) -> str:
        """Confirm what was changed since, or end the helper's access."""
        assistance = self.assistance
        if "withdraw" in self.request.form and assistance.state != "withdrawn":
            handover.withdraw(self.site, self.draft)
            return self.go("/help?done=withdrawn")
        if "confirm" in self.request.form and assistance.state in ("open", "declined"):
            handover.confirm_again(self.draft, seen_with_statement(self.form, self.draft))
            return self.go("/help?done=confirmed")
        return self.go("/help")

    @property
    def is_over(self) -> bool:
        return self.assistance is not None and self.assistance.state == "withdrawn"

    @property
    def is_confirmed(self) -> bool:
        return self.assistance is not None and self.assistance.state == "confirmed"

    @property
    def said(self) -> list[Answer]:
        """Who helps and on what mandate, to be read."""
        return said(self)

    @property
    def notice(self) -> Notice | None:
        return self.just_done(_DONE)

    @property
    def continue_address(self) -> str:
        return f"{self.address}{self.place}"


def said(page: IntakePage, change: str = "") -> list[Answer]:
    """Who helps and on what mandate, as lines of a page; ``change`` is an address."""
    assistance, language = page.assistance, page.language
    statement = vars(assistance.statement)
    who = _("intake_help_who", default="Wer hilft")
    why = _("intake_helped_mandate", default="Auftrag")
    return [
        Answer(
            page.translate(who), (assistance_words.who(statement, language),), change, isolate=False
        ),
        Answer(
            page.translate(why),
            (assistance_words.mandate(statement, assistance.said_at, language),),
            change,
            isolate=False,
        ),
    ]
