"""Publishing: a workflow transition that freezes a revision, or says what stands in the way."""

import json
import re
from collections.abc import Iterator

from AccessControl import getSecurityManager
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from zExceptions import Unauthorized

from permitdesk.core.languages import LANGUAGES
from permitdesk.services.addresses import all_services, former_slugs, slug_of
from permitdesk.services.definition import Revision
from permitdesk.services.parse import UnpublishableError
from permitdesk.services.revision import freeze, published, working_definition
from permitdesk.services.service import Service

# Part of an address: nothing that leads elsewhere.
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PUBLISH = "permitdesk: Publish service"
CONFIGURE = "permitdesk: Configure service"


def publish(service: Service) -> Revision:
    """Publish the working state, as the current user. Returns the revision people now see.

    Raises ``UnpublishableError``, or ``Unauthorized`` for want of the permission.
    """
    if not getSecurityManager().checkPermission(PUBLISH, service):
        raise Unauthorized(PUBLISH)
    problems = hindrances(service)
    if problems:
        raise UnpublishableError(problems)
    if api.content.get_state(service) == "published":
        # No transition from a state to itself: plone.restapi would hide its failure.
        freeze(service)
    else:
        api.portal.get_tool("portal_workflow").doActionFor(service, "publish")
    service.setModificationDate()
    service.reindexObject()
    return published(service)


def retract(service: Service) -> None:
    """Take the service offline; drafts that people began keep their revision."""
    api.portal.get_tool("portal_workflow").doActionFor(service, "retract")


def hindrances(service: Service) -> tuple[str, ...]:
    """What stands in the way of publishing, in German, for staff; empty when nothing does."""
    try:
        working_definition(service)
    except UnpublishableError as error:
        return error.problems
    return tuple(_clashes(service))


def on_transition(service: Service, event) -> None:
    """Whichever way the workflow is called, it is publishing."""
    transition = event.transition and event.transition.id
    if transition == "publish":
        problems = hindrances(service)
        if problems:
            raise WorkflowException("\n".join(problems))
        freeze(service)
    elif transition == "retract":
        service.published_number = None


def on_copied(service: Service, event) -> None:
    """A copy starts unpublished and without revisions of its own."""
    service.published_number = None
    service.binding_from = 0
    service.revisions = PersistentMapping()
    service.labels = PersistentMapping(event.original.labels)
    service.imported = PersistentMapping()
    service.notes = PersistentMapping(event.original.notes or {})
    service.judged = PersistentMapping(event.original.judged or {})


def _clashes(service: Service) -> Iterator[str]:
    site = api.portal.get()
    for language, slug in json.loads(service.slugs).items():
        if language not in LANGUAGES or not isinstance(slug, str) or not _SLUG.fullmatch(slug):
            yield (
                f"Die Adresse „{slug}“ ({language}) geht nicht: Erlaubt sind kleine Buchstaben a"
                " bis z, Ziffern und Bindestriche."
            )
            continue
        for other in all_services(site):
            if other.getId() == service.getId():
                continue
            if slug_of(other, language) == slug:
                yield f"Die Adresse „{slug}“ ({language}) hat schon „{other.getId()}“."
            elif slug in former_slugs(other, language):
                yield (
                    f"Die Adresse „{slug}“ ({language}) hatte früher „{other.getId()}“. Wer sie"
                    " noch hat, käme zum falschen Dienst."
                )
