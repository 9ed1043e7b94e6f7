"""A real portal with the demo district, for tests: built, started and stopped as ``make`` does."""

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"


@dataclass(frozen=True)
class RunningPortal:
    """Where a portal runs, and the directory that it owns."""

    url: str
    instance: Path

    @property
    def mails(self) -> list[Path]:
        """The mails that it would have sent, oldest first."""
        return sorted((self.instance / "mail").glob("*.eml"))

    def password(self, login: str) -> str:
        """The generated password of a demo account; raises ``KeyError``."""
        for line in (self.instance / "demo-passwords.txt").read_text().splitlines():
            words = line.replace(":", " ").split()
            if words[:1] == [login]:
                return words[1]
        raise KeyError(login)

    @property
    def process(self) -> int:
        """The id of the portal's process."""
        return int((self.instance / "portal.pid").read_text().split()[0])

    def start(self, limits: str = "off") -> None:
        """Start it again after a stop or a kill; raises when it does not."""
        command(self.instance, int(self.url.rpartition(":")[2]), "start", limits)

    def stop(self) -> None:
        """End exactly its own process."""
        command(self.instance, int(self.url.rpartition(":")[2]), "stop")


def start(instance: Path, limits: str = "off") -> RunningPortal:
    """Create the demo district in an empty directory and serve it on a free port.

    Without ``limits``: tests and benchmarks do in seconds, from one address, what a house does
    in a day.
    """
    port = set_up("ports").free()
    # By number: a name may resolve to an address on which the portal does not listen.
    portal = RunningPortal(f"http://127.0.0.1:{port}", instance)
    portal.start(limits)
    return portal


def set_up(module: str):
    """A module of the project's set-up, by name."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        return import_module(f"portal.{module}")
    finally:
        sys.path.remove(str(SCRIPTS))


def command(instance: Path, port: int, name: str, limits: str = "off") -> None:
    """Run one of the set-up's commands for a portal of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "portal", name],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(SCRIPTS),
            "PERMITDESK_INSTANCE": str(instance),
            "PORT": str(port),
            "HOST": "127.0.0.1",
            "PERMITDESK_LIMITS": limits,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise RuntimeError(f"The test portal did not {name}:\n{said.stdout}{said.stderr}")
