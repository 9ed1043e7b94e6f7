"""That somebody looked for people stands in the audit trail: what kind of search, where, and how
many were found; never what was typed."""

import re

from permitdesk import privacy
from permitdesk.casework.worklist.listing import Filter
from permitdesk.casework.worklist.searching import PART_OF_REFERENCE
from permitdesk.core.reference import parse_reference

REFERENCE, NUMBERS, NAME, LIST = "reference", "numbers", "name", "list"
_NUMBER = re.compile(r"\d")


def kind_of(typed: str) -> str:
    """What somebody looked for: a reference, something with numbers (a birth date, an AZR number),
    a name, or nobody."""
    typed = typed.strip()
    if not typed:
        return LIST
    if parse_reference(typed) or PART_OF_REFERENCE.fullmatch(typed.upper()):
        return REFERENCE
    return NUMBERS if _NUMBER.search(typed) else NAME


def record(way: str, wanted: Filter, hits: int, start: int = 0) -> None:
    """Note a search or a list; ``way`` is ``page`` or ``api``."""
    kind = kind_of(wanted.text)
    action = "cases.listed" if kind == LIST else "cases.searched"
    # A desk where something was found is one; anything else is only what somebody sent.
    desk = (wanted.desk if hits else "one desk") if wanted.desk else "all desks"
    privacy.record(action, "worklist", f"{way} {kind}: {hits} found, from {start}, {desk}")
