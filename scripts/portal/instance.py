"""The instance: generated configuration, credentials, and the demo district in its database."""

import os
import secrets
import shutil

from portal import stamps
from portal.paths import INSTANCE, ROOT, binary
from portal.say import Step, say
from portal.shell import quietly

CONFIGURATION = INSTANCE / "buildout.cfg"
PASSWORD = INSTANCE / "admin-password.txt"
VAR = INSTANCE / "var"
# There while the database is being filled: what it holds then is worth nothing.
UNFINISHED = INSTANCE / "creating"


def configure(port: int) -> None:
    """Let buildout write the configuration, unless nothing has changed."""
    if UNFINISHED.exists():
        say("  The first run was interrupted; the demo district is created anew.")
        forget_data()
    for directory in (INSTANCE, VAR / "templates", INSTANCE / "mail", INSTANCE / "secrets"):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    INSTANCE.chmod(0o700)
    write(CONFIGURATION, configuration(port))
    wanted = stamps.digest(
        [ROOT / "buildout.cfg", ROOT / "profiles", ROOT / "uv.lock", ROOT / "pyproject.toml"],
        configuration(port),
        str(ROOT),
    )
    if stamps.is_done("configuration", wanted) and (INSTANCE / "bin" / "instance").exists():
        return
    with Step("Configuration"):
        quietly([binary("buildout"), "-q", "-c", CONFIGURATION], "buildout")
    stamps.done("configuration", wanted)


def configuration(port: int) -> str:
    """The settings of this machine, on top of the profile that buildout.cfg names."""
    host = os.environ.get("HOST", "127.0.0.1")
    return f"""\
# Written by make start. Holds the administrator's first password: keep it to yourself.
[buildout]
extends = {ROOT}/buildout.cfg
directory = {ROOT}

[settings]
instance = {INSTANCE}
host = {host}
port = {port}

[instance]
user = admin:{administrator_password()}
"""


def administrator_password() -> str:
    """The password of Zope's first account, made once, at random."""
    if not PASSWORD.exists() or not PASSWORD.read_text().strip():
        write(PASSWORD, secrets.token_urlsafe(18) + "\n")
    return PASSWORD.read_text().strip()


def write(path, text: str) -> None:
    """Write a file that only its owner reads; whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def create_demo_district() -> None:
    """Create the portal with the demo district, once."""
    if (VAR / "filestorage" / "Data.fs").exists() and not UNFINISHED.exists():
        return
    UNFINISHED.touch()
    with Step("Demo district Kreis Auental (first time only)"):
        quietly(
            [
                INSTANCE / "bin" / "instance",
                "run",
                ROOT / "src" / "permitdesk" / "demo" / "create.py",
                "--demo",
            ],
            "demo",
        )
    UNFINISHED.unlink()


def forget_data() -> None:
    """Remove the database, its blobs and passwords, and have buildout write its start again."""
    for name in ("filestorage", "blobstorage"):
        shutil.rmtree(VAR / name, ignore_errors=True)
    for path in (INSTANCE / ".installed.cfg", INSTANCE / "demo-passwords.txt", UNFINISHED):
        path.unlink(missing_ok=True)
    stamps.forget("configuration")


def remove() -> None:
    """Remove everything that a running portal owns."""
    for path in INSTANCE.iterdir():
        if path.name == "README.md":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
