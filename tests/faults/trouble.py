"""Kills processes of a cluster at random times, and stands in for the supervisor.

A process that has ended is started again at once; a client that has served and then fails its
readiness for ``UNREADY`` seconds is killed and started again.
"""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from cluster import Client, Cluster

UNREADY = 15.0
LOOK = 0.5


@dataclass
class Supervisor:
    """Watches over the processes of a cluster."""

    office: Cluster
    restarts: Counter = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    error: BaseException | None = None

    def start(self) -> None:
        watched = [(self._keep_running, each) for each in (self.office.storage, self.office.worker)]
        watched += [(self._keep_ready, each) for each in self.office.clients]
        for watch, process in watched:
            thread = threading.Thread(target=self._noting, args=(watch, process), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(180)
        if self.error is not None:
            raise self.error

    def _noting(self, watch, process) -> None:
        try:
            watch(process)
        except BaseException as error:
            self.error = error

    def _keep_running(self, process) -> None:
        while not self._over.wait(LOOK):
            if process is not None and not process.runs:
                self.restarts["ended"] += 1
                process.start()

    def _keep_ready(self, client: Client) -> None:
        served, since = True, None
        while not self._over.wait(LOOK):
            if not client.runs:
                self.restarts["ended"] += 1
                since = since or time.monotonic()
                served = False
                client.start()
                continue
            if client.is_ready():
                if since is not None:
                    self.recoveries.append(time.monotonic() - since)
                served, since = True, None
                continue
            since = since or time.monotonic()
            if served and time.monotonic() - since > UNREADY:
                self.restarts["not ready"] += 1
                served = False
                client.kill()


@dataclass
class Killer:
    """Kills the storage as often as ``storage_share`` says, else a client or the worker."""

    office: Cluster
    pause: tuple[float, float]
    seed: int
    storage_share: float
    kills: Counter = field(default_factory=Counter)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._kill_on, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(60)

    def _kill_on(self) -> None:
        chance = random.Random(self.seed)
        while not self._over.wait(chance.uniform(*self.pause)):
            if chance.random() < self.storage_share:
                victim, kind = self.office.storage, "storage"
            else:
                victim = chance.choice(self.office.processes)
                kind = "worker" if victim is self.office.worker else "client"
            if victim.runs:
                victim.kill()
                self.kills[kind] += 1
