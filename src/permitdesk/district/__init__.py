"""The office itself: its municipalities, other responsible authorities, contact, fees, thresholds.

Everything is district data that staff change in the site (registry) or dated figures with their
source; nothing of it stands in code or in translated texts.
"""

from permitdesk.district.authority import Authority, Municipality
from permitdesk.district.certificates import CertificateKind, certificate_kind, certificate_kinds
from permitdesk.district.fees.estimate import FeeEstimate
from permitdesk.district.fees.facts import CIRCUMSTANCES, FeeFacts
from permitdesk.district.fees.rules import fee_names
from permitdesk.district.fees.titles import TITLES as FEE_TITLES
from permitdesk.district.fees.words import amount_text, told
from permitdesk.district.glossary import Term
from permitdesk.district.glossary_store import glossary
from permitdesk.district.grounds import LegalGround, ground_names, legal_ground, legal_grounds
from permitdesk.district.licences import WITH_PARTS, LicenceRule, licence_parts, licence_rule
from permitdesk.district.lists import legal_list, list_names
from permitdesk.district.opening import (
    Closure,
    Opening,
    closures,
    hours_in_words,
    openings,
)
from permitdesk.district.procedure import court, is_free_day, land, period, remedy
from permitdesk.district.settings import (
    estimated_fees,
    missing_settings,
    municipalities,
    office,
    responsible_authority,
    threshold,
    threshold_names,
)

__all__ = [
    "CIRCUMSTANCES",
    "FEE_TITLES",
    "WITH_PARTS",
    "Authority",
    "CertificateKind",
    "Closure",
    "FeeEstimate",
    "FeeFacts",
    "LegalGround",
    "LicenceRule",
    "Municipality",
    "Opening",
    "Term",
    "amount_text",
    "certificate_kind",
    "certificate_kinds",
    "closures",
    "court",
    "estimated_fees",
    "fee_names",
    "glossary",
    "ground_names",
    "hours_in_words",
    "is_free_day",
    "land",
    "legal_ground",
    "legal_grounds",
    "legal_list",
    "licence_parts",
    "licence_rule",
    "list_names",
    "missing_settings",
    "municipalities",
    "office",
    "openings",
    "period",
    "remedy",
    "responsible_authority",
    "threshold",
    "threshold_names",
    "told",
]
