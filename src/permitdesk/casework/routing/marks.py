"""Which facts of a person the rules of the units ask for, so that a service that asks nobody for
them is noticed before its cases come."""

from collections.abc import Iterable

from permitdesk.casework.interfaces import IUnit
from permitdesk.casework.routing.book import rules_of
from permitdesk.casework.routing.facts import MARKED
from permitdesk.services.conditions import fields_of

OFFICE = "office"


def facts_wanted(site, service: str) -> dict[str, tuple[str, ...]]:
    """The marks that active rules name for a service, each with the titles of the units."""
    found: dict[str, list[str]] = {}
    for unit in _units(site):
        if service not in (unit.services or ()):
            continue
        named = {name for rule in rules_of(unit).active() for name in fields_of(rule.condition)}
        for mark in MARKED:
            if mark in named:
                found.setdefault(mark, []).append(unit.title)
    return {mark: tuple(titles) for mark, titles in found.items()}


def unnamed_goes_to(site, service: str) -> str:
    """The title of the unit that gets what is sent to a service that no unit names; empty where one
    names it, or where there is no unit yet."""
    units = sorted(_units(site), key=lambda each: each.getId())
    if not units or any(service in (each.services or ()) for each in units):
        return ""
    return units[0].title


def _units(site) -> Iterable:
    office = site.get(OFFICE) if OFFICE in site.objectIds() else None
    return [each for each in office.objectValues() if IUnit.providedBy(each)] if office else []
