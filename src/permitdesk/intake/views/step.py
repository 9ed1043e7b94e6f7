"""One step: takes what is entered, stores it, and leads on or back."""

import re
from collections.abc import Sequence

from zope.i18nmessageid import Message
from zope.publisher.interfaces import NotFound

from permitdesk.core import _, gate, languages, reference, tries
from permitdesk.intake import announcing, drafts, uploads
from permitdesk.intake.draft import StepState, base_of
from permitdesk.intake.form import Form, compact_rows
from permitdesk.intake.reading import read
from permitdesk.intake.views import cookies
from permitdesk.intake.views.drawn_step import DrawnStep
from permitdesk.services import published
from permitdesk.theme import SENT_BY_SCRIPT, Notice

_ROW = re.compile(r"(?P<group>\w+)\.(?P<row>\d{1,3})\.remove")
_LINK = re.compile(r"documents\.(?P<requirement>[\w-]+)\.link")
_FILE = re.compile(r"documents\.(?P<requirement>[\w-]+)\.(?P<file>[0-9a-f]+)\.remove")


class StepPage(DrawnStep):
    """A GET changes nothing; a POST stores what was entered and then redirects."""

    def __call__(self) -> str:
        if self.step is None:
            raise NotFound(self.service, self.name, self.request)
        if self.draft is not None and self.draft.sent:
            return self.go("/receipt?late=1" if self.posted else "/receipt")
        if self.posted:
            return self.take()
        if self.must_renew:
            return self.go("/newer")
        if self.draft is None and self.step is not self.first:
            return self.go("/resume")
        if self.step not in self.shown_form.steps:
            return self.go(f"/step/{self.first.name}")
        return self.show()

    def take(self) -> str:
        """Store what came in, then do what the button says."""
        form = self.request.form
        if not self.is_trusted:
            return self.show_unsaved(self.no_token)
        if self.draft is None:
            if not self.begin():
                return self.show_unsaved()
        elif self.is_stored_meanwhile:
            self.take_files()
            return self.show_unsaved(self.stored_meanwhile)
        state, shown = self.entered(self.draft.step(self.name)), self.shown_names
        self.take_files()
        self.take_later()
        for key in form:
            if (match := _ROW.fullmatch(key)) and match["group"] in state.values:
                state = _without_row(state, match["group"], int(match["row"]))
            elif key.endswith(".add") and isinstance(state.values.get(key[:-4]), list):
                state = _with_row(state, key[:-4])
            elif match := _FILE.fullmatch(key):
                self.draft.remove_document(match["file"])
        if not any(key.endswith((".add", ".find")) for key in form):
            state = StepState(compact_rows(state.values), state.checked, state.hints)
        self.draft.keep_step(self.name, state)
        self.draft.note(at=self.name, language=self.language)
        if self.refused:
            return self.show()
        # What was typed is stored first: it goes along as far as it fits.
        return self.go("/newer") if self.must_renew else self.follow(state, shown)

    def follow(self, state: StepState, shown: Sequence[str]) -> str:
        """Go where the pressed button leads."""
        form = self.request.form
        tag = form.get("language")
        if isinstance(tag, str) and tag in languages.LANGUAGES:
            self.draft.note(language=tag)
            return self.leave(f"{self.address_in(tag)}/{self.path}{self.change}")
        if "save" in form:
            return self.go("/save")
        if "back" in form:
            before = self.form.neighbour(self.step, -1)
            return self.go(f"/step/{before.name}" if before is not None else "")
        link = next((match for key in form if (match := _LINK.fullmatch(key))), None)
        if link is not None and not self.is_entry:
            return self.go(f"/link/{link['requirement']}")
        for key in form:
            for button in (".find", ".add", ".remove"):
                if key.endswith(button):
                    name = re.sub(r"\.\w+\.remove$", "", key).removesuffix(button)
                    if button == ".add":
                        name = self.first_of_new_row(name)
                    return self.again(f"f-{name.replace('.', '-')}")
        return self.go_on(state, shown)

    def first_of_new_row(self, group: str) -> str:
        """The first question of the row just added, or the group where none was."""
        names = [name for name in self.form.names(self.step) if name.startswith(f"{group}.")]
        last = names[-1].split(".")[1] if names else ""
        return next((name for name in names if name.split(".")[1] == last), group)

    def go_on(self, state: StepState, shown: Sequence[str]) -> str:
        """*Continue*: check this step; stay where something is wrong, new or to be read."""
        form = self.form
        asked = (*form.names(self.step), *(self.file_name(r) for r in form.requirements(self.step)))
        new = [name for name in asked if name not in shown]
        state = StepState(state.values, tuple(n for n in asked if n in shown), state.hints)
        unread = tuple(h.id for h in form.hints(self.step) if h.id not in state.hints)
        wrong = self.errors_of(form, state)
        if not wrong and not new:
            state = StepState(state.values, state.checked, (*state.hints, *unread))
        self.draft.keep_step(self.name, state)
        if wrong:
            return self.again("errors")
        if new:
            return self.again(f"f-{new[0].replace('.', '-')}")
        if unread or self.stops(form):
            return self.again("hints")
        if "return" in self.request.form:
            return self.go("/check")
        following = form.neighbour(self.step, +1)
        return self.go(f"/step/{following.name}" if following is not None else "/check")

    def stops(self, form: Form) -> bool:
        """Whether nobody can go on from here with these answers."""
        return form.elsewhere(self.step) is not None or any(
            hint.kind == "stop" for hint in form.hints(self.step)
        )

    def begin(self) -> bool:
        """Have a draft: a new one on the first step, else the one whose code is given."""
        form = self.request.form
        now = published(self.service)
        if now is not None and ("had_draft" not in form or "restart" in form):
            if not self.may(gate.BEGIN):
                return False
            draft = drafts.create(self.site, self.service_id, now.number, self.language)
        else:
            self.asks_for_code = True
            typed = form.get("resume_code")
            if not typed:
                return False
            code = reference.parse_code(typed)
            draft = self.opened(code) if code else None
            if draft is None or draft.sent:
                self.code_error = self.translate(self.wrong_code(code))
                return False
        self.__dict__["draft"] = draft
        self.__dict__.pop("revision", None)
        self.__dict__.pop("step", None)
        cookies.hold(self.request, self.cookie, draft.code)
        return True

    def wrong_code(self, code: str | None) -> Message:
        """What is said of a code that opens nothing here; it counts as on the page for coming
        back, for it is the same question."""
        if code is None:
            return _(
                "intake_code_mistyped",
                default="Im Code ist ein Zeichen falsch. Bitte vergleichen Sie ihn noch einmal.",
            )
        if not tries.wrong("resume", self.request):
            return tries.TOO_MANY
        return _("intake_code_unknown", default="Zu diesem Code gibt es keinen Entwurf.")

    def entered(self, before: StepState) -> StepState:
        """What was entered, over what was there: questions not on this page keep their answers."""
        names = {name.split(".")[0] for name in self.shown_names}
        fields = [field for field in self.step.fields if field.name in names]
        values = {**before.values}
        for field in fields:
            values.pop(f"{field.name}.search", None)
        values |= read(fields, self.request.form, self.language)
        return StepState(values, before.checked, before.hints)

    @property
    def is_stored_meanwhile(self) -> bool:
        """Whether another window stored other answers here since this page was drawn.

        Neither those nor what was typed here may be lost in silence.
        """
        base, before = self.request.form.get("base"), self.draft.step(self.name)
        names = {name.partition(".")[0] for name in self.shown_names}
        if not isinstance(base, str) or base == base_of(before, names - {"documents"}):
            return False
        entered = compact_rows(self.entered(before).values)
        return any(entered.get(name) != before.values.get(name) for name in names)

    def take_files(self) -> None:
        """Keep the documents that came along; remember why one was refused."""
        form = self.form
        called_for = {each.id for each in form.requirements()}
        sent = {
            self.file_name(each): uploads.chosen(self.request.form.get(self.file_name(each)))
            for each in form.requirements(self.step)
        }
        # A script sends again by itself what a broken line left without an answer.
        once = bool(self.request.getHeader(SENT_BY_SCRIPT))
        slow = uploads.too_fast(self.request, sum(map(len, sent.values())))
        if slow is not None:
            self.refused |= {name: [self.translate(slow)] for name, files in sent.items() if files}
            return
        for requirement in form.requirements(self.step):
            name = self.file_name(requirement)
            message = uploads.take(self.draft, requirement, sent[name], called_for, once)
            if message:
                self.refused[name] = [self.translate(message)]

    def take_later(self) -> None:
        """Keep what was said about documents that come later; one that is there does not."""
        sent = self.request.form
        there = {each.requirement for each in self.draft.documents}
        for requirement in self.form.requirements(self.step):
            if requirement.id in there or f"{announcing.input_name(requirement)}.remove" in sent:
                self.draft.announce(requirement.id, None)
            elif announcing.was_asked(requirement, sent):
                said = announcing.said(requirement, sent, self.language)
                self.draft.announce(requirement.id, said)

    @property
    def shown_names(self) -> tuple[str, ...]:
        """The names of the questions that were on the page that was sent."""
        shown = self.request.form.get("shown")
        return tuple(shown.split()[:500]) if isinstance(shown, str) else ()

    def show_unsaved(self, notice: Notice | None = None) -> str:
        """Show what was sent without having stored it; chosen files have to be chosen again."""
        self.unsaved = self.entered(StepState())
        if notice:
            self.told.append(notice)
        return self.show()

    def again(self, anchor: str) -> str:
        return self.go(f"/{self.path}{self.change}#{anchor}")


def _without_row(state: StepState, group: str, row: int) -> StepState:
    rows = [each for number, each in enumerate(state.values[group]) if number != row]
    return StepState({**state.values, group: rows}, state.checked, state.hints)


def _with_row(state: StepState, group: str) -> StepState:
    return StepState(
        {**state.values, group: [*state.values[group], {}]}, state.checked, state.hints
    )
