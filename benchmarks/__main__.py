"""``python -m benchmarks``: measures everything, prints it, refreshes docs/performance.md.

``QUICK=1`` measures less, for about three minutes. ``SCENES=pages,step`` measures only these and
leaves the document as it is.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from benchmarks import report
from benchmarks.result import Result
from benchmarks.scenes import (
    applications,
    casework,
    crowd,
    designer,
    drafts,
    fresh,
    lighthouse,
    memory,
    pages,
    phone,
    step,
    submissions,
    tree,
)
from benchmarks.size import FULL, QUICK, Size
from benchmarks.world import World

TOGETHER = ("pages", "step", "submissions")  # on both systems as they run side by side
ON_OURS = ("phone", "lighthouse", "designer", "crowd", "memory")


def scenes(world: World, size: Size) -> dict[str, Callable[[], Iterable[Result]]]:
    """What there is to measure, in order."""
    n = size.rounds
    return {
        "pages": lambda: pages.measure(world.ours, world.stock, n, size.pages),
        "step": lambda: step.measure(world.ours, world.stock, n, size.steps),
        "submissions": lambda: submissions.measure(world.ours, world.stock, n, size.submissions),
        "phone": lambda: phone.measure(world.ours, n),
        "designer": lambda: designer.measure(
            world.ours,
            world.portal.portal.password(designer.WHO),
            world.stock,
            world.plain.password,
            n,
            size.changes,
        ),
        "crowd": lambda: crowd.measure(world.ours, size.people),
        "memory": lambda: memory.measure(world.ours, world.stock, size.requests),
        "drafts": lambda: drafts.measure(world, size.drafts, n, size.steps * 5),
        "casework": lambda: casework.measure(world, size.cases, n, size.pages // 2),
        "tree": lambda: tree.measure(world, size.tree, n, size.pages),
        "applications": lambda: applications.measure(
            world.directory / "cluster", world.library, n, size.applications
        ),
        **({} if size is QUICK else {"lighthouse": lambda: lighthouse.measure(world.ours)}),
        **({} if size is QUICK else {"fresh": lambda: fresh.measure(world.directory)}),
    }


def measured(world: World, size: Size, chosen: Iterable[str]) -> Iterable[Result]:
    """The chosen scenes one after the other, each on the servers that it needs and no others."""
    world.prepare()
    for name, scene in scenes(world, size).items():
        if name not in chosen:
            continue
        if name in (*TOGETHER, *ON_OURS):
            world.start()
        else:
            world.stop()
        began = time.monotonic()
        for result in scene():
            print(report.line(result), flush=True)
            yield result
        print(f"({name}: {time.monotonic() - began:.0f} s)", flush=True)


def main() -> None:
    size = QUICK if os.environ.get("QUICK") else FULL
    chosen = os.environ.get("SCENES", "").replace(",", " ").split()
    with (
        tempfile.TemporaryDirectory(prefix="permitdesk-bench-") as directory,
        World(Path(directory)) as world,
    ):
        found = list(measured(world, size, chosen or scenes(world, size)))
    if not chosen:
        report.write(found, size)


if __name__ == "__main__":
    main()
