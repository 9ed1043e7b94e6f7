"""A real clamd for tests: on a socket of its own, with a signature database of two lines."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# The test file of the antivirus makers (eicar.org), in two parts: scanners of developers' machines
# look at this file too.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"

CONFIGURATION = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
PidFile {folder}/clamd.pid
LogFile {folder}/clamd.log
Foreground yes
"""


class Clamd:
    """The daemon; ``stop`` and ``start`` it as a test needs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.process = folder, None
        self.address = f"{folder}/clamd.sock"
        (folder / "signatures").mkdir()
        (folder / "signatures" / "local.ndb").write_text(f"Test-Signatur:0:*:{EICAR.hex()}\n")
        (folder / "clamd.conf").write_text(CONFIGURATION.format(folder=folder))

    def start(self) -> None:
        program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
        assert program, "apt-get install clamav-daemon"
        Path(self.address).unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [program, "-c", self.folder / "clamd.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not Path(self.address).exists():
            assert time.monotonic() < deadline
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                raise AssertionError((self.folder / "clamd.log").read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None


@contextmanager
def stopped() -> Iterator[Clamd]:
    """One that is down until a test starts it."""
    # A Unix socket's path may have 107 characters: pytest's own folders can be longer.
    with tempfile.TemporaryDirectory() as folder:
        daemon = Clamd(Path(folder))
        try:
            yield daemon
        finally:
            daemon.stop()


@contextmanager
def running(folder: Path) -> Iterator[Clamd]:
    daemon = Clamd(folder)
    daemon.start()
    try:
        yield daemon
    finally:
        daemon.stop()
