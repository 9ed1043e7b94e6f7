"""Which desk a new case goes to, and why. Plain functions over plain values."""

from datetime import date

from permitdesk.casework.name_key import Range, name_key
from permitdesk.casework.routing.decision import (
    ABSENT,
    BY_NAME,
    BY_RULE,
    FAMILY,
    GONE,
    INBOX,
    LEAST,
    NO_MATCH,
    NO_NAME,
    OUTSIDE,
    SUSPENDED,
    Decision,
    Stage,
)
from permitdesk.casework.routing.facts import SERVICE, Facts
from permitdesk.casework.routing.rules import Rule, Rules, Share, winner
from permitdesk.casework.routing.staffing import ALL_THERE, Staffing
from permitdesk.district import legal_ground
from permitdesk.services import holds


def route(
    facts: Facts,
    rules: Rules,
    today: date,
    staffing: Staffing = ALL_THERE,
    number: int = 0,
) -> Decision:
    """Decide by the first rule that holds and has somebody for this name.

    Whoever lives where another authority is responsible goes to the team inbox, as does whom no
    rule names. ``number`` is that of the rules in the unit's book.
    """
    if facts.outside:
        return Decision(rules.inbox, "", rules.version, OUTSIDE, number=number)
    key = name_key(facts.family_name, rules.umlauts, rules.particles)
    for rule in rules.active():
        if not applies(rule, facts, today):
            continue
        found = winner(rule, key, rules.umlauts)
        if found is not None:
            return _decided(rule, *found, key, facts, rules, today, staffing, number)
    reason = NO_MATCH if key else NO_NAME
    return Decision(rules.inbox, "", rules.version, reason, number=number)


def route_family(
    desk: str, rules: Rules, staffing: Staffing = ALL_THERE, number: int = 0
) -> Decision:
    """One desk per family, even with different surnames: that of the first application.

    domain.md § 2, step 3. The decision names no other case: who reads this one may not be one who
    reads that one.
    """
    where, way = stand_in(desk, rules.inbox, staffing)
    return Decision(where, FAMILY, rules.version, FAMILY, number=number, way=way)


def applies(rule: Rule, facts: Facts, today: date) -> bool:
    """Whether a rule speaks of a case; a rule whose legal ground has ended speaks of none."""
    if rule.ground and legal_ground(rule.ground, today) is None:
        return False
    return holds(rule.condition, facts.answers, today)


def stand_in(desk: str, inbox: str, staffing: Staffing) -> tuple[str, tuple[Stage, ...]]:
    """The desk that really gets what is meant for a desk: itself, its deputy, the deputy's deputy …
    and the team inbox where nobody is left or they name each other in a circle."""
    way: list[Stage] = []
    seen = set()
    while desk != inbox and not staffing.is_there(desk):
        is_gone = staffing.desks is not None and desk not in staffing.desks
        way.append(Stage(GONE if is_gone else ABSENT, desk))
        seen.add(desk)
        desk = staffing.away.get(desk, "")
        if not desk or desk in seen:
            way.append(Stage(INBOX, inbox))
            desk = inbox
    return desk, tuple(way)


def _decided(
    rule: Rule,
    share: Share,
    range_: Range | None,
    key: str,
    facts: Facts,
    rules: Rules,
    today: date,
    staffing: Staffing,
    number: int,
) -> Decision:
    way: tuple[Stage, ...] = ()
    service = str(facts.answers.get(SERVICE, ""))
    suspended = next(
        (
            each
            for each in staffing.suspensions
            if each.holds(today) and each.concerns(key, service, range_ is not None, rules.umlauts)
        ),
        None,
    )
    if suspended is not None:
        desk = suspended.desk or rules.inbox
        way = (Stage(SUSPENDED, desk),)
    else:
        desk = least_loaded(share.desks, staffing)
        if len(share.desks) > 1:
            way = (Stage(LEAST, desk),)
    where, more = stand_in(desk, rules.inbox, staffing)
    return Decision(
        where,
        rule.id,
        rules.version,
        BY_NAME if range_ is not None else BY_RULE,
        str(range_ or ""),
        rule.title,
        number,
        (*way, *more),
    )


def least_loaded(desks: tuple[str, ...], staffing: Staffing) -> str:
    """Of the desks where somebody is (of all, where nobody is anywhere) the one with the lowest
    load; of equals the first that the rule names."""
    there = [desk for desk in desks if staffing.is_there(desk)] or list(desks)
    if len(there) == 1:
        return there[0]
    return min(there, key=lambda desk: (staffing.load(desk), desks.index(desk)))
