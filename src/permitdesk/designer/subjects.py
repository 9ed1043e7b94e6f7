"""What a condition may look at, and how the answer to it is compared."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Shown
from permitdesk.designer import amounts
from permitdesk.services.definition import Option

OPERATORS = {
    "is": _("designer_op_is", default="ist (eine von diesen Antworten)"),
    "is_not": _("designer_op_is_not", default="ist keine von diesen Antworten"),
    "filled": _("designer_op_filled", default="ist beantwortet"),
    "empty": _("designer_op_empty", default="ist nicht beantwortet"),
    "at_least": _("designer_op_at_least", default="mindestens"),
    "at_most": _("designer_op_at_most", default="höchstens"),
    "below": _("designer_op_below", default="weniger als"),
    "above": _("designer_op_above", default="mehr als"),
    "equals": _("designer_op_equals", default="genau"),
    "before": _("designer_op_before", default="vor dem Tag"),
    "after": _("designer_op_after", default="nach dem Tag"),
    "from": _("designer_op_from", default="an dem Tag oder danach"),
    "until": _("designer_op_until", default="an dem Tag oder davor"),
}
CHOICES = ("is", "is_not", "filled", "empty")
NUMBERS = ("at_least", "at_most", "below", "above", "equals", "filled", "empty")
DAYS = ("before", "after", "from", "until", "filled", "empty")
OPEN = ("filled", "empty")
# What a form calls otherwise of a day than conditions do.
OF_DAYS = {"from": "at_least", "until": "at_most"}


@dataclass(frozen=True)
class Subject:
    """A question or a derived value that a condition may look at. ``type`` is a question's, or
    ``number`` for a derived value."""

    name: str
    title: Shown
    type: str
    options: tuple[Option, ...] = ()
    code_list: str = ""
    is_value: bool = False

    @property
    def compared(self) -> Message:
        """What it is called where something is compared with it."""
        return amounts.of(self.title, self.is_value)

    @property
    def operators(self) -> tuple[str, ...]:
        if self.type in ("choice", "multi-choice", "yes-no", "code-list", "multi-code-list"):
            return CHOICES
        if self.type in amounts.NUMBERS:
            return NUMBERS
        return DAYS if self.type in amounts.DATES else OPEN
