"""States of translations, what is outdated, coverage, exchange files."""

from permitdesk.translation import po, waiting, xliff
from permitdesk.translation.change import is_small
from permitdesk.translation.coverage import BLOCKED, READY, USABLE, Coverage, Policy, coverage
from permitdesk.translation.entry import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    SAID,
    STATES,
    TRANSLATED,
    Entry,
    seen,
)
from permitdesk.translation.exchange import MOST_BYTES, Plan, UnreadableFileError, plan
from permitdesk.translation.file_page import FilePage
from permitdesk.translation.meanwhile import Typed, sorted_out, typed
from permitdesk.translation.review import KINDS, policy
from permitdesk.translation.screening import (
    LONGEST,
    MARKUP,
    PLACE,
    TOO_LONG,
    on_one_line,
    placeholders,
    tidy,
    unwritable,
    wrong,
)
from permitdesk.translation.states import Kept, Note, confirmed, read_note, saved, state_of
from permitdesk.translation.wording import Departure, departures, terms_in
from permitdesk.translation.words import STATE_WORDS

__all__ = (
    "BLOCKED",
    "IN_WORK",
    "KINDS",
    "LONGEST",
    "MACHINE",
    "MARKUP",
    "MISSING",
    "MOST_BYTES",
    "OUTDATED",
    "PLACE",
    "READY",
    "REVIEWED",
    "SAID",
    "STATES",
    "STATE_WORDS",
    "TOO_LONG",
    "TRANSLATED",
    "USABLE",
    "Coverage",
    "Departure",
    "Entry",
    "FilePage",
    "Kept",
    "Note",
    "Plan",
    "Policy",
    "Typed",
    "UnreadableFileError",
    "confirmed",
    "coverage",
    "departures",
    "is_small",
    "on_one_line",
    "placeholders",
    "plan",
    "po",
    "policy",
    "read_note",
    "saved",
    "seen",
    "sorted_out",
    "state_of",
    "terms_in",
    "tidy",
    "typed",
    "unwritable",
    "waiting",
    "wrong",
    "xliff",
)
