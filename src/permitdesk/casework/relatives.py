"""The cases of the same family that somebody may read; of the others they learn nothing."""

from AccessControl import getSecurityManager
from zope.component.hooks import getSite

from permitdesk.casework.case import Case
from permitdesk.casework.gate import VIEW_CASE
from permitdesk.casework.office import case_by_reference, office
from permitdesk.casework.ties import ties


def relatives(case: Case) -> list[Case]:
    """The cases begun together with this one that the current user may view, oldest first.

    None at all where a block runs through the family: the third case would tell one of the other.
    """
    security, site = getSecurityManager(), getSite()
    references = office(site).families.references(case.application.family)
    if ties(office(site)).divide(references):
        return []
    others = (case_by_reference(site, each) for each in references if each != case.reference)
    return [
        other
        for other in others
        if other is not None and security.checkPermission(VIEW_CASE, other)
    ]
