"""Where bundles go: what the operator of this installation set, and nobody else can change.

``PERMITDESK_HANDOVER`` is a folder (``/srv/hand-over``), an address (``https://dms.example/in``),
``off`` (this portal's cases go nowhere) or empty: staff download bundles and say that they arrived.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from permitdesk.core.secrets import MissingSecretsError

VARIABLE, OFF = "PERMITDESK_HANDOVER", "off"
DOWNLOAD, FOLDER, HTTP = "download", "folder", "http"
KEY_FILE = "hand-over.key"
SHORTEST_KEY = 32
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))


class NoTargetError(RuntimeError):
    """The operator's setting is none that bundles could go to; the text says why."""


@dataclass(frozen=True)
class Target:
    """``where`` is a path or an address, empty for what is downloaded."""

    kind: str
    where: str = ""

    @property
    def told(self) -> str:
        """Where it is, as staff may read it: a host or a folder, never a whole address."""
        return urlsplit(self.where).netloc if self.kind == HTTP else Path(self.where).name


def is_off() -> bool:
    """Whether the operator says that no case is handed over to another system."""
    return _setting() == OFF


def configured() -> Target | None:
    """Where bundles go by themselves; None where they are downloaded. Raises ``NoTargetError``."""
    setting = _setting()
    if setting in ("", OFF):
        return None
    return Target(FOLDER, setting) if setting.startswith("/") else _address(setting)


def _setting() -> str:
    return os.environ.get(VARIABLE, "").strip()


def _address(setting: str) -> Target:
    parts = urlsplit(setting)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise NoTargetError("neither a folder nor an address")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise NoTargetError("not encrypted: http is for this machine only")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise NoTargetError("an address without user, password, query and fragment")
    return Target(HTTP, setting.rstrip("/"))


def shared_key() -> bytes:
    """What this portal and the receiving system share: ``hand-over.key`` beside the root key.

    Raises ``MissingSecretsError``. Nothing of it is ever logged or stored in the database.
    """
    directory = os.environ.get("PERMITDESK_SECRETS", "")
    path = Path(directory) / KEY_FILE
    if not directory or not path.is_file():
        raise MissingSecretsError(f"Put the key shared with the receiving system into {KEY_FILE}.")
    key = path.read_bytes().strip()
    if len(key) < SHORTEST_KEY:
        raise MissingSecretsError(f"{KEY_FILE} must hold {SHORTEST_KEY} bytes at least.")
    return key
