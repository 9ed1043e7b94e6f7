"""``make faults``: runs over both storages, with every guard and without, and prints a table.

FAULT_SECONDS=840 make faults      time for all runs together, starting and checking included
FAULT_STORAGES="zeo postgres"      which storages
FAULT_GUARDS="on readback all"     on: as delivered; readback: without reading back; all:
                                   without any guard. Only what is "on" must be clean.
FAULT_SEED=17                      the same moments of killing again
FAULT_HUNT=1                       six programs through the API, only the storage is killed: as many
                                   acknowledged commits as can be had, to look for a lost one
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cluster
from faults import table
from faults.run import Result, run
from faults.unguarded import WHAT

OVERHEAD = 75  # seconds of starting and checking that a run takes on two cores
LEAST = 20
HUNT = {"ways": ("api",) * 6, "storage_share": 1.0}


def main() -> int:
    """Run everything that is asked for; 1 when the portal as delivered broke a promise."""
    storages = os.environ.get("FAULT_STORAGES", " ".join(cluster.PROFILES)).split()
    guards = os.environ.get("FAULT_GUARDS", "on readback all").split()
    whole = float(os.environ.get("FAULT_SECONDS", "840"))
    each = max(LEAST, whole / (len(storages) * len(guards)) - OVERHEAD)
    seed = int(os.environ["FAULT_SEED"]) if "FAULT_SEED" in os.environ else None
    results: list[Result] = []
    for storage in storages:
        for guard in guards:
            print(f"· {storage}, guards {guard}: {each:.0f} s", flush=True)  # noqa: T201
            results.append(one(storage, guard, each, seed))
            print(table.details(results[-1]), flush=True)  # noqa: T201
    print(table.table(results))  # noqa: T201
    return int(any(not result.is_clean for result in results if result.guards == "on"))


def one(storage: str, guards: str, seconds: float, seed: int | None) -> Result:
    """One run on a cluster of its own."""
    directory = Path(tempfile.mkdtemp(prefix="permitdesk-faults-"))
    hunt = HUNT if "FAULT_HUNT" in os.environ else {}
    try:
        with cluster.running(storage, directory) as office:
            if guards in WHAT:
                unguard(office, guards)
            return run(office, seconds, guards, seed, **hunt)
    finally:
        if os.environ.get("FAULT_KEEP"):
            print(f"  kept: {directory}")  # noqa: T201
        else:
            shutil.rmtree(directory, ignore_errors=True)


def unguard(office: cluster.Cluster, what: str) -> None:
    """Have the clients started by the script that takes guards out."""
    script = Path(__file__).with_name("unguarded.py")
    for client in office.clients:
        client.stop()
        ini = office.instance / "parts" / client.name / "etc" / "wsgi.ini"
        client.command = [sys.executable, script, what, ini]
    office.start()


if __name__ == "__main__":
    sys.exit(main())
