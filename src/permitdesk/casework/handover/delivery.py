"""A bundle on its way: prepared, sent, confirmed, or failed; what is not confirmed is not there.

A delivery keeps what was drawn of the case, so that a job that is done again sends the same
bundle. Its steps are only ever added. Once it is confirmed the drawings go, the hashes stay.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from Acquisition import aq_base
from persistent import Persistent
from ZODB.blob import Blob

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework.handover import target as targets
from permitdesk.casework.handover.bundle.package import Bundle, freeze, written
from permitdesk.casework.handover.bundle.record import content_mark
from permitdesk.casework.history import HANDOVER, Event, Telling
from permitdesk.core import _, clock
from permitdesk.core.jobs import enqueue
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()

JOB = "permitdesk.casework.hand-over"
PREPARED, SENT, CONFIRMED, FAILED = "prepared", "sent", "confirmed", "failed"
STATES = {
    PREPARED: _("casework_delivery_prepared", default="Vorbereitet, noch nicht übergeben"),
    SENT: _("casework_delivery_sent", default="Übergeben, noch nicht bestätigt"),
    CONFIRMED: _("casework_delivery_confirmed", default="Übernahme bestätigt"),
    FAILED: _("casework_delivery_failed", default="Nicht angekommen"),
}
WAYS = {
    targets.DOWNLOAD: _("casework_delivery_by_download", default="Herunterladen"),
    targets.FOLDER: _("casework_delivery_by_folder", default="Übergabe-Ordner"),
    targets.HTTP: _("casework_delivery_by_http", default="Fachsystem"),
}
_MAY_FOLLOW = {
    PREPARED: (SENT, CONFIRMED, FAILED),
    SENT: (SENT, CONFIRMED, FAILED),
    FAILED: (PREPARED, SENT, CONFIRMED, FAILED),
    CONFIRMED: (),
}
LONGEST_NUMBER = 120


class NotNowError(ValueError):
    """This step does not follow from where the delivery is."""


@dataclass(frozen=True)
class Step:
    """``by`` is a login, empty for the portal; ``note`` a word of ours or a file number."""

    state: str
    at: datetime
    by: str = ""
    note: str = ""


class Delivery(Persistent):
    """One bundle of one case. ``to`` is the name of another authority, empty for the office's own
    system; ``mark`` tells whether something was added to the case since."""

    def __init__(self, key: str, way: str, bundle: Bundle, mark: str, to: str, first: Step) -> None:
        self.key, self.way, self.mark, self.to = key, way, mark, to
        self.at, self.reference = bundle.at, bundle.reference
        self.sha256, self.filename = bundle.sha256, bundle.filename
        self._drawn = tuple(_kept(data) for data in (bundle.record, bundle.sheet, bundle.manifest))
        self.steps: tuple[Step, ...] = (first,)

    @property
    def state(self) -> str:
        return self.steps[-1].state

    @property
    def is_confirmed(self) -> bool:
        return self.state == CONFIRMED

    @property
    def has_bundle(self) -> bool:
        """Whether it can still be written."""
        return bool(self._drawn)

    def bundle(self) -> Bundle:
        """The bundle as it was drawn; raises ``NotNowError`` once it is not kept any more."""
        if not self._drawn:
            raise NotNowError(self.key)
        record, sheet, manifest = (_read(blob) for blob in self._drawn)
        return Bundle(self.reference, self.at, record, sheet, manifest)

    def open(self, case) -> BinaryIO:
        """The ZIP as a temporary file, for who closes it."""
        return written(case, self.bundle())

    def add(self, step: Step) -> None:
        """Raises ``NotNowError`` for a step that does not follow."""
        if step.state not in _MAY_FOLLOW[self.state]:
            raise NotNowError(f"{self.state} > {step.state}")
        self.steps = (*self.steps, step)
        if step.state == CONFIRMED:
            self._drawn = ()


def deliveries(case) -> tuple[Delivery, ...]:
    """All of a case, oldest first."""
    return getattr(aq_base(case), "_deliveries", ())


def delivery(case, key: str) -> Delivery | None:
    """One of them."""
    return next((each for each in deliveries(case) if each.key == key), None)


def prepare(case, key: str, way: str = "", handed: dict | None = None) -> Delivery:
    """Freeze a case and have it sent, where the operator set where to; again with the same key it
    is the same delivery.

    ``way`` ``download`` leaves the sending to a person. ``handed`` as for ``freeze``.
    Raises ``targets.NoTargetError``.
    """
    known = delivery(case, key)
    if known is not None:
        return known
    target = None if way == targets.DOWNLOAD else targets.configured()
    bundle = freeze(case, handed)
    first = Step(PREPARED, clock.now(), actor())
    to = handed["name"] if handed else ""
    found = Delivery(
        key, target.kind if target else targets.DOWNLOAD, bundle, content_mark(case), to, first
    )
    aq_base(case)._deliveries = (*deliveries(case), found)
    privacy.record("handover.prepared", case.reference, f"{found.way} {found.sha256}")
    if target:
        _have_sent(case, found)
    return found


def try_again(case, found: Delivery) -> None:
    """Send one that failed once more. Raises ``NotNowError``."""
    if found.way == targets.DOWNLOAD or found.state != FAILED:
        raise NotNowError(found.state)
    record_step(case, found, Step(PREPARED, clock.now(), actor()))
    _have_sent(case, found)


def confirm(case, found: Delivery, file_number: str = "") -> bool:
    """A person says that the bundle has arrived; False where it is known. Raises
    ``NotNowError`` for one that was never sent."""
    if found.is_confirmed:
        return False
    if found.state != SENT:
        raise NotNowError(found.state)
    step = Step(CONFIRMED, clock.now(), actor(), file_number.strip()[:LONGEST_NUMBER])
    record_step(case, found, step)
    return True


def record_step(case, found: Delivery, step: Step) -> None:
    """Add a step and record it in the audit trail."""
    found.add(step)
    privacy.record(f"handover.{step.state}", case.reference, f"{found.way} {found.sha256}")


def downloaded(case, found: Delivery) -> None:
    """A person took the bundle along."""
    if found.way == targets.DOWNLOAD and found.state == PREPARED:
        record_step(case, found, Step(SENT, clock.now(), actor()))


def _have_sent(case, found: Delivery) -> None:
    enqueue(JOB, {"reference": case.reference, "key": found.key})


def _kept(data: bytes) -> Blob:
    blob = Blob()
    with blob.open("w") as kept:
        kept.write(data)
    return blob


def _read(blob: Blob) -> bytes:
    with blob.open("r") as kept:
        return kept.read()


@telling.source
def _told(case):
    for found in deliveries(case):
        for step in found.steps:
            yield Event(say_step(found, step), step.at, step.by, step.note, HANDOVER)


def say_step(found: Delivery, step: Step) -> str:
    """A step of a delivery in German."""
    state = str(say(STATES[step.state], SOURCE))
    way = str(say(WAYS[found.way], SOURCE))
    if found.to:
        text = _(
            "casework_delivery_event_to",
            default="Akte für „${authority}“ (${way}): ${state}",
            mapping={"authority": found.to, "way": way, "state": state},
        )
    else:
        text = _(
            "casework_delivery_event",
            default="Übergabe (${way}): ${state}",
            mapping={"way": way, "state": state},
        )
    return str(say(text, SOURCE))
