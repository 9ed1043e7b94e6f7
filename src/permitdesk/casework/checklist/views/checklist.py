"""What is needed and how far it is, beside the documents; and the form that asks for the rest."""

from Acquisition import aq_inner, aq_parent

from permitdesk.casework.checklist.entries import said
from permitdesk.casework.checklist.forms import ChecklistForms
from permitdesk.casework.checklist.missing import items, known_papers, missing
from permitdesk.casework.checklist.states import (
    ACCEPTED,
    EXPIRED,
    LATER,
    MISSING,
    NOT_NEEDED,
    RECEIVED,
    REJECTED,
    UNUSABLE,
    DocumentState,
    ItemState,
)
from permitdesk.casework.checklist.waiting import answer_until
from permitdesk.casework.later import Asked
from permitdesk.casework.states import is_open
from permitdesk.casework.views.page import day, moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.services import announced_in_words
from permitdesk.theme import Badge, PageTemplate

STATES = {
    MISSING: ("warning", _("casework_check_missing", default="Fehlt")),
    RECEIVED: ("info", _("casework_check_received", default="Zu prüfen")),
    ACCEPTED: ("success", _("casework_check_accepted", default="Angenommen")),
    REJECTED: ("stop", _("casework_check_rejected", default="Nicht angenommen")),
    EXPIRED: ("warning", _("casework_check_expired", default="Abgelaufen")),
    LATER: ("neutral", _("casework_check_later", default="Kommt später")),
    UNUSABLE: ("stop", _("casework_check_unusable", default="Schadprogramm")),
    NOT_NEEDED: ("neutral", _("casework_check_not_needed", default="Nicht mehr nötig")),
}


def state_badge(page, state: str) -> Badge:
    kind, title = STATES[state]
    return Badge(kind, page.translate(title))


class Checklist(CasePart):
    index = PageTemplate("checklist.pt")

    @property
    def forms(self) -> ChecklistForms:
        return self.page.checklist

    @property
    def is_open(self) -> bool:
        """Whether something can still be said and asked; a case that has ended only shows."""
        return is_open(self.context)

    def rows(self) -> list[dict[str, object]]:
        """Each thing that is needed, with what came for it."""
        known = {each.id: each for each in known_papers(self.context, SOURCE)}
        waits = {each.asked or each.id: each for each in missing(self.context, SOURCE)}
        asked = {each.key: each for each in self.context.later.of(Asked)}
        rows = []
        for item in items(self.context):
            paper = known.get(item.id)
            wait = next((waits[key] for key in (*item.wanted, item.id) if key in waits), None)
            request = asked.get(item.wanted[-1]) if item.wanted else None
            rows.append(
                {
                    "id": item.id,
                    "title": str(paper.title) if paper else item.id,
                    "badge": state_badge(self, item.state),
                    "state": item.state,
                    "asked": request.key if request else "",
                    "asked_at": moment(request.at) if request else "",
                    "until": day(wait.until) if wait and wait.until else "",
                    "is_late": bool(wait and wait.until and wait.until < str(clock.today())),
                    "note": request.note if request else "",
                    "announced": self._announced(item, wait),
                    "is_overdue": bool(
                        wait and wait.announced and wait.announced.is_overdue(clock.today())
                    ),
                    "is_unusable": item.unusable,
                    "documents": [self._document(each) for each in item.documents],
                }
            )
        return rows

    @staticmethod
    def _announced(item: ItemState, wait) -> str:
        if wait is None or not wait.announced or not item.is_open:
            return ""
        return str(announced_in_words(wait.announced, SOURCE))

    def _document(self, state: DocumentState) -> dict[str, object]:
        document = self.context.document_by_id(state.id)
        reason = state.reason
        return {
            "id": state.id,
            "filename": document.filename,
            "address": f"{self.context.absolute_url()}?document={state.id}#papers",
            "badge": state_badge(self, state.state),
            "until": day(state.until) if state.until else "",
            "reason": str(said(reason, SOURCE)) if reason else "",
            "note": reason.note if reason else "",
            "replaced": state.replaced,
            "is_shown": state.id == self.page.preview.id,
        }

    @property
    def is_request_open(self) -> bool:
        """Whether the form stands open: something is missing and nobody has named a day for it."""
        if self.forms.request_form.said:
            return True
        return self.open_count > 0 and not answer_until(self.context)

    @property
    def texts_address(self) -> str:
        unit = aq_parent(aq_parent(aq_inner(self.context)))
        return f"{unit.absolute_url()}/@@text-modules"

    @property
    def open_count(self) -> int:
        return sum(each.is_open for each in items(self.context))


class Ask(CasePart):
    """One document, with a note: the form that was there before there was one for all."""

    index = PageTemplate("ask.pt")


class TextMessage(CasePart):
    """A message from a text module, which the applicant reads in their language."""

    index = PageTemplate("text_message.pt")

    @property
    def forms(self) -> ChecklistForms:
        return self.page.checklist
