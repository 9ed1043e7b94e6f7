"""A unit: desks under one head, the services it is responsible for, its rules."""

from collections.abc import Iterator

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from Acquisition import aq_base
from plone.dexterity.content import Container
from zope.interface import implementer

from permitdesk.casework.closed import close_folder
from permitdesk.casework.interfaces import IDesk, IUnit
from permitdesk.casework.membership import GuardedPeople
from permitdesk.casework.name_key import DIN_5007_1, PARTICLES

INBOX = "team"


@close_folder
@implementer(IUnit)
class Unit(Container):
    """A Sachgebiet. Its team inbox is a desk like the others, without name ranges."""

    security = ClassSecurityInfo()
    # A method with a docstring would be an address of its own.
    security.declarePrivate("desks")

    _ordering = "unordered"
    __ac_local_roles_block__ = True
    exclude_from_nav = True

    services = []  # noqa: RUF012 (a default; never changed in place)
    umlauts = DIN_5007_1
    particles = list(PARTICLES)  # noqa: RUF012
    inbox = INBOX
    countersign = False
    deadlines = []  # noqa: RUF012
    answer_days = 21
    head = GuardedPeople("head", users=lambda head: {head} - {""}, empty="")

    def desks(self) -> Iterator:
        """The unit's desks, by id."""
        for id_ in sorted(aq_base(self).objectIds(ordered=False)):
            desk = self[id_]
            if IDesk.providedBy(desk):
                yield desk


InitializeClass(Unit)
