"""The case page: who, what, state, what to do next; then every answer, documents, history."""

from functools import cached_property

from Products.CMFCore.utils import getToolByName
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message

from permitdesk import privacy
from permitdesk.casework import by_mail
from permitdesk.casework.download import CLOSED
from permitdesk.casework.later import LaterDocument
from permitdesk.casework.missing import title_of
from permitdesk.casework.papers import may_be_opened, readable, scan_of
from permitdesk.casework.prerequisites import STATES, day_compared, prerequisites
from permitdesk.casework.reading import (
    Line,
    Section,
    language_name,
    missing_of,
    read,
    requirement_of,
    revision_of,
)
from permitdesk.casework.relatives import relatives
from permitdesk.casework.states import TRANSITIONS, state_title
from permitdesk.casework.views.correspondence import Correspondence
from permitdesk.casework.views.history import OUTCOMES, Event, history
from permitdesk.casework.views.page import OfficePage, day, moment, received
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import listed
from permitdesk.intake import channel_title, fingerprint_in_groups, told_assistance
from permitdesk.theme import (
    Answer,
    AnswerRow,
    Badge,
    Cell,
    Choice,
    Fact,
    Notice,
    PageTemplate,
    Table,
)

REASONS = {
    "name-range": _("casework_why_range", default="Familienname im Bereich ${range}"),
    "family": _(
        "casework_why_family", default="Zusammen mit einem anderen Antrag der Familie begonnen"
    ),
    "no-match": _("casework_why_no_match", default="Kein Ordner nennt diesen Familiennamen"),
    "no-name": _("casework_why_no_name", default="Kein lesbarer Familienname"),
    "failed": _("casework_why_failed", default="Die Regeln ließen sich nicht anwenden"),
}
COLUMNS = (
    _("casework_prerequisite", default="Voraussetzung"),
    _("casework_prerequisite_state", default="Stand"),
    _("casework_prerequisite_answers", default="Angaben"),
    _("casework_prerequisite_law", default="Das verlangt das Gesetz"),
)


class CasePage(OfficePage):
    """Reading it is recorded in the audit trail."""

    index = PageTemplate("case.pt")

    def __call__(self):
        privacy.record("case.read", self.context.reference, "page")
        return super().__call__()

    @property
    def title(self) -> str:
        return self.context.reference

    @property
    def breadcrumb(self):
        return self.place(self.context.reference)

    @cached_property
    def revision(self):
        return revision_of(self.context)

    @cached_property
    def application(self):
        return self.context.application

    @property
    def badge(self) -> Badge:
        return self.state_badge(self.context.state)

    @property
    def wishes(self) -> list[Badge]:
        return self.wish_badges(self.context.person.wishes)

    @property
    def name(self) -> str:
        return self.context.person.name or self.no_name

    def facts(self) -> list[Fact]:
        person, service = self.context.person, self.context.service
        facts = [
            (_("casework_fact_reference", default="Vorgangsnummer"), self.context.reference, True),
            (_("casework_fact_service", default="Dienst"), self._service(service), False),
            (
                _("casework_fact_received", default="Eingegangen"),
                received(self.application.received_at, self.application.channel),
                False,
            ),
            (_("casework_fact_channel", default="Eingangsweg"), self.channel, False),
            (
                _("casework_fact_language", default="Geschrieben auf"),
                language_name(self.application.language),
                False,
            ),
            (_("casework_fact_mails", default="E-Mail-Hinweise"), self._mails(), False),
            (_("casework_fact_desk", default="Ordner"), self.context.aq_parent.title, False),
            (_("casework_fact_why", default="Zuständig, weil"), self._reason(), False),
            *self.assistance,
            (
                _("casework_fact_fingerprint", default="Fingerabdruck (SHA-256)"),
                fingerprint_in_groups(self.application.fingerprint),
                True,
            ),
        ]
        if person.deadline:
            facts.insert(
                0, (_("casework_fact_deadline", default="Frist"), day(person.deadline), False)
            )
        return [Fact(self.translate(term), value, isolate) for term, value, isolate in facts]

    @property
    def assistance(self) -> list[tuple[str, str, bool]]:
        """Who filled it in for the applicant, and what the applicant said to it, as facts."""
        lines = told_assistance(self.application.evidence.get("assistance", {}), SOURCE)
        return [(term, value, False) for term, value in lines]

    @property
    def channel(self) -> str:
        """How it came, and who entered what did not come online."""
        title = self.translate(channel_title(self.application.channel))
        if not self.application.entered_by:
            return title
        return self.translate(
            _(
                "casework_entered_by",
                default="${channel}, erfasst von ${user}",
                mapping={"channel": title, "user": self.application.entered_by},
            )
        )

    def missing(self) -> list[str]:
        """The titles of what the application left open when it was entered."""
        return [missing_of(self.revision, name) for name in self.application.missing]

    def transitions(self) -> list[Choice]:
        """What may be done next, as buttons."""
        tool = getToolByName(self.context, "portal_workflow")
        return [
            Choice(each["id"], self.translate(TRANSITIONS.get(each["id"], each["id"])))
            for each in tool.getTransitionsFor(self.context)
        ]

    @property
    def move_address(self) -> str:
        return f"{self.context.absolute_url()}/@@move"

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    @property
    def fees(self) -> dict[str, object] | None:
        """The estimate in German, as it was shown to the person who sent this."""
        return self.application.evidence.get("fees", {}).get(SOURCE)

    @cached_property
    def prerequisites(self) -> Table | None:
        """What the law asks for beside the answers; None where the service compares nothing."""
        found = prerequisites(self.revision, self.application)
        if not found:
            return None
        caption = _(
            "casework_prerequisites_caption",
            default="Verglichen mit dem Gesetz, wie es am ${day} galt",
            mapping={"day": day(day_compared(self.application).isoformat())},
        )
        return Table(
            self.translate(caption),
            [self.translate(column) for column in COLUMNS],
            [
                (
                    Cell(each.title),
                    Cell("", badge=self.prerequisite_badge(each.state)),
                    Cell(listed(each.answers)),
                    Cell(each.text),
                )
                for each in found
            ],
        )

    def prerequisite_badge(self, state: str) -> Badge:
        kind, title = STATES[state]
        return Badge(kind, self.translate(title))

    def sections(self) -> list[Section]:
        return read(self.revision, self.application.answers)

    @staticmethod
    def answers(section: Section) -> list[Answer]:
        return [_answer(line) for line in section.lines]

    def documents(self) -> list[dict[str, str]]:
        return [
            {
                "title": title_of(
                    self.context, document, requirement_of(self.revision, document.requirement)
                ),
                "later": moment(document.at) if isinstance(document, LaterDocument) else "",
                "address": f"{self.context.absolute_url()}/document/{document.id}",
                "filename": document.filename,
                "size": in_words.size(document.given_size, SOURCE),
                "pages": document.pages,
                "by_link": document.by_link,
                "closed": self._closed(document),
            }
            for document in self.context.documents
        ]

    def _closed(self, document) -> str:
        """Why nobody may open a document; empty for one that may be opened."""
        if may_be_opened(self.context, document):
            return ""
        return self.translate(CLOSED[scan_of(self.context, document)])

    def readable(self) -> list[dict[str, str]]:
        """What was made for reading: photos upright, several as one PDF."""
        return [
            {
                "title": title_of(
                    self.context, made, requirement_of(self.revision, made.requirement)
                ),
                "address": f"{self.context.absolute_url()}/document/{made.id}",
                "filename": made.filename,
                "size": in_words.size(made.given_size, SOURCE),
            }
            for made in readable(self.context)
        ]

    @cached_property
    def letters(self) -> Correspondence:
        """Both sides' messages and what was asked for, with the forms for more."""
        return Correspondence(self.context, self.revision)

    @property
    def errors(self):
        return [*self.letters.write_form.errors, *self.letters.ask_form.errors]

    def relatives(self) -> list[dict[str, str]]:
        """The cases begun together with this one, as far as this person may read them."""
        return [
            {
                "reference": case.reference,
                "address": case.absolute_url(),
                "name": case.person.name or self.no_name,
                "service": self._service(case.service),
                "state": state_title(case.state),
            }
            for case in relatives(self.context)
        ]

    def history(self) -> list[Event]:
        return history(self.context)

    def warnings(self) -> list[Notice]:
        """What staff must not overlook."""
        unusable = [each for each in self.letters.papers if each.is_unusable]
        found = []
        if unusable:
            text = _(
                "casework_unusable_text",
                default="Betroffen: ${titles}. Niemand kann die Datei öffnen. Die Person sieht auf"
                " ihrer Statusseite, dass sie das Dokument noch einmal hochladen soll.",
                mapping={"titles": ", ".join(str(each.title) for each in unusable)},
            )
            title = _(
                "casework_unusable", default="In einer Datei wurde ein Schadprogramm gefunden"
            )
            found.append(Notice("warning", self.translate(title), self.translate(text)))
        return found

    @property
    def unreached(self) -> Notice | None:
        """Says that the applicant could not be told by mail."""
        failure = by_mail.unreached(self.context)
        if failure is None:
            return None
        title = _(
            "casework_unreached",
            default="Per E-Mail nicht erreicht seit ${moment}",
            mapping={"moment": moment(failure.at)},
        )
        text = self.translate(OUTCOMES[failure.outcome])
        todo = self.translate(
            _(
                "casework_unreached_todo",
                default="Schreiben Sie der Person einen Brief oder rufen Sie an.",
            )
        )
        return Notice("warning", self.translate(title), f"{text}. {todo}")

    def _mails(self) -> str:
        """Whether the applicant allows mails, and since when."""
        said = by_mail.consent(self.context)
        if said is None or not said.given:
            return self.translate(_("casework_mails_no", default="nicht erlaubt"))
        text = _(
            "casework_mails_yes",
            default="erlaubt seit ${moment}",
            mapping={"moment": moment(said.at)},
        )
        return self.translate(text)

    def _service(self, id_: str) -> str:
        form = self.application.evidence.get("form")
        return form["title"] if form else self.service_titles.get(id_, id_)

    def _reason(self) -> str:
        decision = self.context.decision
        reason = REASONS[decision["reason"]]
        range_ = decision["rule"].partition("/")[2]
        return self.translate(Message(reason, mapping={"range": range_}))


def _answer(line: Line) -> Answer:
    rows = tuple(AnswerRow(row.title, tuple(map(_answer, row.lines))) for row in line.rows)
    return Answer(line.question, line.values, rows=rows)
