"""What a Fiktionsbescheinigung may be issued for: codes with the day from which they hold."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from permitdesk.district.dated import in_force


@dataclass(frozen=True)
class CertificateKind:
    """``title`` is the paragraph, ``effect`` what it means, in German. ``valid_until`` is the last
    day it holds; ``verified`` is false while nobody has checked it in the law's text."""

    name: str
    title: str
    effect: str
    valid_from: date
    source: str
    verified: bool = False
    valid_until: date | None = None


def certificate_kinds(on: date) -> tuple[CertificateKind, ...]:
    """The kinds in force on a day, in the order of the law."""
    names = sorted({each.name for each in _shipped()})
    found = (in_force(_shipped(), name, on) for name in names)
    return tuple(each for each in found if each is not None)


def certificate_kind(name: str) -> CertificateKind | None:
    """The newest of that name, in force or not: a certificate keeps its kind."""
    known = [each for each in _shipped() if each.name == name]
    return max(known, key=lambda each: each.valid_from, default=None)


@cache
def _shipped() -> tuple[CertificateKind, ...]:
    file = resources.files("permitdesk.district") / "data" / "certificates.toml"
    return tuple(
        CertificateKind(**each) for each in tomllib.loads(file.read_text(encoding="utf-8"))["kinds"]
    )
