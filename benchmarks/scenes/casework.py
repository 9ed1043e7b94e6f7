"""Whether many cases make the caseworkers' pages slower, files of ten thousand, people at work."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle
from pathlib import Path

from benchmarks import people
from benchmarks.client import Client, UnexpectedAnswerError
from benchmarks.papers import papers
from benchmarks.result import Result, times
from benchmarks.rounds import Contender, measured
from benchmarks.servers import Server
from benchmarks.world import WITH_DOCUMENT, World

FEW, WANTED, AT_MOST = 1_000, 1.2, 150
HEAD = "frau.seidel"  # of the unit: sees every case
WORKERS = 10
PAUSE = 5  # seconds that a caseworker reads before taking the next one up; nobody is faster
KEEP = 0.7
_CASE = re.compile(r'href="[^"]*(/office/[^/"]+/[^/"]+/[a-z0-9]{25})"')
_COUNT = re.compile(r"von (\d+)")
PAGES = {
    "Workplace": {},
    "Filter (state, service)": {"state": "closed", "waiting": "nobody"},
    "Filter (deadlines)": {"deadline": "14"},
    "Sorted by name": {"sort": "name_key-up"},
    "Sorted by service": {"sort": "service-up"},
    "Search by the beginning of a name": {"q": "m"},
    "Search by name": {"q": "mueller omar"},
    "Search by birth date": {"q": "12.04.1987"},
    "Search in Arabic": {"q": "الغزالي"},
}


def measure(world: World, many: int, rounds: int, count: int) -> Iterable[Result]:
    """Neither portal of ``world`` may run."""
    portals = {number: world.portal.copy(world.directory / f"c{number}") for number in (FEW, many)}
    try:
        servers = {}
        for number, portal in portals.items():
            portal.create()
            portal.run("fill_cases.py", str(number))
            servers[number] = portal.start()
        passwords = {n: passwords_in(p.instance / "demo-passwords.txt") for n, p in portals.items()}
        yield from compared(servers, passwords, rounds, count)
        yield from files(servers[many], passwords[many], min(many, 10_000))
        yield at_work(servers[many], passwords[many], count)
    finally:
        for portal in portals.values():
            portal.stop()


def compared(servers, passwords, rounds: int, count: int) -> Iterable[Result]:
    """Each page with few cases and with many."""
    few, many = sorted(servers)
    for what, form in (*PAGES.items(), ("A case", None)):
        person = opener if form is None else partial(asker, form=form)
        figures = measured(
            [
                Contender(str(n), server, partial(person, server, passwords[n]), count)
                for n, server in servers.items()
            ],
            rounds,
        )
        found, other = figures[str(many)], figures[str(few)]
        shown = {} if form is None else {n: _shown(servers[n], passwords[n], form) for n in servers}
        # Most of a page's time is its rows: pages with more of them are not compared.
        comparable = len(set(shown.values())) < 2
        rows = "" if comparable else f" ({shown[many]} rows shown against {shown[few]})"
        result = times(f"{what}, {many:,} cases against {few:,}{rows}", found, other, WANTED)
        yield Result(
            result.what,
            result.ours,
            result.other,
            result.ratio,
            result.cpu_ratio,
            f"≤ {WANTED} ×, < {AT_MOST} ms CPU" if comparable else f"< {AT_MOST} ms CPU",
            (not comparable or bool(result.reached)) and found.cost < AT_MOST,
        )


def files(server: Server, passwords: dict[str, str], count: int) -> Iterable[Result]:
    """A list and an archive of many cases, made by a job."""
    for action in ("xlsx", "zip"):
        client = staff(server, passwords)
        before, began = server.memory(), time.perf_counter()
        address = _asked_for(client, action, count)
        highest = before
        while "http-equiv" in (page := client.get(address).text):
            highest = max(highest, server.memory())
            time.sleep(0.5)
        seconds = time.perf_counter() - began
        if f"{address}/file" not in page:
            raise UnexpectedAnswerError(f"No {action}: {page[:500]}")
        size = len(client.get(f"{address}/file").body)
        yield Result(
            f"{count:,} cases as {action.upper()}, by a job with progress",
            f"{seconds:.0f} s, {size / 1e6:.1f} MB, {highest:.0f} MB of memory at most",
            f"{before:.0f} MB before",
            f"{highest / before:.2f} ×",
            wanted="≤ 1.3 × memory",
            reached=highest <= before * 1.3,
        )


def at_work(server: Server, passwords: dict[str, str], count: int) -> Result:
    """Submissions alone, and while ten caseworkers open lists and cases and move them on."""
    paper = papers(100_000)
    sender = partial(people.sender, server, WITH_DOCUMENT, paper)
    alone = measured([Contender("alone", server, sender, count, 4)], 2)["alone"]
    stop, refused, done = threading.Event(), [], []
    threads = [
        threading.Thread(target=_work, args=(server, passwords, number, stop, refused, done))
        for number in range(WORKERS)
    ]
    for thread in threads:
        thread.start()
    try:
        beside = measured([Contender("beside", server, sender, count, 4)], 2)["beside"]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    ratio = beside.rate / alone.rate
    return Result(
        f"Submissions while {WORKERS} caseworkers take up a case every {PAUSE} s",
        f"{beside.rate:.1f}/s; {len(done)} cases taken up, {len(refused)} refused",
        f"{alone.rate:.1f}/s alone",
        f"{ratio:.2f} ×",
        f"{alone.cost / beside.cost:.2f} ×",
        f"≥ {KEEP} ×, no conflict reaches a person",
        ratio >= KEEP and not refused,
    )


def staff(server: Server, passwords: dict[str, str], login: str = HEAD) -> Client:
    """Somebody who is signed in."""
    client = Client(server.url)
    page = client.get("/login")
    fields = {**page.hidden, "__ac_name": login, "__ac_password": passwords[login]}
    fields["buttons.login"] = "Anmelden"
    client.post("/login", fields, expect=302)
    return client


def asker(server: Server, passwords: dict[str, str], form: dict[str, str]) -> Callable[[], object]:
    """Somebody who opens the list with the same question again and again."""
    client = staff(server, passwords)
    if not form:
        return lambda: client.get("/office")
    return lambda: client.post("/office", form, expect=200)


def _shown(server: Server, passwords: dict[str, str], form: dict[str, str]) -> int:
    """How many cases the list shows."""
    page = asker(server, passwords, form)()
    return len(set(_CASE.findall(page.text)))


def opener(server: Server, passwords: dict[str, str]) -> Callable[[], object]:
    """Somebody who opens one case after the other."""
    client = staff(server, passwords)
    paths = _CASE.findall(client.get("/office").text)
    state = iter(range(10**9))
    return lambda: client.get(paths[next(state) % len(paths)])


def _asked_for(client: Client, action: str, count: int) -> str:
    """Ask for the first ``count`` cases by the API; the address of the errand's page."""
    references: list[str] = []
    while len(references) < count:
        body = {"b_start": len(references), "b_size": 200, "sort_on": "reference"}
        answer = client.ask(
            "POST",
            "/@cases-search",
            json.dumps(body).encode(),
            "application/json",
            Accept="application/json",
        )
        found = [each["reference"] for each in json.loads(answer.body)["items"]]
        if not found:
            break
        references += found
    order = {"action": action, "cases": references[:count]}
    answer = client.ask(
        "POST",
        "/@bulk",
        json.dumps(order).encode(),
        "application/json",
        expect=202,
        Accept="application/json",
    )
    return f"/office/@@errand/{json.loads(answer.body)['id']}"


def _work(server, passwords, number: int, stop, refused: list[str], done: list[str]) -> None:
    client = staff(server, passwords)
    # Each has a page of new cases of their own: what is taken up once cannot be taken up again.
    asked = {"state": "received", "page": number + 1}
    paths = cycle(_CASE.findall(client.post("/office", asked, expect=200).text))
    stop.wait(PAUSE * number / WORKERS)  # they do not press at the same moment
    while not stop.is_set():
        path = next(paths)
        try:
            client.get("/office")
            page = client.get(path)
            token = page.hidden.get("_authenticator", "")
            fields = {"transition": "take_up", "_authenticator": token}
            client.post(f"{path}/@@move", fields, expect=303)
        except UnexpectedAnswerError as error:
            refused.append(str(error))
        done.append(path)
        stop.wait(PAUSE)


def passwords_in(path: Path) -> dict[str, str]:
    lines = [line.split() for line in path.read_text().splitlines() if not line.startswith("#")]
    return {line[0]: line[1] for line in lines if len(line) > 1}
