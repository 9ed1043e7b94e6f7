"""Which port, whether it is free, and who has it."""

import os
import socket
from pathlib import Path

from portal.say import Trouble

DEFAULT = 8080


def chosen() -> int:
    """The port from ``PORT``; raises ``Trouble`` when it is none."""
    text = os.environ.get("PORT") or str(DEFAULT)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"PORT={text} is not a port number. Use one such as PORT=9000 make start")
    port = int(text)
    if port < 1024 and os.geteuid() != 0:
        raise Trouble(f"Only root may serve port {port}. Use one such as PORT=9000 make start")
    return port


def must_be_free(port: int) -> None:
    """Raise ``Trouble`` with the name of the process that has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), port))
        except OSError:
            owner = owner_of(port)
            by = f" by {owner}" if owner else ""
            raise Trouble(
                f"Port {port} is in use{by}. Use another one: PORT={port + 1} make start"
            ) from None


def free() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def owner_of(port: int) -> str | None:
    """``name (process 123)`` of who listens there, as far as this account may see it."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        lines = Path(table).read_text().splitlines()[1:] if Path(table).exists() else []
        for line in lines:
            parts = line.split()
            if parts[3] == "0A" and int(parts[1].rpartition(":")[2], 16) == port:
                inodes.add(f"socket:[{parts[9]}]")
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(str(handle.readlink()) in inodes for handle in (process / "fd").iterdir()):
                name = (process / "comm").read_text().strip()
                return f"{name} (process {process.name})"
        except OSError:
            continue  # it has ended, or belongs to somebody else
    return None
