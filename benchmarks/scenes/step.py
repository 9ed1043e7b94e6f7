"""One step of 45 questions: opened and answered, encrypted and stored."""

from collections.abc import Iterable
from functools import partial

from benchmarks import people
from benchmarks.result import Result, times
from benchmarks.rounds import Contender, measured
from benchmarks.servers import Server
from benchmarks.world import ONE_STEP

WANTED = 0.2


def measure(ours: Server, stock: Server, rounds: int, count: int) -> Iterable[Result]:
    figures = measured(
        [
            Contender("stock", stock, partial(people.stock_stepper, stock, ONE_STEP), count),
            Contender("ours", ours, partial(people.stepper, ours, ONE_STEP), count * 2),
        ],
        rounds,
    )
    yield times("One step of 45 questions, GET + POST", figures["ours"], figures["stock"], WANTED)
