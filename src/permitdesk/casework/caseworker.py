"""What staff do with a case towards its applicant: write, say that they have read.

Whoever calls has made sure that the person may work on the case.
"""

import secrets

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite
from zope.event import notify

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework.by_mail import unreached
from permitdesk.casework.case import Case
from permitdesk.casework.interfaces import MESSAGE, News
from permitdesk.casework.later import OFFICE, Issued, Message, Reached, Seen
from permitdesk.core import _, clock, reference
from permitdesk.core.languages import SOURCE
from permitdesk.intake import close_receipt

LONGEST_MESSAGE = 4000
LONGEST_TITLE = 120
# Why a new access code is given out, and what the person proved their identity with.
REASONS = {
    "lost": _("casework_code_lost", default="Zugangscode verloren"),
    "seen": _("casework_code_seen", default="Jemand anderes kennt den Zugangscode"),
    "never": _("casework_code_never", default="Zugangscode nie bekommen"),
}
PROOFS = {
    "passport": _("casework_proof_passport", default="Nationalpass"),
    "id-card": _("casework_proof_id_card", default="Personalausweis oder Identitätskarte"),
    "title": _(
        "casework_proof_title", default="Elektronischer Aufenthaltstitel oder Aufenthaltskarte"
    ),
    "permit": _(
        "casework_proof_permit", default="Aufenthaltsgestattung, Duldung oder Ausweisersatz"
    ),
}


class AlreadyIssuedError(ValueError):
    """The code was replaced since the page was opened."""


def write(case: Case, text: str, key: str) -> bool:
    """Write to the applicant, in German; False for a message that is there already."""
    message = Message(clock.now(), actor(), key, text=text, language=SOURCE)
    if not recorded(case, message, "case.message-sent"):
        return False
    notify(News(case, MESSAGE))
    return True


def reached(case: Case) -> bool:
    """The applicant was told in another way, by letter; False where no mail has failed."""
    failure = unreached(case)
    if failure is None:
        return False
    key = failure.at.isoformat()
    return recorded(case, Reached(clock.now(), actor(), key), "case.told-otherwise")


def mark_read(case: Case, count: int) -> bool:
    """The office has read the first ``count`` entries, as they stood on the page."""
    count = min(count, len(case.later))
    seen = Seen(clock.now(), actor(), f"{OFFICE}:{count}", count=count)
    return bool(case.later.new_for(OFFICE)) and recorded(case, seen, "case.news-read")


def issue_code(case: Case, reason: str, proof: str, replaces: str) -> str:
    """Give out a new access code. It is returned once, and only its digest is kept.

    ``replaces`` is what ``code_mark`` said when the page was opened. The old code, its sessions and
    the receipt that it opens are closed. Raises ``AlreadyIssuedError``.
    """
    if replaces != code_mark(case):
        raise AlreadyIssuedError(case.reference)
    code = reference.make_code(secrets.token_bytes(32))
    case.replace_access_code(reference.digest(code))
    issued = Issued(clock.now(), actor(), reason=reason, proof=proof)
    recorded(case, issued, "case.code-issued", f"{reason}, {proof}")
    close_receipt(getSite(), case.reference)
    return code


def code_mark(case: Case) -> str:
    """Tells which access code is in use, without telling its digest."""
    return str(len(case.later.of(Issued)))


def move_on(case: Case, transition: str) -> bool:
    """Move the case on where its state has such a step."""
    tool = getToolByName(case, "portal_workflow")
    if transition not in {each["id"] for each in tool.getTransitionsFor(case)}:
        return False
    tool.doActionFor(case, transition)
    return True


def recorded(case: Case, entry, action: str, why: str = "") -> bool:
    added = case.add_later(entry)
    if added:
        privacy.record(action, case.reference, why)
    return added
