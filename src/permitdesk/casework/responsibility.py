"""Who may read which case: computed for each request from desk, unit head and dated deputies."""

from collections.abc import Iterator

from Acquisition import aq_inner, aq_parent
from borg.localrole.interfaces import ILocalRoleProvider
from Products.CMFCore.utils import getToolByName
from zope.component import adapter
from zope.interface import implementer

from permitdesk.casework.closed import READER, WORKER
from permitdesk.casework.interfaces import ICase, IDesk, IUnit
from permitdesk.core import clock

LEAD = "Unit Lead"


def is_responsible(user: str, desk) -> bool:
    """Whether a user may read and work on the cases of a desk today."""
    unit = aq_parent(aq_inner(desk))
    return bool(user) and (user == unit.head or user in desk.readers(clock.today()))


def desks_of(user: str, office) -> dict[str, object]:
    """The desks whose cases a user may read today, by ``unit/desk``."""
    found = {}
    for unit in office.objectValues():
        if IUnit.providedBy(unit):
            for desk in unit.desks():
                if is_responsible(user, desk):
                    found[f"{unit.getId()}/{desk.getId()}"] = desk
    return found


def units_of(user: str, office) -> list:
    """The units that a user belongs to today, by id."""
    ids = {place.partition("/")[0] for place in desks_of(user, office)}
    return [office[id_] for id_ in sorted(ids)]


class _Provider:
    def __init__(self, context):
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        return self.roles(principal_id)

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """None to list: Plone asks in order to index them, and dated roles would go stale."""
        return iter(())


@implementer(ILocalRoleProvider)
@adapter(ICase)
class CaseRoles(_Provider):
    """Reading and working on a case."""

    def roles(self, principal: str) -> tuple[str, ...]:
        desk = aq_parent(aq_inner(self.context))
        if not IDesk.providedBy(desk) or not is_responsible(principal, desk):
            return ()
        # A group may have been given the id of a caseworker: a desk names people.
        if getToolByName(self.context, "acl_users").getGroupById(principal) is not None:
            return ()
        return (READER, WORKER)


@implementer(ILocalRoleProvider)
@adapter(IUnit)
class UnitRoles(_Provider):
    """The head manages the unit."""

    def roles(self, principal: str) -> tuple[str, ...]:
        return (LEAD,) if principal and principal == self.context.head else ()


@implementer(ILocalRoleProvider)
@adapter(IDesk)
class DeskRoles(_Provider):
    """The head manages the unit's desks."""

    def roles(self, principal: str) -> tuple[str, ...]:
        unit = aq_parent(aq_inner(self.context))
        if not IUnit.providedBy(unit):
            return ()
        return UnitRoles(unit).roles(principal)
