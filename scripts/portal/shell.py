"""Runs other programs quietly; what they said is shown only when they fail."""

import os
import subprocess
from pathlib import Path

from portal.paths import LOGS, ROOT
from portal.say import Trouble, say


class Failed(Trouble):
    """A program ended with an error. ``output`` is what it said."""

    def __init__(self, message: str, output: str):
        super().__init__(message)
        self.output = output


def quietly(command: list, log: str, cwd: Path = ROOT, env: dict | None = None) -> str:
    """Run to the end and return what it said, kept in ``log`` too; raises ``Failed``."""
    LOGS.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("w") as file:
        code = subprocess.call(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    output = path.read_text(errors="replace")
    if code:
        if "No space left on device" in output:
            raise Failed(
                "The disk is full. Free some space and run the same command again.", output
            )
        tail = [line for line in output.splitlines() if line.strip()][-8:]
        say("failed")
        said = "\n    ".join(tail)
        where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        raise Failed(
            f"{Path(str(command[0])).name} ended with an error:\n    {said}\n"
            f"  All of it is in {where}. The same command goes on from here.",
            output,
        )
    return output


def aloud(command: list, env: dict | None = None) -> int:
    """Run with its output shown; returns its exit code."""
    return subprocess.call(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}
    )
