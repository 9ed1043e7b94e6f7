"""PostgreSQL in a directory of its own, reached by a socket there: no port, no password.

Programs of Debian's package; as root it runs as ``postgres`` or ``nobody``, because PostgreSQL
refuses root. The directory is short and readable by its owner only, so nobody else connects.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from process import Process

DATABASE = "permitdesk"
PORT = 5432  # part of the socket's name only


@dataclass
class Postgres(Process):
    """A PostgreSQL server."""

    home: Path = Path()

    @classmethod
    def prepared(cls, directory: Path) -> "Postgres":
        """A server with an empty database cluster; not started. Its log is in ``directory``."""
        home = Path(tempfile.mkdtemp(prefix="permitdesk-pg-"))
        if os.geteuid() == 0:
            owner = account()
            os.chown(home, owner.pw_uid, owner.pw_gid)
        subprocess.run(
            as_owner(
                [
                    program("initdb"),
                    f"--pgdata={home}/data",
                    "--auth=trust",
                    f"--username={DATABASE}",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                ]
            ),
            cwd=home,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        command = [
            program("postgres"),
            *("-D", f"{home}/data"),
            *("-c", f"unix_socket_directories={home}"),
            *("-c", "listen_addresses="),
            *("-c", f"port={PORT}"),
        ]
        log = directory / "var" / "log" / "storage.out"
        return cls("storage", as_owner(command), log, home=home)

    @property
    def dsn(self) -> str:
        """How libpq reaches the database."""
        return f"dbname='{DATABASE}' user='{DATABASE}' host='{self.home}' port='{PORT}'"

    def start(self) -> None:
        """Start it; its children of before a crash may still be letting go of its memory."""
        until = time.monotonic() + 30
        super().start()
        while not self.is_ready():
            if not self.runs:
                assert time.monotonic() < until, self.tail()
                super().start()
            time.sleep(0.05)
        self._create_database()

    def end(self) -> None:
        """Ask for a fast shutdown: SIGTERM would wait for every client to leave."""
        if self.runs:
            self._child.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """Kill the server and the processes that serve its clients, all at once."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children") if self.runs else None
        found = [int(part) for part in children.read_text().split()] if children else []
        super().kill()
        for child in found:
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def is_ready(self, patience: float = 5) -> bool:
        return self.runs and self._psql("select 1", "template1").returncode == 0

    def _create_database(self) -> None:
        known = self._psql(f"select 1 from pg_database where datname = '{DATABASE}'", "template1")
        if "1" not in known.stdout:
            self._psql(f"create database {DATABASE}", "template1").check_returncode()

    def _psql(self, statement: str, database: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [
                program("psql"),
                *("-h", self.home, "-p", str(PORT), "-U", DATABASE, "-d", database),
                *("-XAtc", statement),
            ],
            capture_output=True,
            text=True,
        )


def program(name: str) -> str:
    """Where Debian keeps a program of PostgreSQL; raises ``RuntimeError`` when it is missing."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    if not path:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
    return path


def as_owner(command: list[str]) -> list[str]:
    """The command as an account that is not root."""
    if os.geteuid() != 0:
        return command
    owner = account()
    return [
        "setpriv",
        f"--reuid={owner.pw_uid}",
        f"--regid={owner.pw_gid}",
        "--clear-groups",
        *command,
    ]


def account() -> pwd.struct_passwd:
    """``postgres`` where the package made it, else ``nobody``."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")
