"""What a request asks of the list. What names a person counts only when it was sent by POST."""

from collections.abc import Mapping
from dataclasses import replace

from permitdesk.casework.catalogue import SORTABLE
from permitdesk.casework.worklist.columns import COLUMNS
from permitdesk.casework.worklist.kept import Kept
from permitdesk.casework.worklist.listing import WINDOWS, Filter
from permitdesk.casework.worklist.searching import LONGEST
from permitdesk.core.characters import whole

# Names of the fields of the form, and of parameters in addresses.
NAMES = ("desk", "state", "service", "kind", "language", "channel", "waiting", "label", "wish",
         "urgency", "news", "unreached", "unanswered", "expires", "deadline", "to_do")  # fmt: skip
_ONLY = {"news": ("new",), "unreached": ("yes",), "unanswered": ("yes",), "to_do": ("today",),
         "expires": tuple(WINDOWS), "deadline": tuple(WINDOWS)}  # fmt: skip
_BEGINS_AT_THE_END = {column.sort_on for column in COLUMNS if column.newest_first}


def asked(form: Mapping[str, object], is_post: bool, kept: Kept) -> Filter:
    """The filter that a form asks for; a saved search is where it begins."""
    saved = kept.search(text(form, "search"))
    found = saved.filter if saved else Filter()
    given = {name: text(form, name) for name in NAMES if name in form}
    given = {n: v for n, v in given.items() if not v or v in _ONLY.get(n, (v,))}
    if is_post and "q" in form:
        given["text"] = text(form, "q", LONGEST)
    return replace(found, **given, **_order(form))


def text(form: Mapping[str, object], name: str, longest: int = 100) -> str:
    """A value as a short text; empty for none and for anything else."""
    value = form.get(name, "")
    return whole(value[:longest]) if isinstance(value, str) else ""


def sort_value(sort_on: str, descending: bool) -> str:
    """An order as one value of a button or an address."""
    return f"{sort_on}-{'down' if descending else 'up'}"


def _order(form: Mapping[str, object]) -> dict[str, object]:
    # A heading's button stands before the order that was there.
    for name in ("sort", "sort_on"):
        wanted, _dash, direction = text(form, name).partition("-")
        if wanted in SORTABLE:
            usual = wanted in _BEGINS_AT_THE_END
            return {
                "sort_on": wanted,
                "descending": direction == "down" if direction else usual,
            }
    return {}
