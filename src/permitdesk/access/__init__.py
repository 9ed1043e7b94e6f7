"""Who works here: roles and groups of staff, and where they land after login."""

from permitdesk.access.account import actor, full_name, is_visitor, staff_id
from permitdesk.access.groups import GROUPS, set_up_groups
from permitdesk.access.landing import WORKPLACE
from permitdesk.access.login_limit import remove_login_limit, set_up_login_limit

__all__ = [
    "GROUPS",
    "WORKPLACE",
    "actor",
    "full_name",
    "is_visitor",
    "remove_login_limit",
    "set_up_groups",
    "set_up_login_limit",
    "staff_id",
]
