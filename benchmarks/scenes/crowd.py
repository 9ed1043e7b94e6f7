"""Two hundred people at once on one process: each saves ten steps, each with a document."""

import statistics
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from benchmarks.papers import papers
from benchmarks.people import saver
from benchmarks.result import Result
from benchmarks.servers import Server
from benchmarks.world import TEN_STEPS

PAPER = 100 * 1024  # bytes, as a photo from a phone that was made small


def measure(ours: Server, people: int) -> Iterable[Result]:
    """Raises what any of them met: an error, a step that does not go on, one that is lost."""
    paper = papers(PAPER)
    times: list[float] = []
    crowd = [saver(ours, TEN_STEPS, paper, times.append) for _ in range(people)]
    cpu, began = ours.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(people) as at_once:
        kept = list(at_once.map(lambda person: person(), crowd))
    seconds, cpu = time.perf_counter() - began, ours.cpu_seconds() - cpu
    for look in kept:
        look()
    yield Result(
        f"{people} people at once, each saves ten steps of four or five questions with a document "
        f"of {PAPER // 1024} kB; all read back",
        f"{len(times) / seconds:.1f} steps/s, {cpu * 1000 / len(times):.0f} ms CPU, "
        f"p50 {statistics.median(times):.1f} s, "
        f"p95 {statistics.quantiles(times, n=20)[-1]:.1f} s, "
        f"longest {max(times):.1f} s",
        "no error, nothing lost",
        "",
        "",
        "0 errors",
        True,
    )
