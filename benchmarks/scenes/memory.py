"""What a process holds after many requests, both systems doing the same at the same time."""

import itertools
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

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
    both = (
        (ours, list(PAGES.values()), people.stepper(ours, ONE_STEP)),
        (stock, [f"/Plone/page-{name}" for name in PAGES], people.stock_stepper(stock, ONE_STEP)),
    )
    with ThreadPoolExecutor(len(both)) as at_once:
        list(at_once.map(lambda each: _visit(requests, *each), both))
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


def _visit(requests: int, server: Server, paths: list[str], step: Callable[[], object]) -> None:
    client, pages = Client(server.url), itertools.cycle(paths)
    for number in range(requests):
        if number % STEP_EVERY:
            client.get(next(pages))
        else:
            step()
