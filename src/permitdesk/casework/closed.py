"""Who gets through to what lies in the office: closed to every role that a portal gives out.

Plone's permissions default to Manager. The classes here name other roles, for every permission
by which Plone's own screens and services could show or change a case. ``gate.py`` guards the
address as well; either alone would do.
"""

import secrets

from AccessControl.Permission import getPermissionIdentifier

# A role's name is all that it takes to have it: whoever may edit users can give any name to
# anybody. So these are drawn anew by each process, are never stored, and nobody can ask for them.
READER = f"Case Reader {secrets.token_hex(16)}"
WORKER = f"Case Worker {secrets.token_hex(16)}"
STAFF = ("Caseworker", "Unit Head", "Unit Lead", "Site Administrator", "Manager")

_READ = (
    "View",
    "Access contents information",
    "List folder contents",
    "View History",
    "plone.restapi: Use REST API",
)
_NOBODY = (
    "Access inactive portal content",
    "Access future portal content",
    "CMFEditions: Access previous versions",
    "CMFEditions: Apply version control",
    "CMFEditions: Checkout to location",
    "CMFEditions: Revert to previous versions",
    "CMFEditions: Save new version",
    "Change Lockable items",
    "Change local roles",
    "Change permissions",
    "Change portal events",
    "Copy or Move",
    "Define permissions",
    "FTP access",
    "Manage properties",
    "Modify constrain types",
    "Modify view template",
    "Sharing page: Delegate roles",
    "Take ownership",
    "Undo changes",
    "Use external editor",
    "View management screens",
    "WebDAV Lock items",
    "WebDAV Unlock items",
    "WebDAV access",
    "plone.app.linkintegrity: Manage links",
)
# Changing a case through Plone's own screens, as opposed to through ours.
_CHANGE = (
    "Add portal content",
    "Delete objects",
    "Modify portal content",
    "Request review",
    "Review portal content",
    "Review comments",
    "Reply to item",
)


def grant(cls, roles: tuple[str, ...], *permissions: str) -> None:
    """Give a class's permissions to exactly these roles, without acquiring any."""
    for permission in permissions:
        setattr(cls, getPermissionIdentifier(permission), roles)


def close_case(cls):
    """Class decorator: readers read; nobody does anything else by Plone's permissions."""
    grant(cls, (READER,), "permitdesk: View case", *_READ)
    grant(cls, (WORKER,), "permitdesk: Work on case")
    grant(cls, (), "permitdesk: Record decision", *_NOBODY, *_CHANGE)
    return cls


def close_folder(cls):
    """Class decorator for units and desks: staff see them; who manages desks may change them."""
    grant(cls, STAFF, *_READ)
    grant(cls, (), *_NOBODY)
    managers = ("Manager", "Site Administrator", "Unit Lead")
    grant(cls, managers, "Add portal content", "Modify portal content", "Delete objects")
    return cls
