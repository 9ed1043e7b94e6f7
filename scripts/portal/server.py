"""The running portal: one process, known by its pid file, ended by that pid only."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from portal.instance import VAR
from portal.paths import INSTANCE, ROOT
from portal.say import Trouble

PID = INSTANCE / "portal.pid"
LOG = VAR / "log" / "portal.log"
COMMAND = [str(INSTANCE / "bin" / "instance"), "console"]
MARK = str(INSTANCE / "parts" / "instance" / "etc")
PATIENCE = 240  # seconds until the portal must answer; a slow disk takes its time


def current() -> tuple[int, int] | None:
    """Process id and port of the running portal, or None."""
    try:
        process, port = (int(part) for part in PID.read_text().split())
        command = Path(f"/proc/{process}/cmdline").read_text()
    except (OSError, ValueError):
        return None
    return (process, port) if MARK in command or COMMAND[0] in command else None


def start(port: int) -> int:
    """Start the portal in the background; returns its process id."""
    LOG.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with LOG.open("a") as log:
        process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    PID.write_text(f"{process.pid} {port}\n")
    return process.pid


def wait_until_ready(process: int, port: int) -> None:
    """Return when the portal answers; raises ``Trouble`` when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if ended(process):
            raise Trouble(f"The portal did not start:\n{tail()}")
        if answers(f"http://127.0.0.1:{port}/@@ready") and answers(f"http://127.0.0.1:{port}/de"):
            return
        time.sleep(0.3)
    raise Trouble(
        f"The portal runs but does not answer after {PATIENCE} seconds. "
        f"Look at {LOG.relative_to(ROOT) if LOG.is_relative_to(ROOT) else LOG}; make stop ends it."
    )


def answers(address: str) -> bool:
    """Whether an address answers well."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 -- http only
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def ended(process: int) -> bool:
    """Whether a process has ended, reaping it when it is our child."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return not Path(f"/proc/{process}").exists()


def stop() -> bool:
    """End the running portal; False when none runs."""
    running = current()
    PID.unlink(missing_ok=True)
    if running is None:
        return False
    process, _port = running
    for number, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, 10)):
        os.kill(process, number)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if ended(process):
                return True
            time.sleep(0.1)
    raise Trouble(f"Process {process} does not end.")


def tail(lines: int = 12) -> str:
    """The end of the log."""
    text = LOG.read_text(errors="replace") if LOG.exists() else ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
