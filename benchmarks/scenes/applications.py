"""Whole applications through the wizard's pages, eight people at once, two processes by ZEO."""

import itertools
from collections.abc import Iterable
from pathlib import Path

import cluster
from benchmarks import people
from benchmarks.result import Result
from benchmarks.rounds import Contender, measured
from benchmarks.servers import INSIDE, Server
from benchmarks.world import THREE_STEPS

PEOPLE = 8
# Open Forms 4.0.0-beta, measured before on two uWSGI processes of a 2-core machine like this one:
# 45 required questions in three steps, eight clients; the second with its background work.
OPEN_FORMS, OPEN_FORMS_WHOLE = 6.3, 2.2
WANTED = 3


def measure(directory: Path, library: Path, rounds: int, count: int) -> Iterable[Result]:
    office = cluster.build("zeo", directory, clients=2)
    try:
        office.storage.start()
        office.storage.wait_until_ready()
        office.run(INSIDE / "add_services.py", str(library))
        office.start()
        processes = (office.storage.pid, *(each.pid for each in office.processes))
        server = Server(office.clients[0].url, processes)
        urls = itertools.cycle(each.url for each in office.clients)
        figure = measured(
            [
                Contender(
                    "ours",
                    server,
                    lambda: people.applicant(next(urls), THREE_STEPS),
                    count,
                    PEOPLE,
                )
            ],
            rounds,
        )["ours"]
    finally:
        office.stop()
    for name, rate in (("completed", OPEN_FORMS), ("its PDF counted", OPEN_FORMS_WHOLE)):
        ratio = figure.rate / rate
        yield Result(
            f"Whole application of 45 questions, eight people, two processes ({name})",
            f"{figure.rate:.1f}/s ({min(figure.rates):.1f}–{max(figure.rates):.1f}), "
            f"{figure.cost:.0f} ms CPU, p50 {figure.p50:.0f} ms, p95 {figure.p95:.0f} ms",
            f"Open Forms, on paper: {rate}/s",
            f"{ratio:.1f} ×",
            "",
            f"≥ {WANTED} ×",
            ratio >= WANTED,
        )
