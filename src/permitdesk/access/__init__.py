"""Who works here: roles and groups of staff, and where they land after login."""

from permitdesk.access.account import actor, staff_id
from permitdesk.access.groups import GROUPS, set_up_groups
from permitdesk.access.landing import WORKPLACE

__all__ = ["GROUPS", "WORKPLACE", "actor", "set_up_groups", "staff_id"]
