"""Units, desks, routing, cases: where a submission goes and who works on it."""

from permitdesk.casework.filing import case_by_reference
from permitdesk.casework.places import add_desk, add_unit, set_up_office
from permitdesk.casework.upgrade import complete_catalogue

__all__ = ("add_desk", "add_unit", "case_by_reference", "complete_catalogue", "set_up_office")
