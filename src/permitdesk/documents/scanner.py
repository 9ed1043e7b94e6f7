"""Looks for viruses with ClamAV's daemon, where one is configured.

``PERMITDESK_CLAMD`` is ``host:port`` or the path of a Unix socket; empty means no scanner.
"""

import logging
import os
import socket
from typing import BinaryIO

import clamd

logger = logging.getLogger("permitdesk.documents")

CLEAN, UNSCANNED, INFECTED, NO_SCANNER = "clean", "unscanned", "infected", ""
SECONDS = 20  # of silence; 10 MB take 0.3


class ScannerDownError(OSError):
    """The scanner does not answer, or not in a way that says anything about the file."""


class InfectedError(ValueError):
    """A virus was found; the text is the signature's name."""


def is_configured() -> bool:
    return bool(_address())


def scan(stream: BinaryIO) -> str:
    """Return ``clean``, or ``""`` where no scanner is configured. The stream is read by chunks.

    Raises ``InfectedError`` or ``ScannerDownError``.
    """
    address = _address()
    if not address:
        return NO_SCANNER
    stream.seek(0)
    try:
        ((status, found),) = _Daemon(address).instream(stream).values()
    except (OSError, clamd.ClamdError, ValueError, AttributeError) as error:
        raise ScannerDownError(type(error).__name__) from error
    finally:
        stream.seek(0)
    if status == "FOUND":
        raise InfectedError(found or "")
    if status != "OK":
        raise ScannerDownError(status)
    return CLEAN


def _address() -> str:
    return os.environ.get("PERMITDESK_CLAMD", "").strip()


class _Socket(socket.socket):
    def send(self, data, *flags) -> int:
        # The client ignores how much was sent: a part that is lost would be scanned by nobody.
        self.sendall(data)
        return len(data)


class _Daemon(clamd.ClamdNetworkSocket):
    """The client with a time-out that holds for the connecting too, for both kinds of address."""

    def __init__(self, address: str) -> None:
        self.path = address.removeprefix("unix:") if "/" in address else ""
        host, _, port = address.rpartition(":")
        super().__init__(host.strip("[]"), 0 if self.path else int(port), SECONDS)

    def _init_socket(self) -> None:
        if self.path:
            family, address = socket.AF_UNIX, self.path
        else:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
            family, address = found[0][0], found[0][4]
        self.clamd_socket = _Socket(family, socket.SOCK_STREAM)
        self.clamd_socket.settimeout(SECONDS)
        self.clamd_socket.connect(address)
