"""Applications for several persons of a family: those of this browser, and one more."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from permitdesk.core import _, clock, gate
from permitdesk.core.texts import Text
from permitdesk.intake import drafts, family, receipts
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.family import Relative
from permitdesk.intake.form import form_of, place_of
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import AGAIN, IntakePage
from permitdesk.services import address, published, revision, translations
from permitdesk.theme import Choice, ErrorLink, Notice, PageTemplate


@dataclass(frozen=True)
class Member:
    """An application of the family as the page lists it: never a name, the phone may be shared."""

    number: int
    title: str | Text
    current: bool
    code: str = ""  # of a draft
    saved_at: str = ""
    reference: str = ""  # of what was sent


class AnotherPage(IntakePage):
    """A GET shows; only a POST begins a draft, and only from the application held here."""

    index = PageTemplate("another.pt")
    path = "another"
    title = _("intake_another_title", default="Anträge für mehrere Personen")
    message = ""

    def __call__(self) -> str:
        if self.draft is None:
            return self.go("/resume")
        if self.relative is None:
            return self.go("/receipt" if self.draft.sent else "/check")
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            return self.refuse(AGAIN)
        if "open" in self.request.form:
            return self.open()
        return self.begin()

    def open(self) -> str:
        """Go on with another application of this browser: the cookie names it, nobody else."""
        wanted = self.request.form.get("open")
        for number, (service, draft) in self.held.items():
            if str(number) == wanted:
                cookies.hold_family(self.request, self.entries)
                cookies.hold(self.request, service.getId(), draft.code)
                form = form_of(revision(service, draft.revision), draft, self.language)
                here = address(service, self.language)
                return self.leave(f"{here}{place_of(form, draft)}")
        return self.refuse(
            _("intake_another_gone", default="Dieser Antrag ist hier nicht mehr geöffnet.")
        )

    def begin(self) -> str:
        """Begin an application for another person, or show the one that waits untouched."""
        wanted = self.request.form.get("service")
        service = self.offered.get(wanted) if isinstance(wanted, str) else None
        if service is None:
            return self.refuse(
                _("intake_another_choose", default="Wählen Sie, was die andere Person braucht.")
            )
        entries = [*self.entries]
        before = cookies.draft_code(self.request, service.getId())
        if before is not None and (service.getId(), before) not in entries:
            # The browser held another draft of that service: its code is not lost either.
            entries.append((service.getId(), before))
        draft = self.waiting(service)
        if draft is None:
            if not self.may(gate.BEGIN):
                return self.show()
            person = len(entries) + 1
            draft = family.begin(self.site, service, self.language, self.relative, person)
        cookies.hold_family(self.request, [*entries, (service.getId(), draft.code)])
        cookies.hold(self.request, service.getId(), draft.code)
        return self.leave(f"{address(service, self.language)}/another")

    def waiting(self, service) -> OpenDraft | None:
        """A draft for another person in which nothing was entered: pressed twice is begun once."""
        for held, draft in self.held.values():
            if held.getId() != service.getId() or not family.is_untouched(draft):
                continue
            if draft.about["family"] == self.relative.mark:
                return draft
        return None

    def refuse(self, message) -> str:
        self.message = self.translate(message)
        return self.show()

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("another", self.message)] if self.message else []

    @cached_property
    def relative(self) -> Relative | None:
        """What the open application hands on; None where its receipt is gone."""
        draft = self.draft
        if not draft.sent:
            mark = draft.about.get("family") or family.mark_of(self.service_id, draft.about["key"])
            return Relative(self.revision.definition, self.form.answers, mark, draft)
        sent = receipts.find(self.site, draft.sent["reference"], draft.sent["access_code"])
        if sent is None or not sent.family:
            return None
        definition = revision(self.service, sent.revision).definition
        return Relative(definition, sent.answers, sent.family)

    @cached_property
    def offered(self) -> Mapping[str, object]:
        """The services in which one more application may begin, this one first; others only in a
        language in which one may begin them."""
        found = {
            each.getId(): each
            for each in family.services_for(self.site, self.relative)
            if each.getId() == self.service_id or translations.offered(each, self.language)
        }
        own = {self.service_id: self.service} if self.service_id in found else {}
        return own | found

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(name, published(service).shown("service.title", self.language))
            for name, service in self.offered.items()
        ]

    @cached_property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Service and code of each application that this browser holds, this one among them."""
        found = cookies.family(self.request)
        own = (self.service_id, self.draft.code)
        return found if own in found else (*found, own)

    @cached_property
    def held(self) -> dict[int, tuple[object, OpenDraft]]:
        """The applications of the family that can still be opened, by their number."""
        services = self.site["services"]
        found = {}
        for number, (name, code) in enumerate(self.entries, 1):
            draft = drafts.find(self.site, code)
            if draft is not None and draft.service == name and name in services:
                found[number] = (services[name], draft)
        return found

    @property
    def members(self) -> list[Member]:
        return [self.member(number, *each) for number, each in self.held.items()]

    def member(self, number: int, service, draft: OpenDraft) -> Member:
        title = revision(service, draft.revision).shown("service.title", self.language)
        current = draft.code == self.draft.code
        if draft.sent:
            return Member(number, title, current, reference=draft.sent["reference"])
        saved = draft.saved_at
        hour = saved.astimezone(clock.BERLIN).strftime("%H:%M") if saved else ""
        return Member(number, title, current, code=draft.code, saved_at=hour)

    @property
    def begun(self) -> Notice | None:
        """That one more application was begun, and what becomes of the one before."""
        if not family.is_untouched(self.draft):
            return None
        text = _(
            "intake_another_begun_text",
            default="Was für die ganze Familie gleich ist, steht schon darin. Prüfen Sie"
            " es auf jeder Seite. Name, Geburt, Pass, Unterlagen und Erklärungen geben Sie"
            " neu ein. Der andere Antrag bleibt, wie er ist. Jeder Antrag hat seinen"
            " eigenen Code.",
        )
        if self.draft.documents:
            text = _(
                "intake_another_begun_files",
                default="Was für die ganze Familie gleich ist, steht schon darin, auch manche"
                " Unterlagen. Prüfen Sie es auf jeder Seite. Name, Geburt, Pass, eigene Unterlagen"
                " und Erklärungen geben Sie neu ein. Der andere Antrag bleibt, wie er ist. Jeder"
                " Antrag hat seinen eigenen Code.",
            )
        return Notice(
            "success",
            self.translate(
                _(
                    "intake_another_begun",
                    default="Der Antrag für Person ${number} ist angelegt",
                    mapping={"number": self.draft.about["person"]},
                )
            ),
            self.translate(text),
        )

    @property
    def hands_on_documents(self) -> bool:
        """Whether documents of the open application would go along."""
        definitions = (published(each).definition for each in self.offered.values())
        return any(family.carried_documents(self.relative, each) for each in definitions)

    @property
    def continue_address(self) -> str:
        """Who helped with the application before says first on what mandate for this person."""
        asked = self.assistance is None and "helped_before" in self.draft.about
        return f"{self.address}{'/help' if asked else self.place}"
