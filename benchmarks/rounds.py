"""Measures contenders in turn, so that whatever else the machine does hits all of them alike."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.client import UnexpectedAnswerError
from benchmarks.servers import Server


@dataclass(frozen=True)
class Contender:
    """Something to do ``count`` times a round, by ``people`` at once.

    ``person()`` makes somebody; what it returns is then called again and again, each call one
    unit of work. It raises when the server does not do what it should, which ends the measurement;
    of a ``tolerated`` contender only what it accepted counts.
    """

    name: str
    server: Server
    person: Callable[[], Callable[[], object]]
    count: int
    people: int = 1
    tolerated: bool = False


@dataclass(frozen=True)
class Figure:
    """What a contender did in each round."""

    rates: Sequence[float]  # units a second, by the clock
    costs: Sequence[float]  # milliseconds of processor that the server spent on a unit
    times: Sequence[float]  # milliseconds of each unit, as the person waits
    refused: list[str]  # what a tolerated contender did not accept

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def cost(self) -> float:
        return statistics.median(self.costs)

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def measured(contenders: Sequence[Contender], rounds: int) -> Mapping[str, Figure]:
    """Warm up, then measure each contender once a round; by name. Raises what a person raised."""
    found = {each.name: Figure([], [], [], []) for each in contenders}
    for round_ in range(rounds + 1):
        for each in contenders:
            # A round to warm up: templates are compiled, caches filled.
            count = each.count if round_ else max(each.people * 3, each.count // 5)
            seconds, cpu, times, refused = _round(each, count)
            if round_:
                found[each.name].rates.append(len(times) / seconds)
                found[each.name].costs.append(cpu * 1000 / len(times))
                found[each.name].times.extend(times)
                found[each.name].refused.extend(refused)
    return found


class Watch:
    """Times the parts of what one person does: ``with watch("save"): …``."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.parts: dict[str, list[tuple[float, float]]] = {}  # seconds by the clock, of processor

    @contextmanager
    def __call__(self, part: str) -> Iterator[None]:
        cpu, began = self._server.cpu_seconds(), time.perf_counter()
        yield
        seconds = time.perf_counter() - began
        self.parts.setdefault(part, []).append((seconds, self._server.cpu_seconds() - cpu))


def watched(
    people: Sequence[tuple[Server, Callable[[Watch], object], int]], rounds: int
) -> list[Mapping[str, Figure]]:
    """The parts of what each person does so often in a round, by name; warmed up and in turn as
    above. The kernel counts processor time in hundredths of a second, so a part's cost is that of
    all its units together."""
    found: list[dict[str, Figure]] = [{} for _ in people]
    for round_ in range(rounds + 1):
        for figures, (server, unit, count) in zip(found, people, strict=True):
            watch = Watch(server)
            for _ in range(count if round_ else 2):
                unit(watch)
            for part, each in watch.parts.items() if round_ else ():
                figure = figures.setdefault(part, Figure([], [], [], []))
                figure.rates.append(len(each) / sum(seconds for seconds, _cpu in each))
                figure.costs.append(sum(cpu for _seconds, cpu in each) * 1000 / len(each))
                figure.times.extend(seconds * 1000 for seconds, _cpu in each)
    return found


def _round(contender: Contender, count: int) -> tuple[float, float, list[float], list[str]]:
    people = [contender.person() for _ in range(contender.people)]
    left, lock = iter(range(count)), threading.Lock()
    times: list[float] = []
    refused: list[str] = []
    failed: list[BaseException] = []

    def work(unit: Callable[[], object]) -> None:
        while not failed:
            with lock:
                if next(left, None) is None:
                    return
            began = time.perf_counter()
            try:
                unit()
            except UnexpectedAnswerError as error:
                if contender.tolerated:
                    refused.append(str(error))
                    continue
                failed.append(error)
                return
            except BaseException as error:  # raised below: a thread's own error is lost
                failed.append(error)
                return
            times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=work, args=(unit,)) for unit in people]
    cpu, began = contender.server.cpu_seconds(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return time.perf_counter() - began, contender.server.cpu_seconds() - cpu, times, refused
