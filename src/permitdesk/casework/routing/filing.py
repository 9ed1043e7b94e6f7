"""Files a submission as a case on the responsible desk, inside the caller's transaction."""

import base64
import logging
from collections.abc import Mapping
from dataclasses import asdict

from collective.easyform.interfaces import IEasyForm
from Products.CMFCore.utils import getToolByName
from zope.component import adapter
from zope.component.hooks import getSite
from zope.event import notify
from zope.interface import implementer

from permitdesk import privacy, services
from permitdesk.casework import notice, papers
from permitdesk.casework.case import Case
from permitdesk.casework.desk import Desk
from permitdesk.casework.interfaces import CaseFiled, IDesk, IUnit
from permitdesk.casework.office import Office, case_by_reference, office
from permitdesk.casework.person import person
from permitdesk.casework.places import add_desk, add_unit
from permitdesk.casework.routing import Decision, facts_of, route, route_family
from permitdesk.casework.routing.book import book_of, rules_of
from permitdesk.casework.routing.decision import FAILED
from permitdesk.casework.routing.destination import named_unit
from permitdesk.casework.routing.state import staffing
from permitdesk.casework.ties import ties
from permitdesk.casework.unit import Unit
from permitdesk.core import clock
from permitdesk.core.secrets import derive
from permitdesk.intake.interfaces import ISubmissionTarget, Submission
from permitdesk.services.definition import Definition

logger = logging.getLogger("permitdesk.casework")


@implementer(ISubmissionTarget)
@adapter(IEasyForm)
class CaseworkerFolders:
    """Takes what is sent to a service. The sender's rights play no part: cases are made here."""

    def __init__(self, service):
        self.service = service

    def receive(self, submission: Submission) -> None:
        form = submission.evidence.get("form")
        revision = (
            services.revision_of_form(form)
            if form
            else services.revision(self.service, submission.revision)
        )
        kind = form["kind"] if form else getattr(self.service, "kind", "") or "application"
        definition = revision.definition
        file_case(submission, kind, person(definition, submission.answers), definition)

    def stored(self, reference: str) -> Mapping[str, object] | None:
        case = case_by_reference(getSite(), reference)
        if case is None:
            return None
        application = case.application
        return {
            "fingerprint": application.fingerprint,
            "documents": [document.stored_sha256() for document in application.documents],
        }


def file_case(
    submission: Submission, kind: str, someone, definition: Definition | None = None
) -> Case:
    """Make the case on the desk that the rules name, and tell the desk."""
    place = office()
    unit = _unit(place, submission)
    decision = _decide(unit, someone.family_name, submission, definition)
    desk = unit[decision.desk]
    case = Case(_case_id(submission.reference), kind, submission, someone)
    case.decided(asdict(decision))
    desk._setOb(case.getId(), case)
    case = desk[case.getId()]
    getToolByName(place, "portal_workflow").notifyCreated(case)
    case.indexObject()
    if submission.entered_by:
        privacy.record("case.entered", case.reference, submission.channel, submission.entered_by)
    privacy.record("case.filed", case.reference, decision.rule or decision.reason)
    papers.hand_over(case, case.documents)
    notice.tell_desk(desk, case)
    notify(CaseFiled(case))
    return case


def _unit(place: Office, submission: Submission) -> Unit:
    """The unit that was named, or that names the service; else the first one, and an alert."""
    found = named_unit(place, submission.service, submission.unit)
    if found is not None:
        return found
    units = [place[id_] for id_ in sorted(place.objectIds(ordered=False))]
    units = [unit for unit in units if IUnit.providedBy(unit)]
    privacy.record("routing.no-unit", submission.reference, submission.service)
    logger.error("No unit names the service %s; give it to one.", submission.service)
    return units[0] if units else add_unit(place, "eingang", "Posteingang")


def _decide(
    unit: Unit, family_name: str, submission: Submission, definition: Definition | None
) -> Decision:
    """Route to a desk that exists. Whatever goes wrong here, the applicant has applied."""
    reference = submission.reference
    try:
        rules, number, now = rules_of(unit), book_of(unit).number, staffing(unit)
        desk = _family_desk(unit, submission)
        if desk:
            decision = route_family(desk, rules, now, number)
        else:
            facts = facts_of(family_name, submission.service, submission.answers, definition)
            decision = route(facts, rules, clock.today(), now, number)
    except Exception as error:
        # The message of the error may hold the name: only its class is told.
        logger.error("Routing in unit %s failed: %s", unit.getId(), type(error).__name__)
        privacy.record("routing.failed", reference, type(error).__name__)
        decision = Decision(unit.inbox, "", "", FAILED)
    if decision.reason != FAILED and decision.needs_a_look:
        privacy.record(f"routing.{decision.why_look}", reference, decision.version)
    if not _is_desk(unit, decision.desk):
        add_desk(unit, decision.desk, "Team-Posteingang")
    return decision


def _family_desk(unit: Unit, submission: Submission) -> str:
    """The desk in this unit of the first case that was begun together with this one, or none."""
    place = office()
    references = place.families.references(str(submission.evidence.get("family", "")))
    if ties(place).divide(references):
        return ""  # separated: no rule brings them together again
    for reference in references:
        home, desk, _id = (place.cases.path(reference) or "//").split("/")
        if home == unit.getId() and _is_desk(unit, desk):
            return desk
    return ""


def _is_desk(unit: Unit, id_: str) -> bool:
    return IDesk.providedBy(unit.get(id_)) and isinstance(unit[id_].aq_base, Desk)


def _case_id(reference: str) -> str:
    """125 bits that nobody can guess. The same reference twice at once meets in one place."""
    secret = derive("permitdesk.case-id", reference.encode())
    return base64.b32encode(secret).decode().lower()[:25]
