"""The office itself: its municipalities, other responsible authorities, contact, fees, thresholds.

Everything is district data that staff change in the site (registry) or dated figures with their
source; nothing of it stands in code or in translated texts.
"""

from permitdesk.district.authority import Authority, Municipality
from permitdesk.district.dated import DatedFigure
from permitdesk.district.settings import (
    fee,
    missing_settings,
    municipalities,
    office,
    responsible_authority,
    threshold,
)

__all__ = [
    "Authority",
    "DatedFigure",
    "Municipality",
    "fee",
    "missing_settings",
    "municipalities",
    "office",
    "responsible_authority",
    "threshold",
]
