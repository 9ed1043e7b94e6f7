"""Units, desks, routing, cases: where a submission goes and who works on it."""

from permitdesk.casework.filing import case_by_reference
from permitdesk.casework.places import add_desk, add_unit, set_up_office
from permitdesk.casework.states import STATES

__all__ = ["STATES", "add_desk", "add_unit", "case_by_reference", "set_up_office"]
