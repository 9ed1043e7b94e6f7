"""The online services as guidance shows them: a title, who they are for, an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from plone import api

from permitdesk.core import clock
from permitdesk.core.texts import Shown, Text, alike, joined
from permitdesk.guidance.remembered import remembered
from permitdesk.services import (
    address,
    all_services,
    availability_of,
    closed_said,
    published,
)

_VOWELS = "\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}"  # signs on letters, none of which is one
_WORD_ENDS = rf"(?:(?<=[\w{_VOWELS}]{{4}})|(?<=[)“»]))"
_OPENING = re.compile(rf"(.{{24,}}?)(?::|{_WORD_ENDS}\.)(?=\s)", re.DOTALL)


@dataclass(frozen=True)
class ServiceLink:
    """A published service in one language."""

    id: str
    title: str | Text
    summary: Shown  # begins with why one cannot begin today, where that is so
    who: str | Text
    address: str
    kind: str = "application"
    online: bool = True  # False: there is only a form on paper
    brief: Shown = ""  # of the summary who it is for, where many stand below one another


def service_links(language: str, ids: Sequence[str] = ()) -> Sequence[ServiceLink]:
    """The published services, all, or those of ``ids`` in that order."""
    found = _links(language)
    return [found[each] for each in ids or found if each in found]


@remembered
def _links(language: str) -> Mapping[str, ServiceLink]:
    """By id: applications first, then what one may write otherwise, at last what is on paper.

    Publishing and retracting a service tell the catalogue, so this may be remembered.
    """
    found = []
    for service in all_services(api.portal.get()):
        revision = published(service)
        if revision is not None:
            found.append(_link(service, revision, language))
    return MappingProxyType({link.id: link for link in sorted(found, key=_place)})


def service_link(service_id: str, language: str) -> ServiceLink | None:
    """One published service, or None when there is no such one."""
    return next(iter(service_links(language, [service_id])), None) if service_id else None


def _place(link: ServiceLink) -> tuple:
    return (not link.online, link.kind != "application", str(link.title))


def _link(service, revision, language: str) -> ServiceLink:
    said = closed_said(availability_of(service), clock.today(), language)
    closed = joined(said.title, ". ") if said and revision.accepts_applications else ""
    return ServiceLink(
        service.id,
        revision.shown("service.title", language),
        joined(closed, revision.shown("service.summary", language)),
        revision.shown("service.who", language),
        address(service, language),
        service.kind,
        revision.accepts_applications,
        joined(closed, brief(revision.shown("service.summary", language))),
    )


def brief(summary: Shown) -> Shown:
    """A summary to its first colon or the end of its first sentence; all of it where that comes
    late or at once. Abbreviations are short and end nothing."""
    found = _OPENING.match(str(summary)) if isinstance(summary, str | Text) else None
    return alike(summary, f"{found[1]}.") if found else summary
