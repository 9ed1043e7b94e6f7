"""How much work a pattern can make, judged before anybody's answer meets it.

An engine that goes back tries every way to share a text among the repeats and choices of a
pattern. The number of ways is estimated from above; ``(a|a)*b`` has one more factor of two for
each character, ``[A-Z]+-[0-9]+`` the square of the length. What may match nothing, such as ``^``,
is repeated as often as the pattern demands, however short the text is.
"""

import re
from math import prod

MAX_EFFORT = 10_000_000
MAX_MATCHED = 200  # characters of an answer that a pattern is tried on
_CAPPED = MAX_EFFORT**2  # all the same from here on


def is_laborious(pattern: str) -> bool:
    """Whether some answer of MAX_MATCHED characters could keep the server busy for seconds.

    Raises ``re.error`` or ``OverflowError`` for what is no pattern.
    """
    return _ways(re._parser.parse(pattern)) > MAX_EFFORT


def _ways(part) -> int:
    """In how many ways a part of a parsed pattern may match; 1 where there is no choice."""
    if isinstance(part, re._parser.SubPattern):
        return min(prod(_ways_of(name, argument) for name, argument in part), _CAPPED)
    if isinstance(part, tuple | list):
        return min(prod(_ways(each) for each in part), _CAPPED)
    return 1


def _ways_of(operation, argument) -> int:
    if operation is re._constants.BRANCH:
        return sum(_ways(each) for each in argument[1])
    if not isinstance(argument, tuple) or not isinstance(argument[-1], re._parser.SubPattern):
        return _ways(argument)
    if len(argument) == 3 and operation is not re._constants.GROUPREF_EXISTS:
        least, most, repeated = argument
        most = min(int(most), MAX_MATCHED)
        within = min(_ways(repeated), MAX_EFFORT)
        times = most if within > 1 else 1
        # No character is used up: nothing but the pattern ends it.
        demanded = 1 if repeated.getwidth()[0] else max(int(least), 1)
        shared = max(most - int(least) + 1, 1)
        return min(within ** min(times, 64) * shared * demanded, _CAPPED)
    return _ways(argument)
