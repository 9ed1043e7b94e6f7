"""What answers say about the fee: the rules of a definition, read into facts for the district."""

from collections.abc import Iterable, Mapping
from datetime import date

from permitdesk.district import FeeEstimate, FeeFacts, estimated_fees
from permitdesk.services import days
from permitdesk.services.asked import considered
from permitdesk.services.conditions import holds
from permitdesk.services.definition import Definition

_OF_AGE, _GROWN = "today-18y", "today-24y"


def fee_estimate(
    definition: Definition, answers: Mapping[str, object], on: date
) -> FeeEstimate | None:
    """What an application with these answers will probably cost; None where none is asked for."""
    return estimated_fees(fee_facts(definition, answers, on), on) if definition.fee_rules else None


def possible_fees(definition: Definition, on: date, names: Iterable[str] = ()) -> FeeEstimate:
    """Every fee that may be due, undiminished; ``names`` where the definition has no rules."""
    fees = _named(definition, "fee") if definition.fee_rules else tuple(names)
    return estimated_fees(FeeFacts(fees, _named(definition, "extra")), on)


def fee_facts(definition: Definition, answers: Mapping[str, object], on: date) -> FeeFacts:
    """What the answers that count say about the fee. Age is read off the mark ``birth-date``."""
    seen = considered(definition, answers, on)
    found: dict[str, list[str]] = {"fee": [], "extra": []}
    known, possible = _age(definition, seen, on)
    for rule in definition.fee_rules:
        if not holds(rule.condition, seen, on):
            continue
        if rule.kind == "circumstance":
            (known if rule.certain else possible).add(rule.name)
        else:
            found[rule.kind].append(rule.name)
    return FeeFacts(
        tuple(dict.fromkeys(found["fee"])),
        tuple(dict.fromkeys(found["extra"])),
        frozenset(known),
        frozenset(possible - known),
    )


def _age(
    definition: Definition, answers: Mapping[str, object], on: date
) -> tuple[set[str], set[str]]:
    """What age certainly means and what it may, where parts of the birth date are unknown."""
    field = definition.marked("birth-date")
    born = days.span(answers.get(field.name)) if field else None
    known, possible = set(), set()
    for name, limit in (("minor", _OF_AGE), ("under-24", _GROWN)):
        turning = days.day(limit, on)
        if born is None or born[0] <= turning < born[1]:
            possible.add(name)
        elif born[0] > turning:
            known.add(name)
    return known, possible


def _named(definition: Definition, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in definition.fee_rules if each.kind == kind))
