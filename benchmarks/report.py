"""Writes what was measured between the marks of docs/performance.md."""

from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks import machine
from benchmarks.result import Result
from benchmarks.servers import ROOT
from benchmarks.size import Size

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
HEAD = (
    "| what | ours | compared with | ratio by the clock | ratio by CPU | wanted | reached |",
    "|---|---|---|---|---|---|---|",
)
_REACHED = {True: "yes", False: "**no**", None: ""}


def line(result: Result) -> str:
    """One row of the table."""
    cells = (
        result.what,
        result.ours,
        result.other,
        result.ratio,
        result.cpu_ratio,
        result.wanted,
        _REACHED[result.reached],
    )
    return "| " + " | ".join(cells) + " |"


def write(results: Sequence[Result], size: Size) -> None:
    """Replace the figures; the words around them stay. Raises ``ValueError`` without the marks."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{PAGE.name} has no place for the figures.")
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    figures = [
        f"Measured {moment}, size *{size.name}* ({size.rounds} rounds, median of the rounds).",
        *(f"- {text}" for text in machine.described()),
        "",
        *HEAD,
        *(line(each) for each in results),
    ]
    PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(figures) + f"\n{END}{after}")
    print(f"docs/{PAGE.name} has the figures.")
