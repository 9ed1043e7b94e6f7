"""Municipalities and the authorities responsible for them, as written in the settings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class MalformedLineError(ValueError):
    """A line of the settings that cannot be read; the message says why, in German, for staff."""


@dataclass(frozen=True)
class Authority:
    """An immigration office. ``own`` is true for the office that runs this portal.

    ``address`` and ``hours`` may have several lines; whatever is not known is empty.
    """

    name: str
    own: bool
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hours: str = ""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Telephone, e-mail and website as people read them, each with where it leads."""
        found = []
        if self.phone:
            found.append((self.phone, "tel:" + re.sub(r"[^0-9+]", "", self.phone)))
        if self.email:
            found.append((self.email, f"mailto:{self.email}"))
        if self.website:
            whole = re.match(r"https?://", self.website, re.IGNORECASE)
            found.append((self.website, self.website if whole else f"https://{self.website}"))
        return tuple(found)

    @property
    def contact(self) -> str:
        """How to reach it, on one line; empty where nothing is known."""
        parts = (*self.address.splitlines(), *(shown for shown, _address in self.links))
        return ", ".join(part.strip() for part in parts if part.strip())


@dataclass(frozen=True)
class Municipality:
    """``code`` is language-neutral and never changes; names are not translated.

    ``authority`` is the other office that is responsible, None where it is our own.
    """

    code: str
    name: str
    authority: Authority | None = None


def read_municipality(line: str) -> Municipality:
    """Read ``code | Name``. Raises ``MalformedLineError``."""
    code, name = _parts(line, 2, 2)
    return Municipality(code, name)


def read_neighbour(line: str) -> Municipality:
    """Read ``code | Name | authority | address | phone | e-mail | web``; the last four may be open.

    Raises ``MalformedLineError``.
    """
    code, name, authority, *contact = _parts(line, 3, 7)
    address, phone, email, website = [*contact, "", "", "", ""][:4]
    return Municipality(code, name, Authority(authority, False, address, phone, email, website))


def all_municipalities(own: Iterable[str], neighbours: Iterable[str]) -> tuple[Municipality, ...]:
    """All municipalities that the settings name, by name; the first of a doubled code wins."""
    found: dict[str, Municipality] = {}
    for each in (*map(read_municipality, own), *map(read_neighbour, neighbours)):
        found.setdefault(each.code, each)
    return tuple(sorted(found.values(), key=lambda each: each.name.casefold()))


def _parts(line: str, least: int, most: int) -> list[str]:
    parts = [part.strip() for part in line.split("|")]
    if not least <= len(parts) <= most or not all(parts[:least]):
        raise MalformedLineError(
            f"Diese Zeile braucht {least} bis {most} Angaben mit | dazwischen: {line}"
        )
    if not _CODE.fullmatch(parts[0]):
        raise MalformedLineError(
            f"Ein Kürzel hat nur Kleinbuchstaben a–z, Ziffern und Bindestriche: {parts[0]}"
        )
    return parts
