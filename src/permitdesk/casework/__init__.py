"""Units, desks, routing, cases: where a submission goes and who works on it."""

from permitdesk.casework import (
    applicant,
    by_mail,
    former,  # noqa: F401 - what was stored earlier is found
)
from permitdesk.casework.decision import told
from permitdesk.casework.letters.shipped import add_shipped as add_letter_templates
from permitdesk.casework.office import case_by_reference
from permitdesk.casework.places import add_desk, add_unit, set_up_office
from permitdesk.casework.routing.book import book_of
from permitdesk.casework.routing.destination import Destination, destination
from permitdesk.casework.routing.marks import facts_wanted, unnamed_goes_to
from permitdesk.casework.routing.setting_up import put_rules_in_force
from permitdesk.casework.sent import Sent, last_sent
from permitdesk.casework.upgrade import complete_catalogue, remember_fingerprints

# ``applicant`` is the module of what an applicant does with their case, ``by_mail`` that of whether
# mails reach them, ``told`` that of what they may know of a hearing and a decision.
__all__ = (
    "Destination",
    "Sent",
    "add_desk",
    "add_letter_templates",
    "add_unit",
    "applicant",
    "book_of",
    "by_mail",
    "case_by_reference",
    "complete_catalogue",
    "destination",
    "facts_wanted",
    "last_sent",
    "put_rules_in_force",
    "remember_fingerprints",
    "set_up_office",
    "told",
    "unnamed_goes_to",
)
