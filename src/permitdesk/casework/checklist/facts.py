"""What happened to the documents of a case, in order, as plain values.

``about`` is what a document is for: the id of a requirement of the revision, or, where staff asked
in their own words, the key of that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from permitdesk.casework.checklist.entries import Accepted, Rejected, Validity
from permitdesk.casework.later import Asked, LaterDocument, TakenBack
from permitdesk.casework.papers import is_usable
from permitdesk.casework.reading import revision_of


@dataclass(frozen=True)
class Came:
    """A document that is there. ``usable`` is false for one with a virus: nobody ever sees it.
    ``asked`` is the key of what it answers; ``later`` tells it from those of the application."""

    document: str
    about: str
    at: datetime
    asked: str = ""
    later: bool = False
    usable: bool = True


@dataclass(frozen=True)
class Wanted:
    """Staff asked for something."""

    key: str
    about: str
    at: datetime

    @property
    def is_free(self) -> bool:
        """Whether they asked in their own words."""
        return self.about == self.key


@dataclass(frozen=True)
class Unwanted:
    """Staff took back what they asked for."""

    key: str
    at: datetime


@dataclass(frozen=True)
class Judged:
    """Staff looked at a document and took it, or did not."""

    document: str
    accepted: bool
    at: datetime
    entry: Rejected | None = None  # why not


@dataclass(frozen=True)
class Valid:
    """Staff said until which ISO day a document is valid; empty: without end."""

    document: str
    until: str
    at: datetime


Fact = Came | Wanted | Unwanted | Judged | Valid


def facts_of(case, known: Collection[str] | None = None) -> tuple[Fact, ...]:
    """The facts of a case, oldest first. ``known`` are the ids of the revision's requirements."""
    if known is None:
        revision = revision_of(case)
        known = {each.id for each in revision.definition.requirements} if revision else set()
    received = case.application.received_at
    found: list[Fact] = [
        Came(each.id, each.requirement, received, usable=is_usable(case, each))
        for each in case.application.documents
    ]
    for each in case.later:
        match each:
            case LaterDocument():
                usable = is_usable(case, each)
                came = Came(each.id, each.requirement, each.at, each.asked, True, usable)
                found.append(came)
            case Asked():
                about = each.requirement if each.requirement in known else each.key
                found.append(Wanted(each.key, about, each.at))
            case TakenBack():
                found.append(Unwanted(each.asked, each.at))
            case Accepted():
                found.append(Judged(each.document, True, each.at))
            case Rejected():
                found.append(Judged(each.document, False, each.at, each))
            case Validity():
                found.append(Valid(each.document, each.until, each.at))
    return tuple(found)
