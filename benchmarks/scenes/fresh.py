"""``make start`` on a fresh clone, with empty caches of packages: the network is in it."""

import os
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.result import Result
from benchmarks.servers import ROOT
from cluster import free_port


def measure(directory: Path) -> Iterable[Result]:
    clone = directory / "clone"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PERMITDESK_INSTANCE", "VIRTUAL_ENV", "HOST")
    } | {
        "PORT": str(free_port()),
        "UV_CACHE_DIR": str(directory / "uv"),
        "npm_config_cache": str(directory / "npm"),
        "PIP_CACHE_DIR": str(directory / "pip"),
    }
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    began = time.monotonic()
    try:
        said = _make("start", clone, environment)
        seconds = time.monotonic() - began
    finally:
        _make("stop", clone, environment)
    if said.returncode:
        reason = (said.stdout + said.stderr).strip().splitlines()[-1]
        yield Result("make start on a fresh clone", f"did not start: {reason}", "", "")
        return
    yield Result("make start on a fresh clone, empty caches", f"{seconds:.0f} s", "", "")


def _make(target: str, clone: Path, environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["make", target],
        cwd=clone,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
