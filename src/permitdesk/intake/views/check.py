"""Check your answers: what is missing first, then everything; *Send* is a deliberate act."""

from functools import cached_property

from permitdesk.core import _, clock, gate, in_words
from permitdesk.core.texts import Text, alike
from permitdesk.intake import handover, inboxes
from permitdesk.intake.assistance_words import WORD
from permitdesk.intake.consent import consent_words
from permitdesk.intake.drawing import CARRIED
from permitdesk.intake.form import Form, Messages
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.papers import submitted
from permitdesk.intake.receipts import LINK_LIFETIME
from permitdesk.intake.seen import seen, seen_of, seen_with_statement
from permitdesk.intake.send import ToSend, send
from permitdesk.intake.views.base import IntakePage
from permitdesk.intake.views.help import said
from permitdesk.services import announced_in_words, requirement_titles, sections
from permitdesk.theme import Answer, AnswerRow, ErrorLink, Notice, PageTemplate

BY_OTHERS = _("intake_file_by_others", default="von jemand anderem hochgeladen")


class CheckPage(IntakePage):
    """Everything that would be sent, and the button that sends it."""

    index = PageTemplate("check.pt")
    path = "check"
    folds_languages = True
    title = _("intake_check_title", default="Prüfen Sie Ihre Angaben")
    button_again = False

    def __call__(self) -> str:
        if self.draft is None:
            return self.go("/resume")
        if self.draft.sent:
            return self.go(self.after_sending)
        if self.must_renew:
            return self.go("/newer")
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            self.button_again = True
            return self.show()
        refused = self.is_refused or self.word_missing
        if self.problems or self.stopped or self.changed_since or refused:
            return self.show()
        if not self.is_entry and not self.may(gate.SEND):
            return self.show()
        return self.send()

    @cached_property
    def papers(self) -> list[SubmittedDocument]:
        """The documents that would be sent."""
        wanted = {each.id for each in self.form.requirements()}
        kept = self.draft.documents
        return [submitted(self.draft, each) for each in kept if each.requirement in wanted]

    @property
    def seen(self) -> str:
        """Names what stands on this page: nobody sends what another window has changed since."""
        return seen_of(self.form, self.draft)

    @cached_property
    def changed_since(self) -> bool:
        """Whether something else stands here than when the page was shown."""
        return self.request.form.get("seen") != self.seen

    @property
    def after_sending(self) -> str:
        """The receipt; it says so where this page showed something else than what was sent."""
        before, receipt = self.request.form.get("seen"), self.receipt
        if not before or receipt is None:
            return "/receipt"
        if before == seen(receipt.answers, receipt.documents, receipt.announced):
            return "/receipt"
        return "/receipt?late=1"

    def send(self) -> str:
        """File the application; whoever sends twice gets the same receipt."""
        form, draft = self.form, self.draft
        parcel = ToSend(
            self.revision,
            self.applicants_language,
            form.answers,
            self.papers,
            draft.about["key"],
            notice_address=self.mail_address if "notify" in self.request.form else "",
            family=draft.about.get("family", ""),
            announced=form.announced,
            assistance=self.assistance_evidence(),
            **self.entry_arguments(),
        )
        receipt = send(self.site, self.service, self.request, parcel, draft)
        draft.mark_sent(receipt.reference, receipt.access_code, clock.now() + LINK_LIFETIME)
        inboxes.lead_to_case(self.site, draft, receipt.reference)
        if self.is_applicants:
            handover.keep_to_applicant(self.site, draft)
        return self.go("/receipt")

    @property
    def applicants_language(self) -> str:
        return self.language

    def entry_arguments(self) -> dict[str, object]:
        """What is to be said beside of an application that staff enter."""
        return {}

    # -- where somebody helps

    @property
    def is_refused(self) -> bool:
        """Whether the applicant said no to who would send this."""
        return self.assistance is not None and not self.assistance.may_send(self.side)

    @property
    def needs_word(self) -> bool:
        """Whether the helper vouches for the mandate: the applicant has not confirmed."""
        return self.assistance is not None and self.assistance.needs_word(self.side)

    @property
    def word_missing(self) -> bool:
        return self.needs_word and self.request.form.get("word") != "yes"

    @property
    def word(self) -> str:
        return self.translate(WORD)

    @property
    def helped(self) -> list[Answer]:
        """Who helps and on what mandate; who helps can change it."""
        if self.assistance is None:
            return []
        return said(self, "" if self.is_applicants else f"{self.address}/help")

    def assistance_evidence(self) -> dict[str, object]:
        """What the application keeps of it; empty where nobody helps."""
        if self.assistance is None:
            return {}
        word = {"text": self.word, "language": self.language} if self.needs_word else {}
        before_them = seen_with_statement(self.form, self.draft)
        return self.assistance.evidence(self.side, before_them, word)

    # -- what is sent

    @cached_property
    def form(self) -> Form:
        return super().form

    @cached_property
    def problems(self) -> Messages:
        """What is missing or wrong, by name as in the API."""
        return self.form.errors()

    @cached_property
    def doubts(self) -> Messages:
        found = dict(self.form.warnings())
        for name in self.unchecked:
            found.setdefault(name, [self.translate(CARRIED)])
        return found

    @property
    def unchecked(self) -> list[str]:
        """Documents that came from another application of the family and nobody looked at yet."""
        carried = {each.requirement for each in self.draft.documents if each.carried}
        return [
            f"documents.{each.id}"
            for each in self.form.requirements()
            if each.id in carried
            and f"documents.{each.id}" not in self.draft.step(each.step).checked
        ]

    @property
    def arrived(self) -> str:
        """The documents by others that this page shows; sent back to tell why ``seen`` differs."""
        return " ".join(each.id for each in self.draft.documents if each.by_link)

    @property
    def came_since(self) -> bool:
        """Whether something came from others since the page was shown."""
        sent = self.request.form.get("arrived")
        shown = sent.split() if isinstance(sent, str) else []
        return not set(self.arrived.split()) <= set(shown)

    @property
    def fees(self) -> dict[str, object] | None:
        """What it will probably cost; not said to somebody who cannot apply here."""
        return None if self.stopped else self.form.fees

    @property
    def stopped(self) -> bool:
        return self.form.elsewhere() is not None or any(
            hint.kind == "stop" for hint in self.form.hints()
        )

    @property
    def open_points(self) -> list[Answer]:
        """Missing first, then doubtful; each with the step on which it can be changed."""
        return [
            Answer(self.title_of(name), tuple(texts), change=self.change_of(name), missing=missing)
            for found, missing in ((self.problems, True), (self.doubts, False))
            for name, texts in found.items()
        ]

    @property
    def later(self) -> list[Answer]:
        """What comes later, with why and until when."""
        return [
            Answer(
                self.title_of(f"documents.{each.requirement}"),
                (announced_in_words(each, self.language),),
                change=self.change_of(f"documents.{each.requirement}"),
                isolate=False,
            )
            for each in self.form.announced
            if f"documents.{each.requirement}" not in self.problems
        ]

    @property
    def later_notice(self) -> Notice:
        """That the application can be sent all the same."""
        title = _("intake_later_title", default="Das reichen Sie später nach")
        text = _(
            "intake_later_check",
            default="Sie können trotzdem senden. Danach laden Sie diese Unterlagen auf der Seite"
            " „Mein Antrag“ hoch.",
        )
        return Notice("info", self.translate(title), self.translate(text))

    @property
    def notice(self) -> Notice:
        """What stands first: whether the application can be sent."""
        if self.stopped:
            return Notice(
                "stop",
                self.translate(
                    _("intake_check_stopped", default="Hier können Sie den Antrag nicht stellen")
                ),
                self.translate(
                    _(
                        "intake_check_stopped_text",
                        default="Gehen Sie zum ersten Schritt zurück. Dort steht, wer zuständig"
                        " ist.",
                    )
                ),
            )
        return Notice(
            "stop" if self.problems else "warning",
            self.translate(
                _("intake_check_missing", default="Das fehlt noch oder stimmt nicht")
                if self.problems
                else _("intake_check_doubts", default="Bitte prüfen Sie das noch einmal")
            ),
        )

    @property
    def errors(self) -> list[ErrorLink]:
        if not self.posted:
            return []
        if self.button_again:
            text = _("intake_send_again", default="Bitte drücken Sie noch einmal auf „Absenden“.")
            return [ErrorLink("send", self.translate(text))]
        if self.problems:
            text = _(
                "intake_not_complete",
                default="Der Antrag ist noch nicht gesendet: Es fehlt noch etwas.",
            )
            return [ErrorLink("open-points", self.translate(text))]
        if self.is_refused:
            text = _(
                "intake_send_refused",
                default="Die Person hat Nein gesagt. Sie können für sie nichts absenden.",
            )
            return [ErrorLink("send", self.translate(text))]
        if self.changed_since and self.came_since:
            text = _(
                "intake_link_came",
                default="Inzwischen hat jemand anderes ein Dokument hochgeladen. Sehen Sie es sich"
                " an, bevor Sie senden.",
            )
            return [ErrorLink("documents", self.translate(text))]
        if self.changed_since:
            text = _(
                "intake_changed_since",
                default="Noch nicht gesendet: In einem anderen Fenster wurde inzwischen etwas"
                " geändert. Lesen Sie alles noch einmal. Senden Sie dann.",
            )
            return [ErrorLink("main", self.translate(text))]
        if self.word_missing:
            text = _(
                "intake_word_missing",
                default="Setzen Sie zuerst das Häkchen bei der Erklärung, dass Sie beauftragt"
                " sind.",
            )
            return [ErrorLink("f-word", self.translate(text))]
        return []

    @property
    def sections(self) -> list[tuple[str | Text, str, list[Answer]]]:
        """Title, German title and answers of each step."""
        return [
            (section.title, section.german, [self.answer(line) for line in section.lines])
            for section in sections(self.revision, self.form.seen, self.language, self.form.today)
        ]

    def answer(self, line) -> Answer:
        return Answer(
            line.question,
            line.values,
            change=self.change_of(line.key),
            german=line.german,
            isolate=line.typed,
            missing=line.key in self.problems,
            rows=tuple(
                AnswerRow(row.title, tuple(map(self.answer, row.lines)), row.german)
                for row in line.rows
            ),
        )

    @property
    def documents(self) -> list[Answer]:
        """Each document called for, with its files, their size and pages, or why it comes later."""
        later = {each.change: each.values for each in self.later}
        titles = requirement_titles(self.revision, self.form.seen, self.language, self.form.today)
        return [
            Answer(
                title,
                tuple(self.file_line(d) for d in self.draft.documents if d.requirement == name)
                or later.get(self.change_of(f"documents.{name}"), ()),
                change=self.change_of(f"documents.{name}"),
                german=german,
                isolate=False,
                missing=f"documents.{name}" in self.problems,
            )
            for name, (title, german) in titles.items()
        ]

    def file_line(self, document) -> str:
        pages = _("intake_pages", default="Seiten: ${count}", mapping={"count": document.pages})
        size = in_words.size(document.size, self.language)
        parts = [in_words.isolated(document.filename), in_words.isolated(size)]
        parts += [self.translate(pages)] if document.pages else []
        parts += [self.translate(BY_OTHERS)] if document.by_link else []
        return " · ".join(parts)

    def title_of(self, name: str) -> str | Text:
        """The title of a field, a document or all documents in this page's language."""
        parts = name.split(".")
        if parts == ["documents"]:
            return self.translate(_("intake_check_documents", default="Ihre Unterlagen"))
        key = (
            f"requirement.{parts[1]}.title"
            if parts[0] == "documents"
            else f"field.{parts[-1]}.title"
        )
        title = self.text(key)
        return alike(title, f"{title} ({int(parts[1]) + 1})") if len(parts) == 3 else title

    def change_of(self, name: str) -> str:
        """The address of the question on its step; it comes back to this page."""
        if name == "documents":  # where the first of them are
            name = next((f"documents.{each.id}" for each in self.form.requirements()), "")
        parts = name.split(".")
        step = ""
        if parts[0] == "documents":
            step = next(
                (r.step for r in self.revision.definition.requirements if r.id == parts[1]), ""
            )
        else:
            step = next(
                (
                    step.name
                    for step in self.revision.definition.steps
                    if any(field.name == parts[0] for field in step.fields)
                ),
                "",
            )
        if not step:
            return ""
        return f"{self.address}/step/{step}?change=1#f-{name.replace('.', '-')}"

    @property
    def consent_words(self) -> str:
        """What somebody agrees to who wants mails."""
        return consent_words(self.applicants_language)

    @property
    def mail_address(self) -> str:
        """The e-mail address in the answers, to which a confirmation can go."""
        field = self.revision.definition.marked("email")
        answer = self.form.answers.get(field.name) if field is not None else None
        return answer if isinstance(answer, str) else ""
