"""Drafts that people have begun and nobody can read: how many are on which revision, and whether
those of earlier ones have to change over before they go on."""

from collections.abc import Mapping
from dataclasses import dataclass

from AccessControl import getSecurityManager
from zExceptions import Unauthorized
from zope.component.hooks import getSite

from permitdesk import privacy
from permitdesk.intake import open_drafts

PUBLISH = "permitdesk: Publish service"


@dataclass(frozen=True)
class OpenDrafts:
    """``counts`` by revision, the latest first. Drafts below ``binding_from`` have to change over;
    0: none has to."""

    counts: Mapping[int, int]
    published: int | None
    binding_from: int

    @property
    def older(self) -> int:
        """How many were begun on a revision before the published one."""
        return sum(n for number, n in self.counts.items() if number < (self.published or 0))


def of(service) -> OpenDrafts:
    """The open drafts of a service."""
    found = open_drafts(getSite(), service.getId())
    counts = dict(sorted(found.items(), reverse=True))
    return OpenDrafts(counts, service.published_number, service.binding_from)


def bind(service, must_change: bool) -> None:
    """Have drafts of earlier revisions change over to the published one, or let them be.

    Raises ``Unauthorized`` for who may not publish, ``ValueError`` where nothing is published.
    """
    if not getSecurityManager().checkPermission(PUBLISH, service):
        raise Unauthorized(PUBLISH)
    if must_change and service.published_number is None:
        raise ValueError("Nothing is published.")
    service.binding_from = service.published_number if must_change else 0
    privacy.record("service.binding", service.getId(), str(service.binding_from))
