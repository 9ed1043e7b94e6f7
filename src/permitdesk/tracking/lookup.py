"""Finds a case for the person who has its reference and its access code."""

from dataclasses import dataclass

from permitdesk.casework import case_by_reference
from permitdesk.core import tries
from permitdesk.core.reference import matches, parse_reference

WHAT = "status"
# Compared with when there is no case, so that an unknown reference takes as long as a wrong code.
_NOBODY = "0" * 64


class TooManyTriesError(Exception):
    """This address has to wait."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed; anything at all."""

    reference: object
    code: object


def find(site, typed: Typed, request):
    """The case, or None: for an unknown reference and for a wrong code alike.

    Writes nothing. Raises TooManyTriesError for an address that was wrong too often.
    """
    if not tries.may_try(WHAT, request):
        raise TooManyTriesError
    reference = parse_reference(typed.reference)
    case = case_by_reference(site, reference) if reference else None
    fits = matches(typed.code, case.access_code_digest if case is not None else _NOBODY)
    if case is None or not fits:
        tries.failed(WHAT, request)
        return None
    return case
