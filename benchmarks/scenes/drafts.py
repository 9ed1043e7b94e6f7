"""Whether many drafts make a step slower: two portals with the same, but for their drafts."""

from collections.abc import Callable, Iterable
from functools import partial

from benchmarks import people
from benchmarks.result import Result, times
from benchmarks.rounds import Contender, measured
from benchmarks.servers import Server
from benchmarks.world import ONE_STEP, World

FEW, WANTED = 100, 1.2


def measure(world: World, many: int, rounds: int, count: int) -> Iterable[Result]:
    """Neither portal of ``world`` may run."""
    portals = {number: world.portal.copy(world.directory / f"{number}") for number in (FEW, many)}
    try:
        servers = {}
        for number, portal in portals.items():
            portal.create()
            portal.run("fill_drafts.py", ONE_STEP, str(number))
            servers[number] = portal.start()
        yield _compared("One step", people.stepper, servers, rounds, count)
        yield _compared("Beginning an application", people.beginner, servers, rounds, count)
    finally:
        for portal in portals.values():
            portal.stop()


def _compared(
    what: str,
    person: Callable[..., Callable[[], object]],
    servers: dict[int, Server],
    rounds: int,
    count: int,
) -> Result:
    few, many = sorted(servers)
    figures = measured(
        [
            Contender(str(number), server, partial(person, server, ONE_STEP), count)
            for number, server in servers.items()
        ],
        rounds,
    )
    return times(
        f"{what}, {many:,} drafts in the store against {few}",
        figures[str(many)],
        figures[str(few)],
        WANTED,
    )
