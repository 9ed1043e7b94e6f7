"""The jobs by which bundles leave: send one, and look for the receipt of one that was sent.

A job may be done again when a process dies at the wrong moment; the same bundle then goes under
the same name and key, and the receiver has it once.
"""

import logging
from datetime import timedelta

from zope.interface import implementer

from permitdesk.casework.handover import folder, http, target
from permitdesk.casework.handover.delivery import (
    CONFIRMED,
    FAILED,
    PREPARED,
    SENT,
    Delivery,
    Step,
    delivery,
    record_step,
)
from permitdesk.casework.office import case_by_reference
from permitdesk.core import clock
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import PermanentError, enqueue

logger = logging.getLogger("permitdesk.handover")

RECEIPT_JOB = "permitdesk.casework.hand-over.receipt"
# How long until the receipt is looked for again; then daily, for as long as a person could wait.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
LONGEST_WAIT = timedelta(days=30)
WRONG_RECEIPT = "wrong-receipt"


class WrongTargetError(PermanentError):
    """The operator's setting is not the one that the delivery was prepared for."""


@implementer(IJobHandler)
class SendBundle:
    """Raises where it did not go well: the job comes again, the delivery stays unsent."""

    acts_outside = True

    def __call__(self, site, payload: dict) -> str:
        """What it came to: ``sent``, ``confirmed``, empty where there was nothing to do."""
        case, found = _found(site, payload)
        if found is None or found.state not in (PREPARED, FAILED):
            return ""
        where = target.configured()
        if where is None or where.kind != found.way:
            raise WrongTargetError(found.way)
        with found.open(case) as bundle:
            if where.kind == target.FOLDER:
                folder.put(where.where, found.filename, bundle)
                return SENT
            return http.send(
                where.where,
                found.filename,
                found.sha256,
                found.reference,
                target.shared_key(),
                bundle,
            )

    def finished(self, site, payload: dict, result: str) -> None:
        case, found = _found(site, payload)
        if not result or found is None or found.is_confirmed:
            return
        record_step(case, found, Step(result, clock.now()))
        if result == SENT and found.way == target.FOLDER:
            look_for_receipt(payload, 0)

    def failed(self, site, payload: dict, error: Exception) -> None:
        case, found = _found(site, payload)
        if found is not None and not found.is_confirmed:
            record_step(case, found, Step(FAILED, clock.now(), note=type(error).__name__))
            logger.error("A bundle of %s did not arrive: %s", case.reference, type(error).__name__)


@implementer(IJobHandler)
class LookForReceipt:
    """Records itself again until there is a receipt, or nobody waits any longer."""

    def __call__(self, site, payload: dict) -> None:
        case, found = _found(site, payload)
        if found is None or found.state != SENT or found.way != target.FOLDER:
            return
        where = target.configured()
        if where is None or where.kind != target.FOLDER:
            return
        try:
            named = folder.receipt(where.where, found.filename)
        except folder.WrongReceiptError:
            named = WRONG_RECEIPT
        if not named:
            if clock.now() - found.steps[-1].at < LONGEST_WAIT:
                look_for_receipt(payload, payload.get("tries", 0) + 1)
        elif named == found.sha256:
            record_step(case, found, Step(CONFIRMED, clock.now()))
        else:
            record_step(case, found, Step(FAILED, clock.now(), note=WRONG_RECEIPT))
            logger.error("The receipt for a bundle of %s is for another one.", case.reference)


def look_for_receipt(payload: dict, tries: int) -> None:
    """Record that somebody has to look, in a while."""
    pause = PAUSES[min(tries, len(PAUSES) - 1)]
    again = {"reference": payload["reference"], "key": payload["key"], "tries": tries}
    enqueue(RECEIPT_JOB, again, pause)


def _found(site, payload: dict) -> tuple[object, Delivery | None]:
    case = case_by_reference(site, payload["reference"])
    return case, delivery(case, payload["key"]) if case is not None else None
