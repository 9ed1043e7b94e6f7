"""Which state of a service somebody works on, and who changed what since: the optimistic lock.

An edition is ``services.edition_of``. Translations are none of it: two people may translate while a
third moves questions.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from zope.annotation.interfaces import IAnnotations

from permitdesk.access import actor
from permitdesk.core import clock
from permitdesk.services import edition_of, notice_changes

KEPT = 50  # of the last changes: enough for a long day of two people
_TRACE = "permitdesk.designer.edits"


@dataclass(frozen=True)
class Edit:
    """A change: the edition that it made, who, when (ISO), and what part of the service.

    ``kind`` is one of ``PARTS`` in ``views/page.py``; ``title`` is how the part was called then.
    """

    edition: str
    by: str
    at: str
    kind: str
    title: str = ""


def record(service, kind: str, title: str = "") -> Edit:
    """Note that the current user has just made the working state what it is."""
    moment = clock.now().isoformat(timespec="seconds")
    made = Edit(edition_of(service), actor(), moment, kind, title)
    kept = IAnnotations(service).get(_TRACE, ())
    IAnnotations(service)[_TRACE] = (*kept, astuple(made))[-KEPT:]
    return made


def changed(service, kind: str, title: str = "") -> None:
    """The same, and what follows from a change: its translations may be outdated, and the service's
    last change is now."""
    record(service, kind, title)
    notice_changes(service)
    service.setModificationDate()


def edits(service) -> tuple[Edit, ...]:
    """The last changes, oldest first."""
    return tuple(Edit(*each) for each in IAnnotations(service).get(_TRACE, ()))


def since(before: str, trace: Sequence[Edit], now: str) -> tuple[Edit, ...] | None:
    """What was changed after an edition, newest first.

    None where it is not known, because other ways than the designer's were used or it is too long
    ago; empty where nothing was.
    """
    if before == now:
        return ()
    places = [place for place, each in enumerate(trace) if each.edition == before]
    if not trace or trace[-1].edition != now:
        return None
    # The state before the first change that is known may be the one asked for.
    later = trace[places[-1] + 1 :] if places else trace
    return tuple(reversed(later))
