"""*I hand this in later*: why a needed document is not there yet, and until when it will be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.texts import plain
from permitdesk.services.definition import Field, Requirement
from permitdesk.services.values import text_errors, value_errors

OTHER = "other"
REASONS = {
    "not-issued": _(
        "services_later_not_issued",
        default="Eine Behörde oder Stelle hat es noch nicht ausgestellt",
    ),
    "somebody-else": _("services_later_somebody_else", default="Jemand anderes hat es"),
    "not-at-hand": _("services_later_not_at_hand", default="Ich habe es nicht hier"),
    OTHER: _("services_later_other", default="Ein anderer Grund"),
}
LONGEST = 250
_DAY = Field("until", "date", "")


@dataclass(frozen=True)
class Announced:
    """That a document comes later. ``reason`` is one of ``REASONS``, ``text`` the person's own
    words, ``until`` an ISO day; either may be empty."""

    requirement: str
    reason: str
    text: str = ""
    until: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether the day that the person named is over."""
        return bool(self.until) and self.until < today.isoformat()


def announced_errors(announced: Announced, today: date) -> list[Message]:
    """What is wrong with what somebody said; empty when nothing is."""
    if announced.reason not in REASONS:
        return [
            _(
                "services_later_error_reason",
                default="Wählen Sie aus, warum diese Unterlage später kommt.",
            )
        ]
    if announced.reason == OTHER and not announced.text:
        return [_("services_later_error_text", default="Schreiben Sie kurz, warum.")]
    found = text_errors(announced.text, LONGEST)
    if announced.until and not found:
        found = value_errors(_DAY, announced.until, {}, today)
        if not found and announced.until < today.isoformat():
            found = [
                _(
                    "services_later_error_until",
                    default="Dieser Tag ist schon vorbei. Geben Sie einen Tag ein, der noch kommt,"
                    " oder lassen Sie das Datum leer.",
                )
            ]
    return found


def later_errors(
    announced: Announced,
    requirement: Requirement | None,
    counts: Mapping[str, int],
    today: date,
) -> list[Message]:
    """The same for a document that is called for: whether it may come later at all."""
    if requirement is None or not requirement.may_come_later:
        return [
            _(
                "services_later_error_now",
                default="Diese Unterlage kann nicht später kommen. Sie muss gleich dabei sein.",
            )
        ]
    if counts.get(requirement.id):
        return [
            _(
                "services_later_error_there",
                default="Diese Unterlage ist schon dabei. Sie kann nicht zugleich später kommen.",
            )
        ]
    return announced_errors(announced, today)


def announced_in_words(announced: Announced, language: str, own_words: bool = True) -> str:
    """Why a document comes later, and until when; ``own_words`` says whether with the person's."""
    said = plain(REASONS[announced.reason], language)
    if own_words and announced.text:
        said = f"{said}: {in_words.isolated(announced.text)}"
    if not announced.until:
        return said
    until = _(
        "services_later_until",
        default="${reason} (voraussichtlich bis ${day})",
        mapping={"reason": said, "day": in_words.day(announced.until, language)},
    )
    return plain(until, language)
