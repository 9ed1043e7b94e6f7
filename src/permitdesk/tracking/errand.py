"""What a third party's code is for: one document, of a draft or of a case."""

from dataclasses import dataclass

from permitdesk.casework import applicant, case_by_reference
from permitdesk.core.texts import Shown
from permitdesk.documents import Inspected
from permitdesk.intake import handed_on, inboxes
from permitdesk.services import revision, services_folder
from permitdesk.services.definition import Requirement


@dataclass(frozen=True)
class Errand:
    """An inbox that its code opened, and all that may be told of it."""

    inbox: inboxes.Inbox
    code: str
    title: Shown
    help: Shown
    requirement: Requirement

    @property
    def came(self) -> inboxes.Came | None:
        """What came already; a second document is not taken."""
        return self.inbox.came(self.code)


def find(site, code: str, language: str) -> Errand | None:
    """What a code as parsed is for; None where it leads nowhere, or its case takes nothing more."""
    inbox = inboxes.find(site, code)
    if inbox is None:
        return None
    task = inbox.asked(code)
    service = services_folder(site).get(task.service)
    try:
        asked = revision(service, task.revision) if service is not None else None
    except KeyError:
        asked = None
    requirements = asked.definition.requirements if asked is not None else ()
    found = next((each for each in requirements if each.id == task.requirement), None)
    if found is None or (inbox.reference and _paper(site, inbox, found.id, language) is None):
        return None
    return Errand(
        inbox,
        code,
        asked.shown(found.key("title"), language) or found.title,
        asked.shown(found.key("description"), language),
        found,
    )


def hand_in(site, errand: Errand, found: Inspected, language: str) -> inboxes.Came:
    """Keep a document that was looked at, in the draft's inbox or in the case. Raises
    ``applicant.Full``."""
    inbox = errand.inbox
    if not inbox.reference:
        return inbox.put(errand.code, found)
    case = case_by_reference(site, inbox.reference)
    item = _paper(site, inbox, errand.requirement.id, language)
    submitted = handed_on(errand.requirement.id, found, by_link=True)
    applicant.hand_in(case, item, submitted, "")
    return inbox.acknowledge(errand.code, found.sha256)


def _paper(site, inbox, requirement: str, language: str) -> applicant.Missing | None:
    case = case_by_reference(site, inbox.reference)
    return applicant.paper(case, requirement, language) if case is not None else None
