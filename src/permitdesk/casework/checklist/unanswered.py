"""What staff asked for and nothing has come for yet."""

from permitdesk.casework.checklist.facts import Unwanted, Wanted, facts_of
from permitdesk.casework.checklist.states import is_answered


def unanswered(case) -> dict[str, str]:
    """The key under which it was asked for, by what it is about; the last one counts."""
    facts = facts_of(case)
    back = {each.key for each in facts if isinstance(each, Unwanted)}
    return {
        each.about: each.key
        for each in facts
        if isinstance(each, Wanted) and each.key not in back and not is_answered(each, facts)
    }
