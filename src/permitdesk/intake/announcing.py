"""*I hand this in later*, on a step: three inputs beside a document's upload."""

from collections.abc import Mapping
from dataclasses import replace

from permitdesk.core import _
from permitdesk.core.texts import plain
from permitdesk.intake.drawing import Page, draw
from permitdesk.intake.reading import read
from permitdesk.services import LATER_REASONS, LONGEST_LATER, Announced
from permitdesk.services.definition import Field, Option, Requirement
from permitdesk.theme import Later

_REASON = _("intake_later_reason", default="Warum kommt diese Unterlage später?")
_TEXT = _("intake_later_text", default="Möchten Sie noch etwas dazu sagen?")
_UNTIL = _("intake_later_until", default="Bis wann ungefähr? Wenn Sie es wissen.")


def input_name(requirement: Requirement) -> str:
    """What the names of the inputs begin with."""
    return f"documents.{requirement.id}.later"


def said(requirement: Requirement, form: Mapping, language: str) -> Announced | None:
    """What was said on the page that was sent; None where nothing was, or nothing was asked."""
    start = input_name(requirement) + "."
    mine = {
        name.removeprefix(start): value for name, value in form.items() if name.startswith(start)
    }
    found = read(_fields(language), mine, language)
    entered = {name: value for name, value in found.items() if isinstance(value, str) and value}
    if not entered:
        return None
    text = entered.get("text", "")[: 4 * LONGEST_LATER]
    return Announced(
        requirement.id, entered.get("reason", "")[:40], text, entered.get("until", "")[:80]
    )


def was_asked(requirement: Requirement, form: Mapping) -> bool:
    """Whether the page that was sent had these inputs; a text field is always sent along."""
    return f"{input_name(requirement)}.text" in form


def drawn(page: Page, requirement: Requirement, announced: Announced | None) -> Later:
    """The inputs with what was said so far."""
    start, said_so_far = input_name(requirement), vars(announced) if announced else {}
    # No text of the service has these keys: every one is ours.
    widgets = [
        replace(draw(page, field, said_so_far, f"{start}.{field.name}"), required=False)
        for field in _fields(page.language)
    ]
    widgets[0] = replace(widgets[0], required=True)  # of those who say it at all
    return Later(widgets, announced is not None, f"{start}.remove" if announced else "")


def _fields(language: str) -> tuple[Field, ...]:
    def say(message) -> str:
        return plain(message, language)

    options = tuple(Option(name, say(title)) for name, title in LATER_REASONS.items())
    return (
        Field("reason", "choice", say(_REASON), options=options),
        Field("text", "text", say(_TEXT)),
        Field("until", "date", say(_UNTIL)),
    )
