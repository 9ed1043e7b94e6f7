"""The office: the folder at ``/office`` that holds the units and the case catalogue."""

from datetime import date

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from Acquisition import aq_base
from plone.dexterity.content import Container
from zope.component.hooks import getSite
from zope.interface import implementer

from permitdesk.access import WORKPLACE
from permitdesk.casework.catalogue import CaseCatalogue
from permitdesk.casework.closed import close_folder, grant
from permitdesk.casework.families import Families
from permitdesk.casework.fingerprints import Fingerprints
from permitdesk.casework.interfaces import IOffice
from permitdesk.casework.moved import Moved

ID = WORKPLACE


@close_folder
@implementer(IOffice)
class Office(Container):
    """Holds the units. It is outside the language folders and in no navigation."""

    security = ClassSecurityInfo()
    # A method with a docstring would be an address of its own.
    security.declarePrivate(
        "cases", "families", "fingerprints", "join_family", "moved", "note_move", "remember"
    )

    _ordering = "unordered"
    # Roles granted further up end here.
    __ac_local_roles_block__ = True
    exclude_from_nav = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The underscore keeps it from every address.
        self._cases = CaseCatalogue()
        self._families = Families()
        self._fingerprints = Fingerprints()

    @property
    def cases(self) -> CaseCatalogue:
        """The catalogue of all cases. It knows no permissions: ask ``worklist`` instead."""
        return self._cases

    @property
    def families(self) -> Families:
        """Which cases were begun together. It knows no permissions either."""
        # An office made before there were families gets its own with the first case.
        return getattr(aq_base(self), "_families", None) or Families()

    def join_family(self, mark: str, reference: str) -> None:
        families = self.families
        families.add(mark, reference)
        if families._p_jar is None:
            self._families = families

    @property
    def moved(self) -> Moved:
        """Where cases lay before. An office from before gets its own with the first move."""
        return getattr(aq_base(self), "_moved", None) or Moved()

    def note_move(self, before: str, now: str, reference: str) -> None:
        moved = self.moved
        moved.note(before, now, reference)
        if moved._p_jar is None:
            self._moved = moved

    @property
    def fingerprints(self) -> Fingerprints:
        """When what was received. An office from before gets its own with the first case."""
        return getattr(aq_base(self), "_fingerprints", None) or Fingerprints()

    def remember(self, fingerprint: str, day: date) -> None:
        fingerprints = self.fingerprints
        fingerprints.add(fingerprint, day)
        if fingerprints._p_jar is None:
            self._fingerprints = fingerprints


InitializeClass(Office)
# The office itself is made with the portal and stays.
grant(Office, (), "Delete objects")
grant(Office, ("Manager", "Site Administrator"), "Add portal content", "Modify portal content")


def office(site=None) -> Office:
    """The portal's office; raises KeyError before the portal is set up."""
    return (site or getSite())[ID]


def case_by_reference(site, reference: str):
    """The case with this reference, whoever asks; None when there is none."""
    place = office(site)
    path = place.cases.path(reference)
    if path is None:
        return None
    unit, desk, id_ = path.split("/")
    return place[unit][desk][id_]
