"""The case page: who, what, state, what to do next; then every answer, documents, history."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from Products.CMFCore.utils import getToolByName
from zope.component import getMultiAdapter

from permitdesk import privacy
from permitdesk.access import full_name
from permitdesk.casework import by_mail
from permitdesk.casework.case_page.next_step import NEVER_FIRST, Step, next_step, standing_of
from permitdesk.casework.case_page.views.answers import Answers
from permitdesk.casework.case_page.views.correspondence import (
    ContactChanges,
    Correspondence,
    Messages,
    News,
)
from permitdesk.casework.case_page.views.documents import Documents, LeftOpen
from permitdesk.casework.case_page.views.fees import Fees
from permitdesk.casework.case_page.views.history import History
from permitdesk.casework.case_page.views.prerequisites import Prerequisites
from permitdesk.casework.case_page.views.warnings import Unreached, Warnings
from permitdesk.casework.checklist.forms import ChecklistForms
from permitdesk.casework.checklist.views.checklist import Ask, Checklist, TextMessage
from permitdesk.casework.checklist.views.deadlines import Deadlines
from permitdesk.casework.checklist.views.preview import Chosen, Preview, choose
from permitdesk.casework.decision.views.part import DecisionPart
from permitdesk.casework.dossier.certificate import WISH
from permitdesk.casework.dossier.views import certificate, labels
from permitdesk.casework.dossier.views.contact import AttachedContacts, ContactActions
from permitdesk.casework.dossier.views.family import Blocks, Family
from permitdesk.casework.dossier.views.notes import Notes
from permitdesk.casework.dossier.views.tasks import DueTasks, Tasks
from permitdesk.casework.handover.assigning import assigned
from permitdesk.casework.handover.views.assign import Moved
from permitdesk.casework.handover.views.part import HandingOn
from permitdesk.casework.letters.views.part import LettersPart
from permitdesk.casework.meanwhile import position
from permitdesk.casework.reading import language_name, revision_of
from permitdesk.casework.routing.views.case_suggestions import Suggestions
from permitdesk.casework.routing.words import why
from permitdesk.casework.states import PENDING, TRANSITIONS
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.casework.views.left_over import LeftOver
from permitdesk.casework.views.page import OfficePage, day, moment, received
from permitdesk.casework.views.part import CasePart
from permitdesk.casework.worklist.facts import deadline
from permitdesk.casework.worklist.priority import due_in_words
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions, channel_title, fingerprint_in_groups, told_assistance
from permitdesk.theme import Badge, Choice, Fact, Link, PageTemplate

# The parts of the page. On a wide screen ``left`` and ``right`` stand side by side, ``answers``
# below the left one; on a narrow one the papers come directly after the checklist. Below them all
# what goes out stands beside what stays in the office.
AREAS: dict[str, tuple[type[CasePart], ...]] = {
    "above": (
        Blocks,
        Warnings,
        DueTasks,
        Unreached,
        News,
        ContactActions,
        Deadlines,
        ContactChanges,
        Prerequisites,
        DecisionPart,
    ),
    "left": (
        LeftOpen,
        Checklist,
    ),
    "right": (
        Preview,
        Documents,
        Fees,
    ),
    "answers": (
        Ask,
        Answers,
    ),
    "outside": (
        LettersPart,
        Messages,
        TextMessage,
        AttachedContacts,
        HandingOn,
    ),
    "inside": (
        Notes,
        Tasks,
        labels.Labels,
        certificate.Certificate,
        Family,
        Suggestions,
    ),
    "end": (History,),
}

# Of a message of the contact form one reads first what was written, then what is done with it.
CONTACT_AREAS = {
    **AREAS,
    "above": tuple(
        chain.from_iterable(
            (Answers, part) if part is ContactActions else (part,) for part in AREAS["above"]
        )
    ),
    "answers": (Ask,),
}

ASKING = "request_documents"
# What one jumps to, by its id.
SECTIONS = {
    "checklist": _("casework_jump_checklist", default="Checkliste"),
    "answers": _("casework_jump_answers", default="Angaben"),
    "decision": _("casework_jump_decision", default="Entscheidung"),
    "letters": _("casework_jump_letters", default="Briefe"),
    "messages": _("casework_messages", default="Nachrichten"),
    "notes": _("casework_jump_notes", default="Notizen"),
    "tasks": _("casework_jump_tasks", default="Aufgaben"),
    "family": _("casework_jump_family", default="Familie"),
    "handing-on": _("casework_jump_handing_on", default="Abgeben"),
    "history": _("casework_history", default="Verlauf"),
}


class CasePage(OfficePage):
    """Reading it is recorded in the audit trail."""

    index = PageTemplate("page.pt")
    posted: InPageForm | None = None  # the form that was sent, where something in it is wrong

    def __call__(self):
        privacy.record("case.read", self.context.reference, "page")
        return super().__call__()

    @property
    def title(self) -> str:
        return self.context.reference

    @cached_property
    def areas(self) -> dict[str, str]:
        """Every area, drawn."""
        areas = CONTACT_AREAS if self.context.kind == "contact" else AREAS
        return {name: "".join(part(self)() for part in parts) for name, parts in areas.items()}

    def jumps(self) -> list[Link]:
        """The sections that this case has, for who looks for one."""
        drawn = "".join(self.areas.values())
        return [
            Link(self.translate(title), f"#{id_}")
            for id_, title in SECTIONS.items()
            if f'id="{id_}"' in drawn
        ]

    @property
    def moved(self) -> str:
        """Where the case lies now, for whoever has just given it away."""
        return Moved(self)()

    @property
    def left_over(self) -> str:
        """What was typed for which there is no form any more."""
        return LeftOver(self, self.posted.left)() if self.posted else ""

    @property
    def position(self) -> str:
        """What a form says that was shown."""
        return position(self.context)

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
        """What somebody asks for besides, where that stands, and the labels."""
        asked = [each for each in self.context.person.wishes if each != WISH]
        mark = certificate.badge(self.context)
        return [
            *self.wish_badges(asked),
            *([mark] if mark else []),
            *labels.badges(self.context),
        ]

    @property
    def name(self) -> str:
        return self.context.person.name or self.no_name

    @property
    def service(self) -> str:
        return self.service_title(self.context.service)

    def facts(self) -> list[Fact]:
        person = self.context.person
        facts = [
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
        ]
        if person.expires and self.context.state in PENDING:
            title = _("casework_fact_title_until", default="Titel gültig bis")
            facts.insert(0, (title, day(person.expires), False))
        if self._deadline:
            title = _("casework_fact_deadline", default="Frist")
            facts.insert(0, (title, self._deadline, False))
        return [Fact(self.translate(term), value, isolate) for term, value, isolate in facts]

    @cached_property
    def _deadline(self) -> str:
        """The day that the workplace calls *Frist* too, and what it is for; empty for none."""
        found = deadline(self.context)
        if found is None:
            return ""
        named = _("casework_deadline_named", default="von der Person genannt")
        due = found.due
        what = due_in_words(due.kind, found.day, clock.today()) if due else named
        return f"{day(found.day.isoformat())} ({self.translate(what)})"

    @property
    def fingerprint(self) -> str:
        return fingerprint_in_groups(self.application.fingerprint)

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
                mapping={"channel": title, "user": full_name(self.application.entered_by)},
            )
        )

    def steps(self) -> list[Choice]:
        """What may be done with the case as buttons: what comes next is selected, and first."""
        following = self._following
        found = [
            Choice(id_, self.translate(TRANSITIONS.get(id_, id_)), id_ == following)
            for id_ in self._possible
            if id_ != ASKING
        ]
        return sorted(found, key=lambda each: (not each.selected, each.value in NEVER_FIRST))

    @cached_property
    def _possible(self) -> list[str]:
        tool = getToolByName(self.context, "portal_workflow")
        return [each["id"] for each in tool.getTransitionsFor(self.context)]

    @property
    def ask_page(self) -> Link | None:
        """Where papers are asked for: as a button that would ask for nothing, and tell the person
        that something is missing."""
        link = Link(self.translate(TRANSITIONS[ASKING]), "#request")
        next_page = self.next_page
        is_there = next_page is not None and next_page.address == link.address
        return link if ASKING in self._possible and not is_there else None

    @property
    def next_page(self) -> Link | None:
        """The page that comes next; None where that is a button, or somebody else has to act."""
        following = self._following
        if not isinstance(following, Step):
            return None
        way = following.way
        address = way if way.startswith("#") else self.context.absolute_url() + way
        return Link(self.translate(following.title), address)

    @cached_property
    def _following(self) -> Step | str | None:
        return next_step(standing_of(self.context))

    @property
    def move_address(self) -> str:
        return f"{self.context.absolute_url()}/@@move"

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    @cached_property
    def correspondence(self) -> Correspondence:
        """Both sides' messages and what was asked for, with the forms for more."""
        typed = getattr(self.posted, "correspondence", None)
        return typed or Correspondence(self.context, self.revision)

    @cached_property
    def checklist(self) -> ChecklistForms:
        """The forms of the checklist and of the document that is shown."""
        typed = getattr(self.posted, "checklist", None)
        return typed or ChecklistForms(self.context)

    @cached_property
    def preview(self) -> Chosen:
        """The document that is shown beside the checklist: ``?document=`` is an id, ``?page=`` a
        number, so they may stand in an address."""
        return choose(self.context, self.request.form)

    @property
    def sent(self) -> Mapping[tuple[str, str], Questions]:
        """What was typed into a form of the dossier, by its name and mark."""
        return getattr(self.posted, "sent", {})

    @property
    def errors(self):
        return [
            *(self.posted.errors if self.posted else ()),
            *self.correspondence.write_form.errors,
            *self.correspondence.ask_form.errors,
            *self.checklist.errors,
        ]

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

    def service_title(self, id_: str) -> str:
        form = self.application.evidence.get("form")
        return form["title"] if form else self.service_titles.get(id_, id_)

    def _reason(self) -> str:
        given = assigned(self.context)
        if given:
            text = _(
                "casework_why_assigned",
                default="Von ${user} abgegeben am ${moment}: ${reason}",
                mapping={
                    "user": full_name(given[-1].by),
                    "moment": moment(given[-1].at),
                    "reason": given[-1].reason,
                },
            )
            return self.translate(text)
        unit = self.context.aq_parent.aq_parent
        desks = {desk.getId(): desk.title for desk in unit.desks()}
        return why(self.context.decision, desks)
