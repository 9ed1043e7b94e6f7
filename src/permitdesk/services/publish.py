"""Publishing: a workflow transition that freezes a revision, or says what stands in the way.

``publish`` and ``retract`` are for code that knows what it does, such as the import of shipped
services. What a person asks for, by page, API or workflow, goes through ``release``: the office's
rule about a second person holds there.
"""

from AccessControl import getSecurityManager
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.access import actor
from permitdesk.services.checks import definition_findings
from permitdesk.services.clashes import clashes
from permitdesk.services.definition import Revision
from permitdesk.services.findings import Finding, blocking
from permitdesk.services.parse import UnpublishableError
from permitdesk.services.review import (
    PUBLISHED,
    RETRACTED,
    history,
    is_alone,
    note,
    refusal,
    second_person,
)
from permitdesk.services.revision import edition_of, freeze, published, unfinished
from permitdesk.services.service import Service

PUBLISH = "permitdesk: Publish service"
CONFIGURE = "permitdesk: Configure service"
_trusted = object()  # nobody outside this process can send it


class NotReleasedError(ValueError):
    """The office's rule about a second person forbids it; ``message`` says what to do."""

    def __init__(self, message: Message):
        self.message = message
        super().__init__(translate(message, target_language="de"))


def release(service: Service, reason: str = "") -> Revision:
    """Publish the working state as a person does. Returns the revision people now see.

    Raises ``NotReleasedError`` where somebody else has to, ``UnpublishableError``, or
    ``Unauthorized`` for want of the permission.
    """
    refused = refusal(history(service), actor(), edition_of(service), second_person(), reason)
    if refused is not None:
        raise NotReleasedError(refused)
    alone = is_alone(history(service), actor(), edition_of(service))
    return publish(service, reason, alone)


def publish(service: Service, reason: str = "", alone: bool = False) -> Revision:
    """Publish the working state, as the current user. Returns the revision people now see.

    ``alone`` says that nobody else has looked at it. Raises ``UnpublishableError``, or
    ``Unauthorized`` for want of the permission.
    """
    if not getSecurityManager().checkPermission(PUBLISH, service):
        raise Unauthorized(PUBLISH)
    problems = hindrances(service)
    if problems:
        raise UnpublishableError(problems)
    if api.content.get_state(service) != "published":
        # No transition from a state to itself: plone.restapi would hide its failure.
        tool = api.portal.get_tool("portal_workflow")
        tool.doActionFor(service, "publish", comment=reason, trusted=_trusted)
    made = freeze(service, reason, alone)
    note(service, PUBLISHED, reason, made.number, alone)
    service.setModificationDate()
    service.reindexObject()
    return published(service)


def retract(service: Service, reason: str = "") -> None:
    """Take the service offline; drafts that people began keep their revision."""
    tool = api.portal.get_tool("portal_workflow")
    tool.doActionFor(service, "retract", comment=reason)


def hindrances(service: Service) -> tuple[Finding, ...]:
    """What stands in the way of publishing; empty when nothing does."""
    definition, found = unfinished(service)
    if definition is None or found:
        return found
    return (*clashes(service), *blocking(definition_findings(definition, reading=False)))


def on_transition(service: Service, event) -> None:
    """Whichever way the workflow is called, it is publishing."""
    transition = event.transition and event.transition.id
    given = event.kwargs or {}
    if transition == "publish" and given.get("trusted") is not _trusted:
        problems = hindrances(service)
        if problems:
            raise WorkflowException("\n".join(each.said() for each in problems))
        reason = str(given.get("comment") or "")
        edition = edition_of(service)
        refused = refusal(history(service), actor(), edition, second_person(), reason)
        if refused is not None:
            raise WorkflowException(str(NotReleasedError(refused)))
        alone = is_alone(history(service), actor(), edition)
        made = freeze(service, reason, alone)
        note(service, PUBLISHED, reason, made.number, alone)
    elif transition == "retract":
        number, service.published_number = service.published_number, None
        note(service, RETRACTED, str(given.get("comment") or ""), number)


def on_copied(service: Service, event) -> None:
    """A copy starts unpublished and without revisions of its own."""
    service.published_number = None
    service.binding_from = 0
    service.availability, service.switches = "", ()
    service.revisions = PersistentMapping()
    service.history = ()
    service.asked_state = service.set_aside = None
    service.labels = PersistentMapping(event.original.labels)
    service.imported = PersistentMapping()
    service.notes = PersistentMapping(event.original.notes or {})
    service.judged = PersistentMapping(event.original.judged or {})
