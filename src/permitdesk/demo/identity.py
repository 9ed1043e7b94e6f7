"""The arms and the colour of Kreis Auental; our own work, of no real place."""

from dataclasses import replace
from pathlib import Path

from permitdesk.theme import identity

_ARMS = Path(__file__).parent / "content" / "arms.svg"
_COLOUR = "#17603f"


def set_identity() -> None:
    """Green for the floodplain, the river, and the wheel of its mills."""
    now = identity.identity()
    if now.arms is None and not now.accent:
        identity.keep_arms(*identity.read(_ARMS.read_bytes()))
        identity.keep(replace(now, accent=_COLOUR))
