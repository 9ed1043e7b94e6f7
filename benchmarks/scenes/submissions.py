"""Whole applications with a document of 1 MB, eight at a time."""

from collections.abc import Iterable
from functools import partial

from benchmarks import people
from benchmarks.papers import papers
from benchmarks.result import Result, rates
from benchmarks.rounds import Contender, Figure, measured
from benchmarks.servers import Server
from benchmarks.world import WITH_DOCUMENT

PEOPLE = 8
WANTED = 3


def measure(ours: Server, stock: Server, rounds: int, count: int) -> Iterable[Result]:
    paper = papers()
    figures = measured(
        [
            Contender(
                "stock",
                stock,
                partial(people.stock_sender, stock, WITH_DOCUMENT, paper),
                count,
                PEOPLE,
                tolerated=True,  # eight at once conflict in its one tree
            ),
            Contender(
                "ours",
                ours,
                partial(people.sender, ours, WITH_DOCUMENT, paper),
                count * 3,
                PEOPLE,
            ),
        ],
        rounds,
    )
    yield rates(
        "Accepted submissions, 1 MB document, eight at a time",
        figures["ours"],
        figures["stock"],
        WANTED,
        lost(figures["stock"]),
    )


def lost(figure: Figure) -> str:
    """How many were answered with an error."""
    if not figure.refused:
        return ""
    whole = len(figure.refused) + len(figure.times)
    return f", {len(figure.refused)} of {whole} answered with an error"
