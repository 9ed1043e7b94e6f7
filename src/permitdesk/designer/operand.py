"""A number, or where it comes from, as two inputs: of derived values. Pure.

What is kept is JSON: a number, ``{"threshold": name}`` or ``{"field": name}``.
"""

from collections.abc import Callable, Iterable, Mapping

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer import amounts
from permitdesk.services.definition import Field, Option, Other, Threshold

AMOUNT = _("designer_operand_amount", default="Diese Zahl")
NONE = _("designer_operand_none", default="Wählen Sie, woher die Zahl kommt.")
_KIND = "number"


def asked(
    name: str,
    title: Message,
    others: Mapping[str, Message],
    thresholds: Iterable[str],
    say: Callable[[object], Shown],
    required: bool = True,
) -> list[Field]:
    """The inputs ``<name>_way`` and ``<name>_amount``."""
    options = tuple(
        Option(way, say(words)) for way, words in amounts.ways(_KIND, others, thresholds)
    )
    return [
        Field(f"{name}_way", "choice", say(title), required=required, options=options),
        Field(f"{name}_amount", "text", say(AMOUNT)),
    ]


def stored(name: str, kept: object) -> dict[str, object]:
    """What the inputs hold at first."""
    if isinstance(kept, Mapping) and set(kept) == {"threshold"}:
        kept = Threshold(str(kept["threshold"]))
    found = amounts.written(kept, _KIND) if kept is not None else None
    return dict(zip((f"{name}_way", f"{name}_amount"), found, strict=True)) if found else {}


def said(
    kept: object,
    others: Mapping[str, Message],
    thresholds: Iterable[str],
    say: Callable[[object], Shown],
) -> Shown:
    """What is kept in words; empty where the inputs cannot say it."""
    way, amount = [*stored("", kept).values(), "", ""][:2]
    words = dict(amounts.ways(_KIND, others, thresholds))
    return str(amount) or (say(words[way]) if way in words else "")


def read(name: str, answers: Mapping[str, object], complain: Callable) -> object:
    """What was filled in as it is kept; None where nothing was. ``complain(name, message)`` is told
    what is wrong."""
    way, amount = (str(answers.get(f"{name}_{part}") or "") for part in ("way", "amount"))
    if not way:
        if amount:
            complain(f"{name}_way", NONE)
        return None
    try:
        found = amounts.read(way, amount, _KIND)
    except amounts.UnreadableAmountError as error:
        complain(f"{name}_amount", error.message)
        return None
    if isinstance(found, Threshold):
        return {"threshold": found.name}
    return {"field": found.name} if isinstance(found, Other) else found
