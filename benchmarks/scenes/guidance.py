"""Whether the grid of pages and languages opens at once, however many pages there are."""

from collections.abc import Iterable, Mapping
from functools import partial

from benchmarks.result import Result
from benchmarks.rounds import Contender, Figure, measured
from benchmarks.scenes.casework import staff
from benchmarks.servers import Server

EDITOR = "herr.winter"
WANTED = 1000  # milliseconds, as the person waits
PAGES = {
    "Coverage": "/@@coverage",
    "Coverage, what is to do in one language": "/@@coverage?state=open&to=ar",
    "Coverage, longest outdated first": "/@@coverage?order=oldest",
}


def measure(
    server: Server, passwords: Mapping[str, str], tree: str, rounds: int, count: int
) -> Iterable[Result]:
    """``tree`` says in words how many pages there are in how many languages."""
    for what, path in PAGES.items():
        person = partial(editor, server, passwords, path)
        figure = measured([Contender("ours", server, person, count)], rounds)["ours"]
        yield opened(f"{what}, {tree}", figure)


def editor(server: Server, passwords: Mapping[str, str], path: str):
    """Somebody who opens the grid again and again."""
    client = staff(server, passwords, EDITOR)
    return lambda: client.get(path)


def opened(what: str, figure: Figure) -> Result:
    """How long an editor waits for the whole page."""
    return Result(
        what,
        f"p50 {figure.p50:.0f} ms, p95 {figure.p95:.0f} ms, {figure.cost:.0f} ms CPU",
        "",
        "",
        wanted=f"< {WANTED} ms",
        reached=figure.p95 < WANTED,
    )
