"""The groups of staff. A group gives its members a role; which cases somebody may read follows
from desks and units alone."""

from dataclasses import dataclass

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite

CASEWORKER, UNIT_HEAD, DESIGNER, AUDITOR = (
    "Caseworker",
    "Unit Head",
    "Service Designer",
    "Auditor",
)
EDITOR = "Editor"  # Plone's own


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    roles: tuple[str, ...]


GROUPS = (
    Group("caseworkers", "Sachbearbeitung", (CASEWORKER,)),
    Group("unit-heads", "Sachgebietsleitung", (CASEWORKER, UNIT_HEAD)),
    Group("service-designers", "Gestaltung der Online-Dienste", (DESIGNER,)),
    Group("auditors", "Datenschutz und Prüfung", (AUDITOR,)),
    Group("editors", "Redaktion", (EDITOR, "Contributor", "Reviewer")),
)


def set_up_groups() -> None:
    """Create the groups that are missing; those that exist stay as they are."""
    tool = getToolByName(getSite(), "portal_groups")
    for group in GROUPS:
        if tool.getGroupById(group.id) is None:
            tool.addGroup(group.id, title=group.title, roles=list(group.roles))
