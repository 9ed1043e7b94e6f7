"""All kinds of cases that a unit's rules tell apart, so that gaps can be found before a case falls
into one.

A rule tells cases apart by the values that it names. So of each question only these matter, and
"anything else" where the question has more answers than the rules name. A comparison of amounts
or days is true or false by itself.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping

from permitdesk.services.definition import Condition, Listed

ELSE = "\0else"  # any answer that no rule names
MOST = 4096  # so many kinds at most are gone through
_VALUES = ("is", "is_not", "in", "not_in")

Circumstances = Mapping[str, object]


def kinds(
    conditions: Iterable[Condition | None],
    options: Mapping[str, frozenset[str]],
    codes: Mapping[str, tuple],
) -> Iterator[Circumstances] | None:
    """Every combination of the values that conditions name; None where these are too many.

    ``options`` are all answers that a question has, where they are known; ``codes`` what a list of
    the law stands for.
    """
    named: dict[str, set] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            values = named.setdefault(question(leaf), set())
            values |= {True, False} if leaf.operator not in _VALUES else set(wanted(leaf, codes))
    total = 1
    for name, values in named.items():
        known = options.get(name)
        if not values <= {True, False} and not (known and known <= values):
            values.add(ELSE)
        if values <= {True, False} and known is None:
            values |= {True, False}
        total *= len(values)
        if total > MOST:
            return None
    names = sorted(named)
    choices = [sorted(named[name], key=str) for name in names]
    return (dict(zip(names, each, strict=True)) for each in itertools.product(*choices))


def holds_in(condition: Condition | None, kind: Circumstances, codes: Mapping[str, tuple]) -> bool:
    """Whether a condition is true of a kind of case."""
    if condition is None:
        return True
    if condition.all_of:
        return all(holds_in(each, kind, codes) for each in condition.all_of)
    if condition.any_of:
        return any(holds_in(each, kind, codes) for each in condition.any_of)
    answer = kind[question(condition)]
    if condition.operator not in _VALUES:
        return answer is True
    is_one = any(answer is each or (answer == each) for each in wanted(condition, codes))
    return is_one is (condition.operator in ("is", "in"))


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """The comparisons that a condition is joined of."""
    if condition is None:
        return
    if condition.field:
        yield condition
    for each in (*condition.all_of, *condition.any_of):
        yield from leaves(each)


def question(leaf: Condition) -> str:
    """What is told apart: the question, or a comparison of its amount or day by itself."""
    if leaf.operator in _VALUES:
        return leaf.field
    return f"{leaf.field} {leaf.operator} {leaf.value}"


def wanted(leaf: Condition, codes: Mapping[str, tuple]) -> tuple:
    """The values that a comparison looks for."""
    if isinstance(leaf.value, Listed):
        return codes.get(leaf.value.name, ())
    return leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
