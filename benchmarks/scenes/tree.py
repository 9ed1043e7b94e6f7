"""A large tree: its pages beside stock Plone's, the search over all of it, the grid of
its translations."""

import gzip
import re
from collections.abc import Iterable
from functools import partial
from itertools import cycle
from urllib.parse import quote

from benchmarks.client import Client, UnexpectedAnswerError
from benchmarks.result import Result, rates
from benchmarks.rounds import Contender, Figure, measured
from benchmarks.scenes import guidance
from benchmarks.scenes.casework import passwords_in
from benchmarks.servers import Server, Stock
from benchmarks.tree import LANGUAGES, path, word
from benchmarks.world import World

PEOPLE, WANTED, AT_MOST, BYTES = 2, 6, 100, 150_000
_FONTS = re.compile(r"arabic-|latin-[46]")
_ASSET = re.compile(r'(?:href|src)="([^"]*@@permitdesk-static/[^"]+)"')


def measure(world: World, count: int, rounds: int, units: int) -> Iterable[Result]:
    """``count`` pages in each language. Neither portal of ``world`` may run."""
    portal = world.portal.copy(world.directory / "tree")
    plain = Stock(world.directory / "tree-stock")
    try:
        portal.create()
        portal.run("fill_tree.py", str(count))
        plain.create("create_tree.py", str(count))
        ours, stock = portal.start(), plain.start()
        figures = measured(
            [
                Contender("stock", stock, partial(reader, stock, "/Plone", count),
                          units, PEOPLE),
                Contender("ours", ours, partial(reader, ours, "", count),
                          units * 4, PEOPLE),
            ],
            rounds,
        )  # fmt: skip
        objects = f"{count * len(LANGUAGES):,}"
        name = f"Guidance page of a tree of {objects}, uncached"
        yield rates(name, figures["ours"], figures["stock"], WANTED)
        for name, change in SEARCHES.items():
            looking = partial(searcher, ours, count, change)
            figure = measured([Contender("search", ours, looking, units)], rounds)["search"]
            yield below(f"Search {name}, {objects} objects", figure)
        yield first_view(ours)
        passwords = passwords_in(portal.instance / "demo-passwords.txt")
        shape = f"{count:,} pages in {len(LANGUAGES)} languages"
        yield from guidance.measure(ours, passwords, shape, rounds, max(units // 4, 4))
    finally:
        portal.stop()
        plain.stop()


def reader(server: Server, root: str, count: int):
    """Somebody who opens one page after the other, in all languages."""
    client = Client(server.url)
    todo = cycle((tag, number) for number in range(0, count, 7) for tag in LANGUAGES)
    return lambda: client.get(f"{root}/{path(*next(todo))}")


def searcher(server: Server, count: int, change):
    """Somebody who looks for one page's own word after the other, and finds the page."""
    client = Client(server.url)
    todo = cycle((tag, number) for number in range(0, count, 7) for tag in LANGUAGES)

    def look() -> None:
        tag, number = next(todo)
        answer = client.get(f"/{tag}/search?q={quote(change(word(tag, number)))}")
        if f'/{path(tag, number)}"' not in answer.text:
            raise UnexpectedAnswerError(f"{tag} {number}: not found")

    return look


SEARCHES = {
    "by a word": lambda typed: typed,
    "by a beginning": lambda typed: typed[:8],
    "with a slip": lambda typed: typed[:5] + typed[6:],
}


def below(what: str, figure: Figure) -> Result:
    """Milliseconds of the server's time that a search may take."""
    return Result(
        what,
        f"p50 {figure.p50:.1f} ms, p95 {figure.p95:.1f} ms, {figure.cost:.1f} ms CPU",
        "",
        "",
        wanted=f"< {AT_MOST} ms CPU",
        reached=figure.cost < AT_MOST,
    )


def first_view(server: Server) -> Result:
    """All that a browser loads for an Arabic page, compressed, fonts for its letters included."""
    client = Client(server.url)
    page = client.get("/ar").text
    sizes = {"page": len(gzip.compress(page.encode()))}
    todo = [address.partition("/@@")[2] for address in _ASSET.findall(page)]
    for name in dict.fromkeys(todo):
        answer = client.ask("GET", f"/@@{name}", Accept_Encoding="gzip")
        sizes[name] = len(answer.body)
        if name.endswith(".css"):
            text = gzip.decompress(answer.body).decode()
            for font in filter(_FONTS.search, re.findall(r"url\(([^)]+woff2)\)", text)):
                sizes[font] = len(client.get(f"/@@permitdesk-static/{font}").body)
    total = sum(sizes.values())
    return Result(
        "First view of the Arabic home page, compressed, with its fonts",
        f"{total / 1000:.0f} kB",
        "",
        "",
        wanted=f"< {BYTES // 1000} kB",
        reached=total < BYTES,
    )
