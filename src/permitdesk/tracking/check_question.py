"""The check question: the day of birth, as far as the application says it."""

import re

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def fits(expected: str, typed: str) -> bool:
    """Whether a typed day is the expected one. ISO days with 00 for what is unknown; of a day
    that the application knows only in part, that part counts. Nothing expected, nothing asked."""
    if not expected:
        return True
    known, told = _DAY.fullmatch(expected), _DAY.fullmatch(typed)
    if known is None or told is None:
        return False
    parts = zip(known.groups(), told.groups(), strict=True)
    return all(part == said for part, said in parts if int(part))
