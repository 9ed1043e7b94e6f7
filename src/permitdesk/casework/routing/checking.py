"""Doubts about a unit's rules before a case meets them: gaps, overlaps, what never decides."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from permitdesk.casework.routing.circumstances import (
    Circumstances,
    holds_in,
    kinds,
    leaves,
    wanted,
)
from permitdesk.casework.routing.facts import NATIONALITY
from permitdesk.casework.routing.rules import Rule, Rules, Share, detail
from permitdesk.district import ground_names, legal_ground, legal_list
from permitdesk.services import conditions

GAP, OVERLAP, UNREACHABLE = "gap", "overlap", "unreachable"
NEVER, NO_DESK, NO_GROUND, ORIGIN = "never", "no-desk", "no-ground", "origin"
ENDED = "ended"
# Rules with one of these are not put in force.
FORBIDDEN = frozenset((NO_DESK, NO_GROUND, ORIGIN, ENDED))


@dataclass(frozen=True)
class Finding:
    """A doubt about a unit's rules.

    About names from ``first`` to ``last`` (keys, both included): ``gap`` (no desk; goes to the team
    inbox), ``overlap`` (several shares of ``rule``; the most detailed range wins), ``unreachable``
    (a range of ``rule`` that never wins).

    About a whole ``rule``: ``never`` (it never decides), ``no-desk`` (it names ``desks`` that do
    not exist; without a rule the inbox does not), ``origin`` (it asks for where somebody comes from
    without a legal ground, or for more than the ground names), ``no-ground`` (there is no such
    legal ground), ``ended`` (the legal ground does not hold today).

    ``only`` are the circumstances under which it is so, by question.
    """

    kind: str
    first: str = ""
    last: str = ""
    desks: tuple[str, ...] = ()
    rule: str = ""
    only: tuple[tuple[str, object], ...] = ()

    @property
    def forbids(self) -> bool:
        return self.kind in FORBIDDEN


@dataclass(frozen=True)
class Known:
    """What a unit knows besides its rules. ``desks`` exist (None: any); ``options`` are the answers
    that a question has; ``origin`` the questions that tell where somebody comes from."""

    desks: frozenset[str] | None = None
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    origin: frozenset[str] = frozenset((NATIONALITY,))


def check(rules: Rules, today: date, known: Known | None = None) -> list[Finding]:
    """All doubts: first what forbids to put them in force, then by rule, gaps last."""
    known = known or Known()
    active = list(rules.active())
    codes = {
        name: found.codes
        for rule in active
        for name in conditions.lists_of(rule.condition)
        if (found := legal_list(name, today))
    }
    findings = [each for rule in active for each in _forbidden(rule, known, today, codes)]
    if known.desks is not None and rules.inbox not in known.desks:
        findings.append(Finding(NO_DESK, desks=(rules.inbox,)))
    findings += [each for rule in active for each in _overlaps(rule, rules.umlauts)]
    found = kinds((rule.condition for rule in active), known.options, codes)
    if found is None:  # too many to go through: at least those of whom no condition speaks
        active = [rule for rule in active if rule.condition is None]
        found = iter(({},))
    applying: dict[tuple[int, ...], list[Circumstances]] = {}
    for kind in found:
        places = tuple(
            place for place, rule in enumerate(active) if holds_in(rule.condition, kind, codes)
        )
        applying.setdefault(places, []).append(kind)
    deciding: set = set()
    gaps: dict[tuple[str, str], list[Circumstances]] = {}
    for places, those in applying.items():
        for start, end, decided in _decided([active[place] for place in places], rules.umlauts):
            if decided is None and not start:
                continue  # by design: no name that can be read is for the team inbox to read
            if decided is None:
                gaps.setdefault((start, end), []).extend(those)
            else:
                deciding.add(decided)
    findings += _unreachable(active, deciding, rules.umlauts)
    every = [kind for those in applying.values() for kind in those]
    return findings + _gaps(gaps, every)


def _forbidden(
    rule: Rule, known: Known, today: date, codes: Mapping[str, tuple]
) -> Iterator[Finding]:
    named = dict.fromkeys(desk for share in rule.shares for desk in share.desks)
    missing = tuple(desk for desk in named if known.desks is not None and desk not in known.desks)
    if missing:
        yield Finding(NO_DESK, desks=missing, rule=rule.id)
    ground = legal_ground(rule.ground, today) if rule.ground else None
    if rule.ground and ground is None:
        ended = rule.ground in ground_names()
        yield Finding(ENDED if ended else NO_GROUND, rule=rule.id)
    asked = [leaf for leaf in leaves(rule.condition) if leaf.field in known.origin]
    for leaf in asked:
        by_law = (
            rule.ground
            and leaf.field == NATIONALITY
            and leaf.operator in ("is", "in")
            and (ground is None or set(wanted(leaf, codes)) <= set(ground.codes))
        )
        if not by_law:
            yield Finding(ORIGIN, rule=rule.id)
            return
    # "Everybody but" would be a rule on nationality as well, said the other way round.


def _spans(rule: Rule, umlauts: str) -> list[tuple[Share, object, str, str]]:
    return [
        (share, range_, low, after(high))
        for share in rule.shares
        for range_ in share.ranges
        for low, high in [range_.keys(umlauts)]
    ]


def _edges(spans) -> list[str]:
    return sorted({"a", "{"} | {edge for _, _, low, end in spans for edge in (low, end)})


def _overlaps(rule: Rule, umlauts: str) -> list[Finding]:
    spans, findings = _spans(rule, umlauts), []
    for start, end in itertools.pairwise(_edges(spans)):
        shares = {share for share, _, low, high in spans if low <= start < high}
        if len(shares) > 1:
            desks = tuple(sorted({desk for share in shares for desk in share.desks}))
            _add(findings, Finding(OVERLAP, start, before(end), desks, rule.id))
    rest = [share for share in rule.shares if not share.ranges]
    if len(rest) > 1:
        desks = tuple(sorted({desk for share in rest for desk in share.desks}))
        findings.append(Finding(OVERLAP, "a", "z", desks, rule.id))
    return findings


def _decided(applying: list[Rule], umlauts: str) -> Iterator[tuple[str, str, object]]:
    """The alphabet in pieces, each with (rule, share, range) that decides it, or None. The first
    piece, without a beginning, is what no range can hold: no name, or one in another script."""
    by_rule = [(rule, _spans(rule, umlauts)) for rule in applying]
    edges = _edges([span for _, spans in by_rule for span in spans])
    yield "", "", _first(by_rule, "", umlauts)
    for start, end in itertools.pairwise(edges):
        yield start, before(end), _first(by_rule, start, umlauts)


def _first(by_rule, start: str, umlauts: str):
    for rule, spans in by_rule:
        holding = [(share, range_) for share, range_, low, high in spans if low <= start < high]
        if holding:
            share, range_ = min(holding, key=lambda found: detail(*found, umlauts))
            return rule.id, share, range_
        rest = [share for share in rule.shares if not share.ranges]
        if rest:
            return rule.id, min(rest, key=lambda share: share.desks), None
    return None


def _unreachable(active: list[Rule], deciding: set, umlauts: str) -> list[Finding]:
    findings = []
    for rule in active:
        if not any(id_ == rule.id for id_, _, _ in deciding):
            findings.append(Finding(NEVER, rule=rule.id))
            continue
        for share, range_, low, end in _spans(rule, umlauts):
            if (rule.id, share, range_) not in deciding:
                findings.append(Finding(UNREACHABLE, low, before(end), share.desks, rule.id))
    return findings


def _gaps(
    gaps: Mapping[tuple[str, str], list[Circumstances]], every: list[Circumstances]
) -> list[Finding]:
    """Gaps in the order of the alphabet, those of everybody first; each circumstance said once."""
    by_only: dict[tuple, list[Finding]] = {}
    # Pieces of the alphabet differ between kinds of cases: cut all of them at all edges.
    edges = sorted({edge for first, last in gaps for edge in (first, after(last))})
    for start, end in itertools.pairwise(edges):
        those = [
            kind
            for (first, last), found in gaps.items()
            if first <= start and end <= after(last)
            for kind in found
        ]
        for only in _said(those, every):
            into = by_only.setdefault(only, [])
            _add(into, Finding(GAP, start, before(end), only=only))
    return [each for only in sorted(by_only, key=len) for each in by_only[only]]


def _said(those: list[Circumstances], every: list[Circumstances]) -> list[tuple]:
    """The circumstances of a gap, as few as say it: none, one answer, or all answers."""
    if not those:
        return []
    if len(those) == len(every):
        return [()]
    said, left, these = [], list(those), {id(kind) for kind in those}
    for name in sorted(every[0]):
        for value in sorted({kind[name] for kind in those}, key=str):
            if all(id(kind) in these for kind in every if kind[name] == value):
                said.append(((name, value),))
                left = [kind for kind in left if kind[name] != value]
    return said + [tuple(sorted(kind.items())) for kind in left[:5]]


def _add(findings: list[Finding], new: Finding) -> None:
    """Append, joined with the one before where they are one doubt."""
    last = findings[-1] if findings else None
    same = last and (last.kind, last.desks, last.rule, last.only) == (
        new.kind,
        new.desks,
        new.rule,
        new.only,
    )
    if last and same and after(last.last) == new.first:
        findings[-1] = Finding(new.kind, last.first, new.last, new.desks, new.rule, new.only)
    else:
        findings.append(new)


def after(bound: str) -> str:
    """The first key after every name that begins with ``bound``."""
    bound = bound.rstrip("z")
    if not bound:
        return "{"
    return bound[:-1] + ("a" if bound[-1] == " " else chr(ord(bound[-1]) + 1))


def before(edge: str) -> str:
    """The last beginning before ``edge``: ``b`` before ``c``, ``ka `` before ``kaa``."""
    if edge[-1] == " ":  # no name key has two spaces, or begins with one
        return edge[:-1]
    return edge[:-1] + (" " if edge[-1] == "a" else chr(ord(edge[-1]) - 1))
