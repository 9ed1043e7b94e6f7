"""The office: the folder at ``/office`` that holds the units and the case catalogue."""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from plone.dexterity.content import Container
from zope.component.hooks import getSite
from zope.interface import implementer

from permitdesk.access import WORKPLACE
from permitdesk.casework.catalogue import CaseCatalogue
from permitdesk.casework.closed import close_folder, grant
from permitdesk.casework.interfaces import IOffice

ID = WORKPLACE


@close_folder
@implementer(IOffice)
class Office(Container):
    """Holds the units. It is outside the language folders and in no navigation."""

    security = ClassSecurityInfo()
    # A method with a docstring would be an address of its own.
    security.declarePrivate("cases")

    _ordering = "unordered"
    # Roles granted further up end here.
    __ac_local_roles_block__ = True
    exclude_from_nav = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The underscore keeps it from every address.
        self._cases = CaseCatalogue()

    @property
    def cases(self) -> CaseCatalogue:
        """The catalogue of all cases. It knows no permissions: ask ``worklist`` instead."""
        return self._cases


InitializeClass(Office)
# The office itself is made with the portal and stays.
grant(Office, (), "Delete objects")
grant(Office, ("Manager", "Site Administrator"), "Add portal content", "Modify portal content")


def office(site=None) -> Office:
    """The portal's office; raises KeyError before the portal is set up."""
    return (site or getSite())[ID]
