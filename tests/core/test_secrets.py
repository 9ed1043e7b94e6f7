"""The installation's root key: one for all processes, whoever comes first."""

import subprocess
import sys

import pytest

from permitdesk.core import secrets

ASK = "from permitdesk.core.secrets import server_key; print(server_key().hex())"


def processes(directory, count):
    environment = {"PERMITDESK_SECRETS": str(directory), "PATH": ""}
    started = [
        subprocess.Popen([sys.executable, "-c", ASK], env=environment, stdout=subprocess.PIPE)
        for _number in range(count)
    ]
    return [process.communicate(timeout=60)[0].strip() for process in started]


def test_processes_that_start_at_once_share_one_key(tmp_path):
    directory = tmp_path / "secrets"

    keys = processes(directory, 4)

    assert len(set(keys)) == 1 and len(keys[0]) == 64
    assert [path.name for path in directory.iterdir()] == ["server.key"]
    assert (directory / "server.key").stat().st_mode & 0o777 == 0o600
    assert processes(directory, 1) == keys[:1], "it is made once"


def test_a_damaged_key_is_no_key(tmp_path, monkeypatch):
    (tmp_path / "server.key").write_bytes(b"short")
    monkeypatch.setenv("PERMITDESK_SECRETS", str(tmp_path))
    with pytest.raises(secrets.MissingSecretsError, match="damaged"):
        secrets.server_key.__wrapped__()
    monkeypatch.delenv("PERMITDESK_SECRETS")
    with pytest.raises(secrets.MissingSecretsError, match="PERMITDESK_SECRETS"):
        secrets.server_key.__wrapped__()
