"""What the dossier does when something happens to a case."""

from permitdesk.casework.dossier import todo
from permitdesk.casework.dossier.blocks import tell_head
from permitdesk.casework.office import office


def look_at_blocks(case, event) -> None:
    """On its new desk somebody might read a case from which this one is kept apart."""
    tell_head(case)


def forget_tasks(case, event) -> None:
    """Of a case that is gone for good nothing is to do."""
    todo.note(office(), case.reference, ())
