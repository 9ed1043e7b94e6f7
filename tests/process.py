"""A child process that a test may start, end and kill; ended by its id only."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 120  # seconds until a process must be ready; the machine may be busy


@dataclass
class Process:
    """``command`` with its output in ``log``. Ready as soon as it runs, unless a kind says more."""

    name: str
    command: list
    log: Path
    environment: dict[str, str] = field(default_factory=dict, kw_only=True)
    _child: subprocess.Popen | None = field(default=None, init=False, repr=False)

    @property
    def runs(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int:
        """Its id; only of a process that was started."""
        assert self._child is not None, f"{self.name} was not started"
        return self._child.pid

    def start(self) -> None:
        """Start it unless it runs."""
        if self.runs:
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as log:
            self._child = subprocess.Popen(
                [str(part) for part in self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, **self.environment},
            )

    def end(self) -> None:
        """Ask it to end, without waiting."""
        if self.runs:
            self._child.send_signal(signal.SIGTERM)

    def stop(self, patience: float = 20) -> None:
        """End it: asked first, killed when it does not."""
        self.end()
        if self._child is None:
            return
        try:
            self._child.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a crash would (-9)."""
        if self.runs:
            self._child.kill()
        if self._child is not None:
            self._child.wait()

    def is_ready(self, patience: float = 5) -> bool:
        return self.runs

    def wait_until_ready(self, patience: float = PATIENCE) -> None:
        """Return when it is ready; raises ``RuntimeError`` with the end of its log."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not self.runs:
                raise RuntimeError(f"{self.name} has ended:\n{self.tail()}")
            if self.is_ready():
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self.name} is not ready:\n{self.tail()}")

    def status(self, path: str, patience: float) -> int:
        """The status of an answer to GET; 0 when none comes in time."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=patience) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def tail(self, lines: int = 25) -> str:
        """The end of what it said."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])
