"""Where an application would go, for who only tries a service: nothing is filed or counted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from permitdesk.casework.interfaces import IUnit
from permitdesk.casework.office import office
from permitdesk.casework.person import person
from permitdesk.casework.routing.book import book_of, rules_of
from permitdesk.casework.routing.deciding import route
from permitdesk.casework.routing.facts import facts_of
from permitdesk.casework.routing.staffing import Staffing
from permitdesk.casework.routing.words import why
from permitdesk.services.definition import Definition


@dataclass(frozen=True)
class Destination:
    """``desk`` is ``unit/desk``; titles and the reason are German, as staff read them."""

    desk: str
    unit_title: str
    desk_title: str
    why: str


def named_unit(place, service: str, named: str = ""):
    """The unit that was named, or that names the service; None where there is none."""
    units = [place[id_] for id_ in sorted(place.objectIds(ordered=False))]
    for unit in (unit for unit in units if IUnit.providedBy(unit)):
        if named == unit.getId() if named else service in (unit.services or ()):
            return unit
    return None


def destination(
    service: str, definition: Definition, answers: Mapping[str, object], today: date
) -> Destination | None:
    """By the rules in force, as if everybody were there and nobody had anything to do: who is away
    is not told to who configures services. None where no unit names the service."""
    unit = named_unit(office(), service)
    if unit is None:
        return None
    desks = {desk.getId(): desk.title for desk in unit.desks()}
    facts = facts_of(person(definition, answers).family_name, service, answers, definition)
    everybody = Staffing(desks=frozenset(desks))
    decision = route(facts, rules_of(unit), today, everybody, book_of(unit).number)
    return Destination(
        f"{unit.getId()}/{decision.desk}",
        unit.title,
        desks.get(decision.desk, decision.desk),
        why(asdict(decision), desks),
    )
