"""Which desk a new case goes to, and why. Plain functions over plain values."""

import hashlib
import itertools
import json
from dataclasses import asdict, dataclass

from permitdesk.casework.name_key import DIN_5007_1, PARTICLES, Range, name_key

# Why a case went where it went.
BY_NAME, NO_MATCH, NO_NAME, FAILED = "name-range", "no-match", "no-name", "failed"
FAMILY = "family"


@dataclass(frozen=True)
class DeskRanges:
    """A desk and the surname ranges it is responsible for."""

    desk: str
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The routing rules of one unit. ``inbox`` is the desk of what no rule names."""

    inbox: str
    desks: tuple[DeskRanges, ...] = ()
    umlauts: str = DIN_5007_1
    particles: tuple[str, ...] = PARTICLES

    @property
    def version(self) -> str:
        """Names exactly these rules: the same rules, the same version."""
        frozen = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(frozen.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Decision:
    """The desk, the rule (``desk/range``, empty for the inbox), its version and the reason."""

    desk: str
    rule: str
    version: str
    reason: str


@dataclass(frozen=True)
class Finding:
    """A doubt about a unit's rules, from ``first`` to ``last`` (keys, both included).

    ``kind``: ``gap`` (no desk; goes to the team inbox), ``overlap`` (several desks; the longest
    range wins), ``unreachable`` (a range that never wins). ``desks`` are those concerned.
    """

    kind: str
    first: str
    last: str
    desks: tuple[str, ...] = ()


def route(family_name: str, rules: Rules) -> Decision:
    """Decide by surname: the longest range that holds it wins, otherwise the team inbox."""
    key = name_key(family_name, rules.umlauts, rules.particles)
    if not key:
        return Decision(rules.inbox, "", rules.version, NO_NAME)
    matching = [
        (desk, range_)
        for desk in rules.desks
        for range_ in desk.ranges
        if range_.holds(key, rules.umlauts)
    ]
    if not matching:
        return Decision(rules.inbox, "", rules.version, NO_MATCH)
    desk, range_ = _winner(matching, rules)
    return Decision(desk.desk, f"{desk.desk}/{range_}", rules.version, BY_NAME)


def route_family(desk: str, rules: Rules) -> Decision:
    """One desk per family, even with different surnames: that of the first application.

    domain.md § 2, step 3. The decision names no other case: who reads this one may not be one who
    reads that one.
    """
    return Decision(desk, FAMILY, rules.version, FAMILY)


def check(rules: Rules) -> list[Finding]:
    """Report gaps, overlaps and ranges that never win, in the order of the alphabet."""
    spans = [
        (desk, range_, low, _after(high))
        for desk in rules.desks
        for range_ in desk.ranges
        for low, high in [range_.keys(rules.umlauts)]
    ]
    edges = sorted({"a", "{"} | {edge for _, _, low, end in spans for edge in (low, end)})
    findings: list[Finding] = []
    winners = set()
    for start, end in itertools.pairwise(edges):
        holding = [(desk, range_) for desk, range_, low, high in spans if low <= start < high]
        desks = tuple(sorted({desk.desk for desk, _ in holding}))
        if holding:
            winners.add(_winner(holding, rules))
        if not desks:
            _add(findings, Finding("gap", start, _before(end)))
        elif len(desks) > 1:
            _add(findings, Finding("overlap", start, _before(end), desks))
    for desk, range_, low, end in spans:
        if (desk, range_) not in winners:
            findings.append(Finding("unreachable", low, _before(end), (desk.desk,)))
    return findings


def _winner(matching: list, rules: Rules) -> tuple[DeskRanges, Range]:
    """The most detailed range; a tie goes to the desk whose id comes first, so it is stable."""

    def rank(match):
        low, high = match[1].keys(rules.umlauts)
        return (-max(len(low), len(high)), -len(low + high), match[0].desk, low, high)

    return min(matching, key=rank)


def _add(findings: list[Finding], new: Finding) -> None:
    """Append, joined with the one before where they are one doubt."""
    last = findings[-1] if findings else None
    if last and (last.kind, last.desks) == (new.kind, new.desks) and _after(last.last) == new.first:
        findings[-1] = Finding(new.kind, last.first, new.last, new.desks)
    else:
        findings.append(new)


def _after(bound: str) -> str:
    """The first key after every name that begins with ``bound``."""
    bound = bound.rstrip("z")
    if not bound:
        return "{"
    return bound[:-1] + ("a" if bound[-1] == " " else chr(ord(bound[-1]) + 1))


def _before(edge: str) -> str:
    """The last beginning before ``edge``: ``b`` before ``c``, ``ka `` before ``kaa``."""
    if edge[-1] == " ":  # no name key has two spaces, or begins with one
        return edge[:-1]
    return edge[:-1] + (" " if edge[-1] == "a" else chr(ord(edge[-1]) - 1))
