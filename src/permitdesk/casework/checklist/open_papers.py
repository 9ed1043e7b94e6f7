"""Which papers of a case are open: not there, or not looked at. Pure but for reading them."""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.casework.checklist.missing import items, known_papers
from permitdesk.casework.checklist.states import RECEIVED, ItemState
from permitdesk.core.languages import SOURCE


@dataclass(frozen=True)
class OpenPapers:
    """Ids of what has to come, and of what nobody has judged, in the checklist's order."""

    awaited: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.awaited or self.unread)

    @property
    def every(self) -> tuple[str, ...]:
        return (*self.awaited, *self.unread)


def open_among(found: Sequence[ItemState]) -> OpenPapers:
    return OpenPapers(
        tuple(each.id for each in found if each.is_open),
        tuple(each.id for each in found if each.state == RECEIVED),
    )


def open_papers(case) -> OpenPapers:
    return open_among(items(case))


def titles(case) -> dict[str, str]:
    """What each paper is called in German, by its id."""
    return {each.id: str(each.title) for each in known_papers(case, SOURCE)}
