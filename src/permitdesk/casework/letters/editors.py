"""Who may change the wording of the office's letters."""

from AccessControl import getSecurityManager

from permitdesk.casework.interfaces import IUnit

MANAGE = "permitdesk: Manage letter templates"


def may_edit(user: str, office) -> bool:
    """The head of a unit, and whoever has the permission."""
    heads = {unit.head for unit in office.objectValues() if IUnit.providedBy(unit)}
    return bool(user) and (
        user in heads or bool(getSecurityManager().checkPermission(MANAGE, office))
    )
