"""What somebody who entered an application may know of its case: the desk, no more."""

from Acquisition import aq_inner, aq_parent
from collective.easyform.interfaces import IEasyForm
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface import implementer

from permitdesk.access import staff_id
from permitdesk.casework.office import case_by_reference
from permitdesk.casework.responsibility import is_responsible
from permitdesk.intake.interfaces import IWhereabouts, Whereabouts


@implementer(IWhereabouts)
@adapter(IEasyForm)
class CaseWhereabouts:
    def __init__(self, service):
        self.service = service

    def of(self, reference: str) -> Whereabouts | None:
        case = case_by_reference(getSite(), reference)
        if case is None:
            return None
        desk = aq_parent(aq_inner(case))
        address = case.absolute_url() if is_responsible(staff_id(), desk) else ""
        return Whereabouts(desk.title, address)
