"""How much the people of a desk work, and how much that makes of its cases."""

from fractions import Fraction

FULL_TIME = 100  # a desk's working time, in per cent of one full-time post


def load_of(open_cases: int, working_time: int) -> Fraction:
    """Open cases for each full-time post; of a desk without working time, beyond all others."""
    if working_time <= 0:
        return Fraction(10**9 + open_cases)
    return Fraction(open_cases * FULL_TIME, working_time)
