"""What an earlier version's office lacks, made up for when the portal is upgraded."""

from collections.abc import Iterator
from dataclasses import replace

import transaction

from permitdesk.casework.catalogue import Row
from permitdesk.casework.office import Office, office
from permitdesk.casework.person import person
from permitdesk.casework.reading import revision_of

# What Person did not have at first.
LATER = ("expires", "starts", "other_names", "birth_date", "azr_number")
BATCH = 500  # so many cases are in memory at once


def complete_catalogue(site) -> int:
    """Give the case catalogue what later versions brought along, filled for the cases that are
    there. Returns how many these are; 0 where nothing was missing."""
    place = office(site)
    if place.cases.is_complete:
        return 0
    place.cases.complete(_rows(place))
    return len(tuple(place.cases.paths()))


def remember_fingerprints(site) -> None:
    """Have the office know the fingerprints of the cases that are there."""
    place = office(site)
    for number, path in enumerate(tuple(place.cases.paths()), 1):
        place.unrestrictedTraverse(path).remember()
        if number % BATCH == 0:
            transaction.savepoint(optimistic=True)
            place._p_jar.cacheMinimize()


def _rows(place: Office) -> Iterator[Row]:
    for number, path in enumerate(tuple(place.cases.paths()), 1):
        case = place.unrestrictedTraverse(path)
        _learn_person(case)
        yield case.row()
        if number % BATCH == 0:
            # Written to a temporary file, so that the cases read so far can leave the memory.
            transaction.savepoint(optimistic=True)
            place._p_jar.cacheMinimize()


def _learn_person(case) -> None:
    """Read off the answers what a case of an earlier version did not keep of its person."""
    revision = revision_of(case)
    if revision is None:
        return
    found, known = person(revision.definition, case.application.answers), case.person
    new = {name: getattr(found, name) for name in LATER if not getattr(known, name)}
    if any(new.values()):
        case.person = replace(known, **new)
