"""Whether an applicant wants mails that there is news, where these go, and what became of them.

The mails themselves are a higher room's. "Handed over" is what a mail server said; nobody knows
whether a mail was delivered, let alone read.
"""

from collections.abc import Iterable
from datetime import datetime

from permitdesk import privacy
from permitdesk.casework import contact_data
from permitdesk.casework.later import (
    GIVEN_UP,
    HANDED_OVER,
    REFUSED,
    Consent,
    Correction,
    Notified,
    Reached,
)
from permitdesk.core import clock
from permitdesk.core.mail import is_address

__all__ = (
    "GIVEN_UP",
    "HANDED_OVER",
    "REFUSED",
    "address_known",
    "consent",
    "first_failure",
    "given_at_first",
    "record",
    "unreached",
    "wanted",
    "was_told_since",
)
# The text of cases from before its version was kept.
FIRST_VERSION = "1"


def consent(case) -> Consent | None:
    """What the applicant said last about mails; None where they never did."""
    later = case.later.of(Consent)
    return later[-1] if later else given_at_first(case)


def given_at_first(case) -> Consent | None:
    """What was agreed to with the application; None where nothing was."""
    if not case.notice_address:
        return None
    application = case.application
    told = application.evidence.get("notices") or {}
    return Consent(
        application.received_at,
        given=True,
        version=told.get("version", FIRST_VERSION),
        language=told.get("language", application.language),
        text=told.get("text", ""),
    )


def address_known(case) -> str:
    """The e-mail address of the applicant as it is known by now; empty where none is."""
    known = contact_data.current(case)[contact_data.EMAIL] or case.notice_address
    return known if is_address(known) else ""


def wanted(case) -> tuple[str, str]:
    """Where mails go and in which language; an empty address where none are wanted."""
    said = consent(case)
    if said is None or not said.given:
        return "", ""
    return address_known(case), said.language


def was_told_since(case, moment: datetime) -> bool:
    """Whether a mail was written after that moment and handed over: one more would say the same."""
    return any(each.outcome == HANDED_OVER and each.at > moment for each in case.later.of(Notified))


def unreached(case) -> Notified | None:
    """The first mail that did not go out, unless something has mended that since."""
    return first_failure(case.later)


def first_failure(entries: Iterable) -> Notified | None:
    """Mended by a later mail that was handed over, by a new address, or by staff."""
    found = None
    for each in entries:
        if isinstance(each, Notified):
            found = None if each.outcome == HANDED_OVER else found or each
        elif isinstance(each, Reached) or (
            isinstance(each, Correction) and contact_data.EMAIL in each.values
        ):
            found = None
    return found


def record(case, event: str, outcome: str, at: datetime | None = None) -> None:
    """Keep what became of a mail that was written ``at`` a moment, by default now."""
    case.add_later(Notified(at or clock.now(), event=event, outcome=outcome))
    privacy.record("case.notified", case.reference, f"{event}: {outcome}", who="")
