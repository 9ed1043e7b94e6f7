"""A cluster for tests and benchmarks: a storage server, Zope clients and a worker, as deployed.

Built from ``profiles/zeo.cfg`` or ``profiles/postgres.cfg`` in a directory of its own, on free
ports of 127.0.0.1. Every process is a child of ours, known by its id and ended by it.

    with cluster.running("zeo", directory, clients=2) as office:
        office.clients[0].url
"""

import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from postgres import Postgres
from process import Process
from running_portal import ROOT, SCRIPTS

PROFILES = ("zeo", "postgres")


@dataclass
class Client(Process):
    """One Zope client. Senders and visitors all come from one address, as fast as they can: it
    has no limits."""

    url: str = ""

    def __post_init__(self) -> None:
        self.environment.setdefault("PERMITDESK_LIMITS", "off")

    def is_ready(self, patience: float = 5) -> bool:
        """Whether it says that it can serve, within ``patience`` seconds."""
        return self.status("/@@ready", patience) == 200


@dataclass
class ZeoServer(Process):
    """The ZEO server; it answers as soon as it listens."""

    port: int = 0

    def is_ready(self, patience: float = 5) -> bool:
        return listens(self.port, patience)


@dataclass
class Cluster:
    """A portal served by several processes; ``instance`` is the directory that they share."""

    profile: str
    instance: Path
    storage: ZeoServer | Postgres
    clients: list[Client] = field(default_factory=list)
    worker: Process | None = None

    @property
    def processes(self) -> list[Process]:
        """All but the storage."""
        return [*self.clients, *([self.worker] if self.worker else [])]

    def start(self) -> None:
        """Start what does not run, the storage first; returns when all of it is ready."""
        self.storage.start()
        self.storage.wait_until_ready()
        for process in self.processes:
            process.start()
        for process in self.processes:
            process.wait_until_ready()

    def stop(self) -> None:
        """End all of it, the storage last."""
        for process in self.processes:
            process.end()
        for process in self.processes:
            process.stop()
        self.storage.stop()

    def run(self, script: Path, *arguments: str) -> str:
        """Run a script inside Zope on a process of its own; returns what it printed."""
        said = subprocess.run(
            [self.instance / "bin" / "client1", "run", script, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if said.returncode:
            raise RuntimeError(f"{script.name} failed:\n{said.stdout}{said.stderr}")
        return said.stdout

    def password(self, login: str) -> str:
        """The generated password of a demo account; raises ``KeyError``."""
        for line in (self.instance / "demo-passwords.txt").read_text().splitlines():
            words = line.replace(":", " ").split()
            if words[:1] == [login]:
                return words[1]
        raise KeyError(login)

    @property
    def mails(self) -> list[Path]:
        """The mails that its worker would have sent, oldest first."""
        return sorted((self.instance / "mail").glob("*.eml"))


def build(profile: str, directory: Path, clients: int = 2, worker: bool = True) -> Cluster:
    """Configure a cluster in an empty directory, with the demo district; nothing runs after it.

    ``worker=False`` leaves the worker's process out, for measuring clients alone.
    """
    ports = [free_port() for _ in range(clients + 1)]
    for name in ("var/templates", "var/log", "mail", "secrets"):
        (directory / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    server = Postgres.prepared(directory) if profile == "postgres" else None
    configure(profile, directory, ports, server)
    made = Cluster(
        profile,
        directory,
        server
        or ZeoServer(
            "storage",
            [directory / "parts" / "zeoserver" / "bin" / "runzeo"],
            directory / "var" / "log" / "storage.out",
            port=ports[0],
        ),
        [client(directory, number, port) for number, port in enumerate(ports[1:], 1)],
    )
    if worker:
        made.worker = Process(
            "worker",
            [
                directory / "bin" / "permitdesk-worker",
                directory / "parts" / "worker" / "etc" / "zope.conf",
            ],
            directory / "var" / "log" / "worker.out",
        )
    made.storage.start()
    made.storage.wait_until_ready()
    try:
        made.run(ROOT / "src" / "permitdesk" / "demo" / "create.py", "--demo")
    except BaseException:
        made.storage.stop()
        raise
    return made


@contextmanager
def running(
    profile: str, directory: Path, clients: int = 2, worker: bool = True
) -> Iterator[Cluster]:
    """A cluster that runs within this block."""
    made = build(profile, directory, clients, worker)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        if isinstance(made.storage, Postgres):
            shutil.rmtree(made.storage.home, ignore_errors=True)


def client(directory: Path, number: int, port: int) -> Client:
    """The process of one Zope client."""
    return Client(
        f"client{number}",
        [directory / "bin" / f"client{number}", "console"],
        directory / "var" / "log" / f"client{number}.out",
        url=f"http://127.0.0.1:{port}",
    )


def configure(profile: str, directory: Path, ports: list[int], server: Postgres | None) -> None:
    """Let buildout write the configuration of a deployment profile."""
    names = [f"client{number}" for number in range(1, len(ports))]
    parts = [*(["zeoserver"] if server is None else []), *names, "worker"]
    more = "".join(
        f"[{name}]\n<= instance\nhttp-address = 127.0.0.1:{port}\n"
        for name, port in zip(names, ports[1:], strict=True)
    )
    configuration = directory / "site.cfg"
    configuration.write_text(f"""\
[buildout]
extends = {ROOT}/profiles/{profile}.cfg
directory = {ROOT}
parts = {" ".join(parts)}

[settings]
instance = {directory}
mail-directory = {directory}/mail
zeo-address = 127.0.0.1:{ports[0]}
postgresql-dsn = {server.dsn if server else ""}

[instance]
user = admin:{secrets.token_urlsafe(18)}

{more}""")
    said = subprocess.run(
        [Path(sys.executable).with_name("buildout"), "-q", "-c", configuration],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise RuntimeError(f"buildout failed:\n{said.stdout}{said.stderr}")


def free_port() -> int:
    """A port that nobody uses now."""
    return portal_ports().free()


def listens(port: int, patience: float) -> bool:
    """Whether somebody listens on a port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), patience):
            return True
    except OSError:
        return False


def portal_ports():
    """``scripts/portal/ports.py``."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        from portal import ports
    finally:
        sys.path.remove(str(SCRIPTS))
    return ports
