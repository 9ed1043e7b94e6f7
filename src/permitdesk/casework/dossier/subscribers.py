"""What the dossier does when something happens to a case."""

from permitdesk.casework.dossier.blocks import tell_head


def look_at_blocks(case, event) -> None:
    """On its new desk somebody might read a case from which this one is kept apart."""
    tell_head(case)
