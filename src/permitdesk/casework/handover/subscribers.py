"""What the addresses where a case lay before have to hear of it."""

from Acquisition import aq_inner, aq_parent

from permitdesk.casework.handover.assigning import assigned


def forget_places(case, event) -> None:
    """A case is gone for good: no old address leads anywhere."""
    office = aq_parent(aq_parent(aq_parent(aq_inner(case))))
    for each in assigned(case):
        office.moved.forget(f"{each.before}/{case.getId()}")
