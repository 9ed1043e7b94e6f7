"""Public pages, rendered anew for every request, against stock documents of the same content."""

from collections.abc import Iterable, Mapping
from functools import partial

from lxml import html

from benchmarks.client import Client
from benchmarks.result import Result, rates
from benchmarks.rounds import Contender, measured
from benchmarks.servers import Server

PAGES = {
    "home": "/de",
    "guidance": "/de/asyl-und-aufenthalt/arbeiten",
    "start": "/de/antrag/aufenthalt-arbeit",
}
NAMES = {"home": "Home page", "guidance": "Guidance page", "start": "Start page of a service"}
PEOPLE = 2
WANTED = 6


def content(ours: Server) -> Mapping[str, object]:
    """Our pages as stock Plone can hold them: title and markup of what is in ``<main>``."""
    client, pages, topics = Client(ours.url), [], {}
    for name, path in PAGES.items():
        page = html.fromstring(client.get(path).text)
        main = page.get_element_by_id("main")
        markup = "".join(html.tostring(each, encoding="unicode") for each in main)
        title = page.findtext(".//h1").strip()
        pages.append({"id": f"page-{name}", "title": title, "description": "", "markup": markup})
        for number, link in enumerate(page.cssselect(".pd-navigation a")):
            topics[number] = {"id": f"topic-{number}", "title": link.text_content().strip()}
    return {"pages": pages, "topics": list(topics.values())}


def measure(ours: Server, stock: Server, rounds: int, count: int) -> Iterable[Result]:
    for name, path in PAGES.items():
        figures = measured(
            [
                Contender(
                    "stock", stock, partial(reader, stock, f"/Plone/page-{name}"), count, PEOPLE
                ),
                Contender("ours", ours, partial(reader, ours, path), count * 4, PEOPLE),
            ],
            rounds,
        )
        yield rates(f"{NAMES[name]}, uncached", figures["ours"], figures["stock"], WANTED)


def reader(server: Server, path: str):
    """Somebody who opens one page again and again."""
    client = Client(server.url)
    return lambda: client.get(path)
