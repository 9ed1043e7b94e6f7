"""The demo district's staff: one account for each kind of person, with a generated password."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from plone import api

from permitdesk.core.secrets import ALPHABET


@dataclass(frozen=True)
class Person:
    """``group`` is one of ``access.GROUPS``, or Plone's group of site administrators."""

    id: str
    name: str
    work: str
    group: str


STAFF = (
    Person("frau.kaya", "Elif Kaya", "Sachbearbeitung, Familiennamen B–D", "caseworkers"),
    Person("herr.lindner", "Jonas Lindner", "Sachbearbeitung, Ak–Al und E–K", "caseworkers"),
    Person("frau.petrow", "Irina Petrow", "Sachbearbeitung, Ak–Al und E–K", "caseworkers"),
    Person("herr.osei", "Kofi Osei", "Sachbearbeitung, Am–Az und L–R", "caseworkers"),
    Person("frau.brandt", "Petra Brandt", "Sachbearbeitung, Aa–Aj und S–Z", "caseworkers"),
    Person("frau.seidel", "Karin Seidel", "Leitung des Sachgebiets", "unit-heads"),
    Person("herr.winter", "Paul Winter", "Redaktion der Infoseiten", "editors"),
    Person("frau.yildiz", "Sevgi Yıldız", "Gestaltung der Online-Dienste", "service-designers"),
    Person("frau.hofmann", "Anke Hofmann", "Datenschutz und Prüfung", "auditors"),
    Person("herr.admin", "Ben Admin", "Verwaltung der Website", "Site Administrators"),
)


class NoPlaceForPasswordsError(RuntimeError):
    """Nobody said where the demo passwords may be written."""


def passwords_file() -> Path:
    """``PERMITDESK_DEMO_PASSWORDS``, else beside the directory of the installation's keys."""
    named = os.environ.get("PERMITDESK_DEMO_PASSWORDS")
    if named:
        return Path(named)
    keys = os.environ.get("PERMITDESK_SECRETS")
    if not keys:
        raise NoPlaceForPasswordsError("Set PERMITDESK_DEMO_PASSWORDS to a file name.")
    return Path(keys).parent / "demo-passwords.txt"


def create_staff() -> None:
    """Create the accounts that are missing and write their passwords, readable by the owner only.

    An account whose password is not in the file any more gets a new one.
    """
    path = passwords_file()
    known = _known(path)
    for person in STAFF:
        user = api.user.get(username=person.id)
        if user is not None and person.id in known:
            continue
        password = known.setdefault(person.id, _password())
        if user is None:
            email = f"{person.id}@kreis-auental.example"
            properties = {"fullname": person.name}
            api.user.create(email, person.id, password, properties=properties)
        else:
            user.setSecurityProfile(password=password)
        api.group.add_user(groupname=person.group, username=person.id)
    _write(path, known)


def _password() -> str:
    """Four groups of five letters, 97 random bits."""
    letters = [secrets.choice(ALPHABET) for _ in range(20)]
    return "-".join("".join(letters[i : i + 5]) for i in range(0, 20, 5))


def _known(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    rows = (line.split(maxsplit=2) for line in path.read_text("utf-8").splitlines())
    ids = {person.id for person in STAFF}
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[0] in ids}


def _write(path: Path, known: dict[str, str]) -> None:
    lines = [
        "# Accounts of the demo district Kreis Auental; the passwords were generated for it.",
        *(f"{person.id:<14} {known[person.id]}  {person.work}" for person in STAFF),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    path.chmod(0o600)  # also where the file was there before
