"""Finds a case for the person who has its reference and its access code, and knows its answer."""

from dataclasses import dataclass

from permitdesk.casework import applicant, case_by_reference
from permitdesk.core import tries
from permitdesk.core.reference import matches, parse_reference
from permitdesk.tracking.check_question import fits

WHAT, CHECK = "status", "status-check"
# Compared with when there is no case, so that an unknown reference takes as long as a wrong code.
_NOBODY = "0" * 64


class TooManyTriesError(Exception):
    """This address has to wait."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed; anything at all. ``birth_date`` None: the check is not asked."""

    reference: object
    code: object
    birth_date: str | None = None


def find(site, typed: Typed, request):
    """The case, or None: for an unknown reference, a wrong code and a wrong answer to the check
    question alike.

    Writes nothing. Raises TooManyTriesError where nothing is found for an address that was wrong
    too often.
    """
    reference = parse_reference(typed.reference)
    case = case_by_reference(site, reference) if reference else None
    fits_code = matches(typed.code, case.access_code_digest if case is not None else _NOBODY)
    if case is None or not fits_code or not _passes(case, typed, request):
        if not tries.wrong(WHAT, request):
            raise TooManyTriesError
        return None
    return case


def _passes(case, typed: Typed, request) -> bool:
    """A day of birth is soon guessed from many addresses: so many tries a case, whoever asks."""
    if typed.birth_date is None:
        return True
    may_try = tries.may_try(CHECK, request, case.reference)
    right = fits(applicant.birth_date(case), typed.birth_date)
    if not right:
        tries.failed(CHECK, request, case.reference)
    return right and may_try
