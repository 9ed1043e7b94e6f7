"""A fault run: people and programs send while the storage and the clients are killed (-9)."""

import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from cluster import Cluster
from faults.ledger import Entry, Ledger
from faults.sender import ask
from faults.senders import Senders
from faults.trouble import Killer, Supervisor

STORED = Path(__file__).with_name("stored.py")
PAUSES = {"zeo": (1.5, 5.0), "postgres": (2.5, 6.0)}  # seconds between two kills


@dataclass(frozen=True)
class Result:
    """What a run found. ``lost``, ``doubled``, ``damaged`` and ``dead_codes`` must be empty."""

    profile: str
    guards: str
    seconds: float
    kills: dict[str, int]
    acknowledged: int
    refused: int
    lost: list[str]
    doubled: list[str]
    damaged: list[str]
    changed: list[str]
    dead_codes: list[str]
    stuck: list[str]
    complaints: list[str]
    steps_again: int
    conflicts: int
    not_stored: int
    restarts: dict[str, int]
    recoveries: list[float] = field(repr=False)
    jobs_left: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether every promise held."""
        return not any(
            (self.lost, self.doubled, self.damaged, self.changed, self.dead_codes, self.stuck,
             self.complaints, self.jobs_left)
        )  # fmt: skip


def run(
    office: Cluster,
    seconds: float,
    guards: str = "on",
    seed: int | None = None,
    *,
    ways: tuple[str, ...] = ("api", "api", "wizard", "wizard"),
    storage_share: float = 0.75,
) -> Result:
    """Cause trouble for some seconds in a cluster that runs, then hold it to its word.

    ``ways`` are the senders; ``storage_share`` says how many of the kills hit the storage.
    """
    seed = random.randrange(10**6) if seed is None else seed
    chance = random.Random(seed)
    before = {case["reference"] for case in stored(office)[0]}
    ledger = Ledger()
    logs = {each.name: len(_said(each)) for each in office.clients}
    senders = Senders(lambda: chance.choice(office.clients).url, ledger, ways)
    supervisor = Supervisor(office)
    killer = Killer(office, PAUSES[office.profile], seed, storage_share)
    began = time.monotonic()
    supervisor.start()
    senders.start()
    killer.start()
    try:
        time.sleep(seconds)
    finally:
        killer.stop()
        senders.stop()
        supervisor.stop()
    lasted = time.monotonic() - began
    office.start()
    dead = [entry.reference for entry in ledger.acknowledged if not _opens(office, entry)]
    jobs_left = _drained(office)
    cases, _jobs = stored(office)
    said = "".join(_said(each)[logs[each.name] :] for each in office.clients)
    return Result(
        profile=office.profile,
        guards=guards,
        seconds=lasted,
        kills=dict(killer.kills),
        acknowledged=len(ledger.acknowledged),
        refused=senders.refused,
        changed=ledger.changed,
        dead_codes=dead,
        stuck=[entry.message for entry in ledger.unanswered],
        complaints=senders.complaints,
        steps_again=ledger.steps_again,
        conflicts=said.count("ConflictError"),
        not_stored=said.count("was acknowledged but is not stored"),
        restarts=dict(supervisor.restarts),
        recoveries=supervisor.recoveries,
        jobs_left=jobs_left,
        **compare(ledger.acknowledged, [case for case in cases if case["reference"] not in before]),
    )


def compare(acknowledged: list[Entry], cases: list[dict]) -> dict[str, list[str]]:
    """What is lost, there twice, or not byte by byte what was sent.

    A case that the storage itself has damaged was never acknowledged: its sender was asked to
    send again, and a second, whole one was filed. Only the whole ones may not be there twice.
    """
    by_reference = {case["reference"]: case for case in cases}
    whole = [case for case in cases if None not in case["documents"]]
    times: dict[str, int] = {}
    for case in whole:
        times[case["message"]] = times.get(case["message"], 0) + 1
    return {
        "lost": [each.reference for each in acknowledged if each.reference not in by_reference],
        "doubled": [message for message, count in times.items() if count > 1],
        "damaged": [
            each.reference
            for each in acknowledged
            if each.reference in by_reference
            and (
                by_reference[each.reference]["documents"] != [each.document]
                or by_reference[each.reference]["message"] != each.message
            )
        ],
    }


def stored(office: Cluster) -> tuple[list[dict], int]:
    """What a new process finds in the database: cases, and how many jobs wait."""
    lines = office.run(STORED).splitlines()
    cases = next(line for line in lines if line.startswith("STORED "))
    waiting = next(line for line in lines if line.startswith("JOBS "))
    return json.loads(cases.removeprefix("STORED ")), int(waiting.removeprefix("JOBS "))


def _opens(office: Cluster, entry: Entry) -> bool:
    """Whether the receipt's access code shows the state, on any client."""
    return any(
        ask(client.url, entry.reference, entry.code).status == 200 for client in office.clients
    )


def _drained(office: Cluster, patience: float = 90) -> int:
    """How many mails are still missing after a while; the worker must get through."""
    if office.worker is None:
        return 0
    until = time.monotonic() + patience
    while time.monotonic() < until:
        _cases, waiting = stored(office)
        if not waiting:
            return 0
    return waiting


def _said(process) -> str:
    return process.log.read_text(errors="replace") if process.log.exists() else ""
