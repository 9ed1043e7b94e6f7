"""The servers that are measured: own directories, own ports, ended by their process ids."""

import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import running_portal
from cluster import free_port
from process import Process
from running_portal import ROOT

INSIDE = ROOT / "benchmarks" / "inside"
BINARIES = Path(sys.executable).parent
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and the processes whose cost is counted."""

    url: str
    processes: tuple[int, ...]

    def cpu_seconds(self) -> float:
        """User and system time of its processes so far."""
        return sum(_cpu_seconds(process) for process in self.processes)

    def memory(self) -> float:
        """Resident megabytes of its largest process."""
        return max(_resident(process) for process in self.processes)


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"Process {process} is gone.")


@dataclass
class Portal:
    """Ours, built and started as ``make start`` does."""

    instance: Path
    portal: running_portal.RunningPortal | None = None

    def create(self) -> None:
        """The configuration, and the demo district where there is none; nothing runs after it."""
        self.instance.mkdir(parents=True, exist_ok=True)
        self.start()
        self.stop()

    def run(self, script: str, *arguments: str) -> str:
        """Run a script inside Zope while nothing is served."""
        return _run(self.instance / "bin" / "instance", script, *arguments)

    def copy(self, instance: Path) -> "Portal":
        """Another portal with the same data; not while it runs."""
        for name in ("var/filestorage", "var/blobstorage", "secrets"):
            shutil.copytree(self.instance / name, instance / name)
        for name in ("admin-password.txt", "demo-passwords.txt"):
            shutil.copy(self.instance / name, instance / name)
        return Portal(instance)

    def start(self) -> Server:
        self.portal = running_portal.start(self.instance)
        return Server(self.portal.url, (self.portal.process,))

    def stop(self) -> None:
        if self.portal is not None:
            self.portal.stop()
            self.portal = None


@dataclass
class StockProcess(Process):
    """Stock Plone's one process."""

    url: str = ""

    def is_ready(self, patience: float = 60) -> bool:
        return self.status("/Plone", patience) == 200


@dataclass
class Stock:
    """Plain Plone with easyform, by a buildout of its own."""

    instance: Path
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=lambda: secrets.token_urlsafe(18))  # of "admin"
    process: StockProcess = field(init=False)

    def __post_init__(self) -> None:
        self.process = StockProcess(
            "stock",
            [self.instance / "bin" / "instance", "console"],
            self.instance / "var" / "log" / "console.log",
            url=f"http://127.0.0.1:{self.port}",
        )

    def create(self, script: str, *arguments: str) -> None:
        """The site with what a script puts into it."""
        for name in ("var/templates", "var/log"):
            (self.instance / name).mkdir(parents=True)
        configuration = self.instance / "buildout.cfg"
        configuration.write_text(
            f"[buildout]\nextends = {ROOT}/benchmarks/stock.cfg\ndirectory = {ROOT}\n"
            f"[settings]\ninstance = {self.instance}\nport = {self.port}\n"
            f"[instance]\nuser = admin:{self.password}\n"
        )
        quietly(BINARIES / "buildout", "-q", "-c", configuration)
        _run(self.instance / "bin" / "instance", script, *arguments)

    def start(self) -> Server:
        self.process.start()
        self.process.wait_until_ready()
        return Server(self.process.url, (self.process.pid,))

    def stop(self) -> None:
        self.process.stop()


def _run(instance: Path, script: str, *arguments: str) -> str:
    return quietly(instance, "run", INSIDE / script, *arguments)


def quietly(*command: object) -> str:
    """Run a command; its output is returned, and shown when it fails."""
    said = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise RuntimeError(f"{command}\n{said.stdout[-3000:]}{said.stderr[-3000:]}")
    return said.stdout
