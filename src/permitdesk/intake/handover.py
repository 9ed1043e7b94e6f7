"""A draft that somebody filled in goes to the applicant: by a code that works once and not long.

The helper offers it; who types it sees the draft and may confirm or decline, nothing else. Only
confirming gives a code of one's own. docs/decisions/0029 has the reasons.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from permitdesk.core import clock
from permitdesk.intake import drafts, vault
from permitdesk.intake.assistance import APPLICANT, Assistance, Statement, yes_of
from permitdesk.intake.draft import OpenDraft

LIFETIME = timedelta(minutes=30)
OFFER, VIEWING = "hand-over", "viewing"


@dataclass(frozen=True)
class Offer:
    """A code that waits to be typed. ``language`` is the applicant's."""

    code: str
    language: str
    until: datetime


def say(draft: OpenDraft, statement: Statement) -> None:
    """Record who helps, or that it is said otherwise now."""
    before, now = draft.assistance, clock.now().isoformat()
    said = before.changed(statement, now) if before else Assistance(statement, now)
    draft.keep_assistance(said)
    draft.note()


def may_take_back(draft: OpenDraft) -> bool:
    """Whether who helps can still say that it was a mistake: the applicant has said neither no nor,
    ever, yes; for then they must be able to end the helper's access."""
    said = draft.assistance
    return said is not None and said.state == "open" and not is_shared(draft)


def is_shared(draft: OpenDraft) -> bool:
    """Whether the applicant has a code of their own: who helps does not delete the draft then."""
    return any(kind.startswith(APPLICANT) for kind in draft.codes.values())


def take_back(site, draft: OpenDraft) -> None:
    """Saying so was a mistake. ``may_take_back`` holds."""
    _end(site, draft)
    draft.keep_assistance(None)
    draft.note()


def offer(site, draft: OpenDraft, language: str) -> Offer:
    """Offer the draft to the applicant; an earlier offer is over, and who looked at it has to
    begin anew."""
    _end(site, draft)
    code = drafts.pass_on(site, draft, OFFER, LIFETIME)
    made = Offer(code, language, draft.draft.passing[1])
    draft.keep_offer({**asdict(made), "until": made.until.isoformat()})
    return made


def offered(draft: OpenDraft) -> Offer | None:
    """The offer that waits; None where it was taken, is over, or nobody made one."""
    kept = draft.offer
    if not kept or draft.draft.passing[0] != vault.lookup(kept["code"]):
        return None
    found = Offer(**{**kept, "until": datetime.fromisoformat(kept["until"])})
    return found if clock.now() < found.until else None


def is_viewed(draft: OpenDraft) -> bool:
    """Whether somebody typed the code and looks at the draft now."""
    lookup, until = draft.draft.passing
    return draft.codes.get(lookup) == VIEWING and clock.now() < until


def waiting(site, code: str) -> OpenDraft | None:
    """What an offer's code leads to; None for any other code, whatever it may open."""
    return _passing(site, code, OFFER)


def take(site, code: str) -> OpenDraft | None:
    """The same, once: the offer is over, and ``.code`` of the result is what ``viewed`` takes."""
    draft = waiting(site, code)
    if draft is None:
        return None
    viewing = drafts.pass_on(site, draft, VIEWING, LIFETIME)
    draft.keep_offer(None)
    drafts.withdraw(site, draft, [vault.lookup(code)])
    return drafts.find_passing(site, viewing)


def viewed(site, code: str) -> OpenDraft | None:
    """Open the draft of who took an offer and has not answered yet."""
    return _passing(site, code, VIEWING)


def confirm(site, draft: OpenDraft, seen: str) -> str:
    """The applicant says yes to the statement, and has seen what is ``seen``; returns the code
    that is theirs from now on."""
    number = 1 + max(map(yes_of, draft.codes.values()), default=0)
    code = drafts.issue_code(site, draft, f"{APPLICANT} {max(number, 1)}")
    draft.keep_assistance(draft.assistance.confirmed(clock.now().isoformat(), seen))
    _end(site, draft)
    return code


def confirm_again(draft: OpenDraft, seen: str) -> None:
    """The same for an applicant who has a code, after the statement was changed."""
    draft.keep_assistance(draft.assistance.confirmed(clock.now().isoformat(), seen))


def decline(site, draft: OpenDraft) -> None:
    """The applicant says no."""
    draft.keep_assistance(draft.assistance.declined(clock.now().isoformat()))
    _end(site, draft)


def withdraw(site, draft: OpenDraft) -> None:
    """Only the applicant's codes open the draft any more, of whom ``draft`` is opened by one. What
    a later yes gave ends too: who helps may have said it to themselves."""
    keep_to_applicant(site, draft)
    draft.keep_assistance(draft.assistance.withdrawn(clock.now().isoformat()))
    draft.note()


def keep_to_applicant(site, draft: OpenDraft) -> None:
    """The same without a word about the helper: when the applicant sends, the draft leads to the
    receipt, whose access code is theirs alone."""
    kinds = draft.codes
    own = yes_of(kinds[vault.lookup(draft.code)])
    theirs = {each for each, kind in kinds.items() if 0 <= yes_of(kind) <= own}
    _end(site, draft)
    drafts.withdraw(site, draft, set(draft.draft.wraps) - theirs)


def _passing(site, code: str, kind: str) -> OpenDraft | None:
    draft = drafts.find_passing(site, code)
    if draft is None or draft.sent or draft.codes.get(vault.lookup(code)) != kind:
        return None
    return draft if draft.assistance and draft.assistance.state != "withdrawn" else None


def _end(site, draft: OpenDraft) -> None:
    lookup, _until = draft.draft.passing
    drafts.end_passing(site, draft.draft)
    draft.keep_offer(None)
    drafts.withdraw(site, draft, [lookup])
