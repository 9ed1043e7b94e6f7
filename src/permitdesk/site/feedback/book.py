"""What visitors say of pages: each by itself under a random key, nobody's, for half a year.

No counter is kept: two visitors write to different places, and editors' pages count. Whoever holds
the key of a vote may add a reason and a few words to it, once.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import timedelta

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from permitdesk.core import _, clock
from permitdesk.core.characters import whole

ANNOTATION = "permitdesk.site.feedback"
KEPT = timedelta(days=180)
MOST = 20_000  # above it the oldest go
LONGEST = 500  # letters
REASONS = {
    "unclear": _("site_feedback_unclear", default="Ich habe es nicht verstanden."),
    "missing": _("site_feedback_missing", default="Es fehlt etwas."),
    "wrong": _("site_feedback_wrong", default="Etwas stimmt nicht."),
    "language": _("site_feedback_language", default="Die Übersetzung ist schlecht."),
    "broken": _("site_feedback_broken", default="Etwas funktioniert nicht."),
}
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER = re.compile(r"\+?\d(?:[\s/().-]{0,3}\d){5,}")


@dataclass(frozen=True)
class Vote:
    """``page`` is the path below the portal; ``day`` in ISO form: when it was said, no closer."""

    day: str
    page: str
    language: str
    helped: bool
    reason: str = ""
    text: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a reason and words may still be added."""
        return not self.reason and not self.text


def add(page: str, language: str, helped: bool) -> str:
    """Keep a vote; returns its key."""
    key = secrets.token_hex(12)
    _book(create=True)[key] = astuple(Vote(clock.today().isoformat(), page, language, helped))
    return key


def vote(key: str) -> Vote | None:
    """The vote of a key."""
    kept = _book().get(key) if key else None
    return Vote(*kept) if kept else None


def complete(key: str, reason: str, text: str) -> None:
    """Add why, and in words without what looks like an address or a number of somebody. Nothing
    happens for an unknown key, or where something was said already."""
    found = vote(key)
    if found is None or not found.is_open:
        return
    reason = reason if reason in REASONS else ""
    if reason or text.strip():
        _book()[key] = astuple(replace(found, reason=reason, text=impersonal(text)))


def impersonal(text: str) -> str:
    """The first letters of a text, without mail addresses and long numbers."""
    return _NUMBER.sub("…", _MAIL.sub("…", whole(text).strip()[:LONGEST]))


def votes() -> Iterator[tuple[str, Vote]]:
    """All with their keys, in no order."""
    return ((key, Vote(*kept)) for key, kept in _book().items() if kept)


def remove(key: str) -> None:
    """Take one out, such as one with a name in it."""
    if vote(key) is not None:
        del _book()[key]


def drop_expired() -> int:
    """Delete what is too old, and the oldest of what is too much; returns how many."""
    last = (clock.today() - KEPT).isoformat()
    kept = sorted((each.day, key) for key, each in votes())
    gone = [key for place, (day, key) in enumerate(kept) if day < last or place < len(kept) - MOST]
    for key in gone:
        remove(key)
    return len(gone)


def _book(create: bool = False):
    notes = IAnnotations(getSite())
    if create and ANNOTATION not in notes:
        # The entry "" never goes: a bucket that becomes empty conflicts with every insertion.
        notes[ANNOTATION] = OOBTree({"": None})
    return notes.get(ANNOTATION, {})
