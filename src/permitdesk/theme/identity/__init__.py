"""How the district is recognised: its arms and its colour, on pages, in tabs and on paper.

``kept`` holds what is set, ``sheet`` makes the styles of it, ``files`` serves both at addresses
that name their content, ``checks`` says whether a colour can be read.
"""

from permitdesk.theme.identity.arms import LONGEST, Arms, WrongPictureError, as_drawing, read
from permitdesk.theme.identity.checks import DARK, LIGHT, Mode, Ratio, passing, ratios, too_weak
from permitdesk.theme.identity.colour import read as read_colour
from permitdesk.theme.identity.files import arms_address, preview_address, sheet_address
from permitdesk.theme.identity.kept import (
    Identity,
    district_name,
    identity,
    keep,
    keep_arms,
    picture,
)
from permitdesk.theme.identity.svg import RefusedDrawingError

__all__ = [
    "DARK",
    "LIGHT",
    "LONGEST",
    "Arms",
    "Identity",
    "Mode",
    "Ratio",
    "RefusedDrawingError",
    "WrongPictureError",
    "arms_address",
    "as_drawing",
    "district_name",
    "identity",
    "keep",
    "keep_arms",
    "passing",
    "picture",
    "preview_address",
    "ratios",
    "read",
    "read_colour",
    "sheet_address",
    "too_weak",
]
