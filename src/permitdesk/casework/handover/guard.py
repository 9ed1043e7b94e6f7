"""Nothing of a case may be deleted before who takes it over has confirmed that they have it.

Whatever deletes (retention, a person's right, clean-up) asks ``may_be_deleted`` first, or
``require``, which raises. It answers for the hand-over only: periods are another matter.
"""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.casework.handover import target
from permitdesk.casework.handover.bundle.record import content_mark
from permitdesk.casework.handover.delivery import deliveries
from permitdesk.core import _

ENDED = frozenset(("closed", "withdrawn", "handed_over"))
OPEN = _("casework_keep_open", default="Der Vorgang ist nicht abgeschlossen.")
UNCONFIRMED = _(
    "casework_keep_unconfirmed",
    default="Eine Übergabe ist nicht bestätigt. Vorher wird hier nichts gelöscht.",
)
NEVER = _(
    "casework_keep_never",
    default="Der Vorgang ist noch nicht an das Fachsystem oder eine andere Behörde übergeben.",
)
CHANGED = _(
    "casework_keep_changed",
    default="Seit der letzten bestätigten Übergabe ist etwas dazugekommen. Übergeben Sie den"
    " Vorgang noch einmal.",
)


@dataclass(frozen=True)
class Verdict:
    """Whether a case may be deleted, and if not, ``reason``."""

    reason: Message | None = None

    def __bool__(self) -> bool:
        return self.reason is None


class MayNotBeDeletedError(RuntimeError):
    """Something would be gone that nobody else has; ``reason`` says why."""

    def __init__(self, case, reason: Message) -> None:
        super().__init__(case.reference)
        self.reason = reason


def may_be_deleted(case) -> Verdict:
    """Whether, as far as the hand-over goes, a case may be deleted here."""
    if case.state not in ENDED:
        return Verdict(OPEN)
    sent = deliveries(case)
    last = {each.to: each for each in sent}  # to the own system, and to each authority
    if any(not each.is_confirmed for each in last.values()):
        return Verdict(UNCONFIRMED)
    if not sent:
        # A message is answered and no file; an operator may say that nothing is handed over.
        free = case.kind == "contact" or target.is_off()
        return Verdict(None if free else NEVER)
    return Verdict(None if sent[-1].mark == content_mark(case) else CHANGED)


def require(case) -> None:
    """Raises ``MayNotBeDeletedError`` where a case may not be deleted."""
    verdict = may_be_deleted(case)
    if verdict.reason is not None:
        raise MayNotBeDeletedError(case, verdict.reason)
