"""Who works here: roles and groups of staff, and where they land after login."""

from permitdesk.access.groups import GROUPS, set_up_groups

__all__ = ["GROUPS", "set_up_groups"]
