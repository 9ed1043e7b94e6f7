"""A desk (Sachbearbeiter-Ordner): the cases that its members are responsible for."""

from datetime import date

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from plone.dexterity.content import Container
from zope.interface import implementer
from ZPublisher.interfaces import UseTraversalDefault

from permitdesk.casework import moved
from permitdesk.casework.closed import close_folder, grant
from permitdesk.casework.deputies import parse_deputies
from permitdesk.casework.interfaces import IDesk
from permitdesk.casework.membership import GuardedPeople
from permitdesk.casework.working_time import FULL_TIME


@close_folder
@implementer(IDesk)
class Desk(Container):
    """Holds cases under random ids; unordered, so that filing one touches little."""

    security = ClassSecurityInfo()
    # A method with a docstring would be an address of its own.
    security.declarePrivate("readers", "stand_ins")

    _ordering = "unordered"
    __ac_local_roles_block__ = True
    exclude_from_nav = True

    ranges = ""
    working_time = FULL_TIME
    address = ""
    members = GuardedPeople("members", users=set, empty=())
    deputies = GuardedPeople(
        "deputies", users=lambda lines: {line.split()[0] for line in lines if line}, empty=()
    )

    def __bobo_traverse__(self, request, name):
        # A case that lay here once is found where it lies now; the rest goes its usual way.
        case = moved.find(self, name) if name not in self else None
        if case is None:
            raise UseTraversalDefault
        moved.lead_on(self, case, request)
        return case

    def readers(self, today: date) -> frozenset[str]:
        """The ids of the users who may read this desk's cases on a day, the head not counted."""
        return frozenset(self.members) | self.stand_ins(today)

    def stand_ins(self, today: date) -> frozenset[str]:
        """The ids of those who stand in for its members on a day."""
        return frozenset(d.user for d in parse_deputies(self.deputies) if d.stands_in(today))


InitializeClass(Desk)
grant(Desk, (), "Add portal content")
