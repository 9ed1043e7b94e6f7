"""What a process holds after many requests, both systems doing the same at the same time."""

import itertools
import threading
from collections.abc import Callable, Iterable

from benchmarks import people
from benchmarks.client import Client
from benchmarks.result import Result
from benchmarks.scenes.pages import PAGES
from benchmarks.servers import Server
from benchmarks.world import ONE_STEP

WANTED = 1.3
STEP_EVERY = 100  # the rest are pages


def measure(ours: Server, stock: Server, requests: int) -> Iterable[Result]:
    """``ours`` and ``stock`` were started anew."""
    before = ours.memory(), stock.memory()
    failed: list[BaseException] = []
    threads = [
        threading.Thread(target=_visit, args=(requests, server, paths, step(server), failed))
        for server, paths, step in (
            (ours, list(PAGES.values()), lambda s: people.stepper(s, ONE_STEP)),
            (
                stock,
                [f"/Plone/page-{name}" for name in PAGES],
                lambda s: people.stock_stepper(s, ONE_STEP),
            ),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    ratio = ours.memory() / stock.memory()
    yield Result(
        f"Memory of the process after {requests:,} requests",
        f"{ours.memory():.0f} MB ({before[0]:.0f} MB before)",
        f"{stock.memory():.0f} MB ({before[1]:.0f} MB before)",
        f"{ratio:.2f} ×",
        "",
        f"≤ {WANTED} ×",
        ratio <= WANTED,
    )


def _visit(
    requests: int,
    server: Server,
    paths: list[str],
    step: Callable[[], object],
    failed: list[BaseException],
) -> None:
    client, pages = Client(server.url), itertools.cycle(paths)
    try:
        for number in range(requests):
            if number % STEP_EVERY:
                client.get(next(pages))
            else:
                step()
    except BaseException as error:  # raised by who waits for this thread
        failed.append(error)
