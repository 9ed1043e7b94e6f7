"""A line of the table: what was wanted, what came out."""

from dataclasses import dataclass

from benchmarks.rounds import Figure


@dataclass(frozen=True)
class Result:
    """``ratio`` compares ours with the other by the clock, ``cpu_ratio`` by processor time.

    ``wanted`` says the goal in words; ``reached`` is None where nothing is demanded.
    """

    what: str
    ours: str
    other: str
    ratio: str
    cpu_ratio: str = ""
    wanted: str = ""
    reached: bool | None = None


def rates(what: str, ours: Figure, stock: Figure, at_least: float, remark: str = "") -> Result:
    """Units a second: more is better; a ``remark`` on the other's figure."""
    ratio, cpu_ratio = ours.rate / stock.rate, stock.cost / ours.cost
    return Result(
        what,
        _rate(ours),
        _rate(stock) + remark,
        f"{ratio:.1f} ×",
        f"{cpu_ratio:.1f} ×",
        f"≥ {at_least:g} ×",
        ratio >= at_least,
    )


def times(what: str, ours: Figure, other: Figure, at_most: float) -> Result:
    """Time of a unit: less is better."""
    ratio, cpu_ratio = ours.p50 / other.p50, ours.cost / other.cost
    return Result(
        what,
        _time(ours),
        _time(other),
        f"{ratio:.2f} ×",
        f"{cpu_ratio:.2f} ×",
        f"≤ {at_most:g} ×",
        ratio <= at_most,
    )


def within(what: str, ours: Figure, at_most: float, other: Figure | None = None) -> Result:
    """Time of a unit against a limit in milliseconds, which 95 of 100 keep."""
    return Result(
        what,
        _time(ours),
        _time(other) if other else "",
        f"{ours.p50 / other.p50:.2f} ×" if other else "",
        f"{ours.cost / other.cost:.2f} ×" if other else "",
        f"< {at_most:,.0f} ms",
        ours.p95 < at_most,
    )


def _rate(figure: Figure) -> str:
    return (
        f"{figure.rate:.1f}/s ({min(figure.rates):.1f}–{max(figure.rates):.1f}), "
        f"{figure.cost:.1f} ms CPU"
    )


def _time(figure: Figure) -> str:
    return f"p50 {figure.p50:.1f} ms, p95 {figure.p95:.1f} ms, {figure.cost:.1f} ms CPU"
