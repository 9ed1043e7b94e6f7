"""What a step shows: its questions with what was entered, what is wrong, what is to be read."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from permitdesk.core import _
from permitdesk.core.texts import Shown, Text, alike, labelled
from permitdesk.intake import announcing, inboxes
from permitdesk.intake.draft import StepState, base_of
from permitdesk.intake.drawing import Page, draw, draw_upload
from permitdesk.intake.form import Form, Messages, with_step
from permitdesk.intake.views.base import IntakePage
from permitdesk.services.definition import Requirement, Step
from permitdesk.theme import Badge, ErrorLink, Later, Notice, PageTemplate, Prerequisite, Widget

_STATES = {
    "met": (
        "success",
        _("intake_prerequisite_met", default="Nach Ihren Angaben erfüllt"),
    ),
    "missing": (
        "warning",
        _("intake_prerequisite_missing", default="Fehlt wahrscheinlich noch"),
    ),
    "unseen": (
        "info",
        _("intake_prerequisite_unseen", default="Können wir hier nicht sehen"),
    ),
}


class DrawnStep(IntakePage):
    """One step as ``step.pt`` draws it. ``state`` is what the draft holds, or what was just sent
    and could not be stored."""

    index = PageTemplate("step.pt")
    navigation = ()  # a link would leave behind what is typed; the question stands higher

    def __init__(self, context, request, service, step: str) -> None:
        super().__init__(context, request, service)
        self.path = f"step/{step}"
        self.name = step
        self.refused: Messages = {}
        self.told: list[Notice] = []
        self.asks_for_code = False
        self.code_error = ""
        self.unsaved: StepState | None = None  # what was sent and could not be stored

    @cached_property
    def step(self) -> Step | None:
        steps = self.revision.definition.steps
        return next((step for step in steps if step.name == self.name), None)

    @property
    def first(self) -> Step:
        return self.shown_form.steps[0]

    @property
    def state(self) -> StepState:
        if self.unsaved is not None:
            return self.unsaved
        return self.draft.step(self.name) if self.draft is not None else StepState()

    @cached_property
    def shown_form(self) -> Form:
        """The form as this answer shows it: nothing is stored any more once it is asked for."""
        return self.form if self.unsaved is None else with_step(self.form, self.unsaved)

    @cached_property
    def said(self) -> Messages:
        """The errors to show: of what was checked, and of files just refused."""
        return {**self.errors_of(self.shown_form, self.state), **self.refused}

    def errors_of(self, form: Form, state: StepState) -> Messages:
        found = {
            **form.errors(form.fields(self.step)),
            **form.document_errors(form.requirements(self.step)),
        }
        return {name: texts for name, texts in found.items() if name in state.checked}

    @cached_property
    def widgets(self) -> list[Widget]:
        form, state = self.shown_form, self.state
        fields = form.fields(self.step)
        warnings = form.warnings(fields)
        page = Page(
            self.revision,
            self.language,
            form.today,
            form.answers,
            self.said,
            {name: texts for name, texts in warnings.items() if name in state.checked},
        )
        kept = self.draft.documents if self.draft is not None else ()
        return [
            *(draw(page, field, state.values) for field in fields),
            *(
                draw_upload(
                    page,
                    each,
                    [d for d in kept if d.requirement == each.id],
                    self.file_name(each),
                    self.file_name(each) not in state.checked,
                    self.later(page, each),
                    each.third_party and not self.is_entry,
                    self.draft is not None and inboxes.link_of(self.draft, each.id) is not None,
                )
                for each in form.requirements(self.step)
            ),
        ]

    def later(self, page: Page, requirement: Requirement) -> Later | None:
        """How to say that a document comes later; not beside one that is there."""
        if not requirement.may_come_later or self.shown_form.counts.get(requirement.id):
            return None
        if self.unsaved is not None:
            announced = announcing.said(requirement, self.request.form, self.language)
        else:
            announced = self.shown_form.later.get(requirement.id)
        return announcing.drawn(page, requirement, announced)

    @property
    def takes_files(self) -> bool:
        """Whether a file can be chosen on this page."""
        return any(each.kind == "upload" for each in self.widgets)

    @property
    def shown(self) -> str:
        form = self.shown_form
        files = [self.file_name(each) for each in form.requirements(self.step)]
        return " ".join((*form.names(self.step), *files))

    @property
    def base(self) -> str:
        """What the draft held of these questions when the page was drawn."""
        state = self.draft.step(self.name) if self.draft is not None else StepState()
        return base_of(state, _questions(self.shown))

    @property
    def errors(self) -> list[ErrorLink]:
        """Each names its question: three times *choose an answer* would help nobody."""
        titles = dict(_titles(self.widgets))
        return [
            ErrorLink(
                "f-" + name.replace(".", "-"),
                labelled(titles[name], text) if name in titles else text,
            )
            for name, texts in self.said.items()
            for text in texts
        ]

    @property
    def hints(self) -> list[Notice]:
        """The hints that were to be read before going on, and who is responsible elsewhere."""
        form, state = self.shown_form, self.state
        notices = [
            Notice(
                hint.kind,
                form.speaker.text(hint.key("title")),
                form.speaker.text(hint.key("text")),
            )
            for hint in form.hints(self.step)
            if hint.id in state.hints
        ]
        authority = form.elsewhere(self.step) if state.checked else None
        if authority is not None:
            notices.insert(0, self.responsible_notice(authority))
        return notices

    @property
    def prerequisites(self) -> list[Prerequisite]:
        """What the law asks for beside the answers so far; nobody decides here."""
        return [
            Prerequisite(
                each.title,
                Badge(_STATES[each.state][0], self.translate(_STATES[each.state][1])),
                each.text,
                each.answers,
                each.note,
            )
            for each in self.shown_form.prerequisites(self.step)
        ]

    def responsible_notice(self, authority) -> Notice:
        title = _(
            "intake_elsewhere_title",
            default="Für Ihren Wohnort ist eine andere Behörde zuständig: ${name}",
            mapping={"name": authority.name},
        )
        text = _(
            "intake_elsewhere_text",
            default="Hier können Sie den Antrag nicht stellen. Bitte wenden Sie sich an diese"
            " Behörde. Was Sie eingegeben haben, bleibt hier 30 Tage gespeichert.",
        )
        lines = (self.translate(text), "", *([authority.address] if authority.address else ()))
        return Notice(
            "stop", self.translate(title), "\n".join(lines).rstrip(), links=authority.links
        )

    @property
    def carried(self) -> Notice | None:
        """That answers came from another application, until they were checked with *Continue*."""
        if not self.person or self.name not in self.draft.about.get("carried", ()):
            return None
        if self.state.checked:
            return None
        title = _(
            "intake_carried", default="Diese Angaben kommen aus dem anderen Antrag Ihrer Familie"
        )
        text = _("intake_carried_text", default="Prüfen Sie, ob sie auch für diese Person stimmen.")
        return Notice("info", self.translate(title), self.translate(text))

    @property
    def no_token(self) -> Notice:
        return Notice(
            "warning",
            self.translate(
                _("intake_no_token", default="Bitte drücken Sie noch einmal auf „Weiter“.")
            ),
            self.translate(
                _(
                    "intake_no_token_text",
                    default="Wir konnten nicht sicher erkennen, dass die Eingaben von Ihnen"
                    " kommen. Darum ist noch nichts gespeichert. Was Sie getippt haben, steht noch"
                    " hier. Dateien müssen Sie noch einmal auswählen. Erscheint diese Meldung"
                    " immer wieder? Dann erlauben Sie bitte Cookies für diese Seite.",
                )
            ),
        )

    @property
    def stored_meanwhile(self) -> Notice:
        title = _(
            "intake_stored_meanwhile",
            default="Diese Seite wurde inzwischen in einem anderen Fenster gespeichert",
        )
        text = _(
            "intake_stored_meanwhile_text",
            default="Dort steht etwas anderes. Hier sehen Sie, was Sie in diesem Fenster eingegeben"
            " haben. Es ist noch nicht gespeichert. Soll es gelten? Dann drücken Sie noch einmal"
            " auf „Weiter“. Soll das andere gelten? Dann öffnen Sie diese Seite neu.",
        )
        return Notice("warning", self.translate(title), self.translate(text))

    @property
    def title(self) -> str | Text:
        return self.text(self.step.key("title")) or self.step.title

    @property
    def continue_title(self) -> Shown:
        """What the button leads to, as far as that is certain."""
        form = self.shown_form
        if "change" in self.request.form or "return" in self.request.form:
            following = None
        else:
            following = form.surely_following(self.step)
            if following is None and self.step is not form.definition.steps[-1]:
                return self.translate(_("intake_continue", default="Weiter"))
        if following is None:
            return self.translate(_("intake_continue_check", default="Weiter: Angaben prüfen"))
        title = self.text(following.key("title")) or following.title
        return self.translate(
            _("intake_continue_to", default="Weiter: ${step}", mapping={"step": title})
        )

    @property
    def description(self) -> str | Text:
        return self.text(self.step.key("description"))

    @property
    def page_title(self) -> str:
        title = self.titled(self.title, self.service_title)
        if not self.errors:
            return title
        return self.translate(_("intake_error_title", default="Fehler:")) + " " + title

    @property
    def position(self) -> int:
        return self.shown_form.steps.index(self.step) + 1 if self.step in self.steps else 1

    @property
    def duration(self) -> Shown:
        """About how long this step takes, and how long it is to the end."""
        here = self.step.minutes
        ahead = self.steps[self.position - 1 :] if self.step in self.steps else ()
        left = sum(each.minutes for each in ahead)
        if left <= here:
            text = _(
                "intake_step_minutes",
                default="Dauert ungefähr ${minutes} Min.",
                mapping={"minutes": here},
            )
        else:
            text = _(
                "intake_step_minutes_left",
                default="Dauert ungefähr ${minutes} Min., bis zum Ende noch ungefähr ${left} Min.",
                mapping={"minutes": here, "left": left},
            )
        return self.translate(text)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.shown_form.steps

    @property
    def change(self) -> str:
        """Kept in the address while somebody changes one step and will return to the check."""
        return "?change=1" if "change" in self.request.form or "return" in self.request.form else ""

    @staticmethod
    def file_name(requirement) -> str:
        return f"documents.{requirement.id}"


def _questions(shown: str) -> set[str]:
    """The names of the questions among what a page shows; those in groups by their group."""
    return {name.partition(".")[0] for name in shown.split()} - {"documents"}


def _titles(widgets: Iterable[Widget]) -> Iterator[tuple[str, str | Text]]:
    """The title of each question by name; those in rows say in which row."""
    for widget in widgets:
        yield widget.name, alike(widget.title, str(widget.title).rstrip(":?؟"))
        for number, row in enumerate(widget.rows, 1):
            for name, title in _titles(row):
                yield name, alike(title, f"{title} ({number})")
