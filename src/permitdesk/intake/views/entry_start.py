"""What came, how, when and from whom: the first page of an entry by staff."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property

from permitdesk.access import staff_id
from permitdesk.core import _, clock, languages, reference
from permitdesk.intake import discretion, drafts
from permitdesk.intake.drawing import Page, draw
from permitdesk.intake.entry import CHANNELS, Entry
from permitdesk.intake.form import form_of, place_of
from permitdesk.intake.reading import read
from permitdesk.intake.views import cookies
from permitdesk.intake.views.base import AGAIN
from permitdesk.intake.views.entry_frame import EntryFrame
from permitdesk.services import all_services, check_answers, published, revision, sources
from permitdesk.services.definition import Definition, Field, Option, Revision, Rule, Step
from permitdesk.theme import ErrorLink, PageTemplate, Widget

GERMAN = languages.SOURCE


class EntryStart(EntryFrame):
    """Asks what came; a POST begins a draft bound to the login, or opens one with its code."""

    index = PageTemplate("entry_start.pt")
    title = _("intake_entry_title", default="Antrag erfassen")

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        discretion.keep(request)
        self.said: Mapping[str, Sequence[str]] = {}
        self.code_error = ""

    def __call__(self) -> str:
        if self.request.method == "POST":
            return self.take()
        return self.show()

    def show(self) -> str:
        self.prepare_response()
        return self.index()

    def take(self) -> str:
        if not self.is_trusted:
            self.said = {"service": [self.translate(AGAIN)]}
            return self.show()
        if "resume" in self.request.form:
            return self.resume()
        self.said = {
            name: [self.translate(text) for text in texts]
            for name, texts in check_answers(
                self.questions, self.answers, None, GERMAN, clock.today()
            ).items()
        }
        return self.show() if self.said else self.begin()

    def begin(self) -> str:
        answers = self.answers
        service = self.services[answers["service"]]
        draft = drafts.create(
            self.site, service.getId(), published(service).number, GERMAN, bound_to=staff_id()
        )
        entry = Entry(
            answers["channel"], answers["received_on"], answers["language"], draft.draft.bound_to
        )
        draft.note(entry=asdict(entry))
        return self.open(draft)

    def resume(self) -> str:
        """Go on with an entry of one's own, by its code."""
        code = reference.parse_code(self.request.form.get("resume_code"))
        draft = drafts.find(self.site, code, staff_id()) if code is not None else None
        if draft is None:
            self.code_error = self.translate(
                _(
                    "intake_entry_no_draft",
                    default="Zu diesem Code gibt es keinen Entwurf, den Sie begonnen haben.",
                )
            )
            return self.show()
        return self.open(draft)

    def open(self, draft) -> str:
        cookies.hold(self.request, f"entry-{draft.draft.id}", draft.code)
        place = place_of(form_of(self.revision_of(draft), draft, GERMAN), draft)
        return self.leave(f"{self.entry_address}/{draft.draft.id}{place}")

    def revision_of(self, draft) -> Revision:
        return revision(self.site["services"][draft.service], draft.revision)

    def leave(self, where: str) -> str:
        self.prepare_response()
        self.request.response.redirect(where, status=303)
        return ""

    @property
    def address(self) -> str:
        return self.entry_address

    # -- the questions, drawn and checked as those of a service are

    @cached_property
    def services(self) -> dict[str, object]:
        found = {service.getId(): service for service in all_services(self.site)}
        return dict(sorted(found.items(), key=lambda item: _title(item[1])))

    @cached_property
    def answers(self) -> dict[str, object]:
        fields = list(self.questions.definition.fields())
        if self.request.method != "POST":
            # The language is asked, never supposed: notices will be written in it.
            return {"received_on": clock.today().isoformat()}
        return {
            name: value
            for name, value in read(fields, self.request.form, GERMAN).items()
            if value is not None and "." not in name
        }

    @cached_property
    def questions(self) -> Revision:
        """What is asked here, as a definition of its own."""
        future = self.translate(
            _("intake_entry_future", default="Das Datum liegt in der Zukunft. Prüfen Sie es.")
        )
        definition = Definition(
            steps=(
                Step(
                    "entry",
                    self.translate(self.title),
                    fields=(
                        self.choice(
                            "service",
                            _("intake_entry_service", default="Welcher Antrag ist es?"),
                            {id_: _title(each) for id_, each in self.services.items()},
                        ),
                        self.choice(
                            "channel",
                            _("intake_entry_channel", default="Wie ist er gekommen?"),
                            {name: self.translate(text) for name, text in CHANNELS.items()},
                        ),
                        Field(
                            "received_on",
                            "date",
                            self.translate(
                                _("intake_entry_received", default="Wann ist er eingegangen?")
                            ),
                            required=True,
                            rules=(Rule("max", "today", message=future),),
                        ),
                        self.choice(
                            "language",
                            _(
                                "intake_entry_language",
                                default="Welche Sprache liest die Person am besten?",
                            ),
                            {tag: _language(tag) for tag in languages.LANGUAGES},
                        ),
                    ),
                ),
            )
        )
        return Revision("entry", 0, definition, {}, "", sources=sources(definition))

    def choice(self, name: str, title, options: Mapping[str, str]) -> Field:
        found = tuple(Option(value, text) for value, text in options.items())
        return Field(name, "choice", self.translate(title), required=True, options=found)

    @property
    def widgets(self) -> list[Widget]:
        page = Page(self.questions, GERMAN, clock.today(), self.answers, self.said)
        return [draw(page, field, self.answers) for field in self.questions.definition.fields()]

    @property
    def errors(self) -> list[ErrorLink]:
        found = [
            ErrorLink(f"f-{name}", text) for name, texts in self.said.items() for text in texts
        ]
        return [*found, *([ErrorLink("f-resume_code", self.code_error)] if self.code_error else [])]


def _title(service) -> str:
    return str(published(service).text("service.title", GERMAN))


def _language(tag: str) -> str:
    """A language in German, and as its speakers write it."""
    german, native = languages.in_german(tag), languages.known(tag).native_name
    return german if german == native else f"{german} · {native}"
