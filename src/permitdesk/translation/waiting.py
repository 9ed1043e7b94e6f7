"""A file of translations that somebody has sent and not yet decided on."""

import zlib

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from permitdesk.access import actor

_KEY = "permitdesk.designer.waiting_files"


def wait(place, language: str, data: bytes) -> None:
    """Keep a file of the current user's, in place of an earlier one."""
    notes = IAnnotations(place)
    if _KEY not in notes:
        notes[_KEY] = PersistentMapping()
    notes[_KEY][actor()] = (language, zlib.compress(data))


def waiting(place, language: str) -> bytes | None:
    """The current user's file for a language, or None."""
    kept = IAnnotations(place).get(_KEY, {}).get(actor())
    return zlib.decompress(kept[1]) if kept and kept[0] == language else None


def forget(place) -> None:
    """The current user has decided."""
    kept = IAnnotations(place).get(_KEY)
    if kept and actor() in kept:
        del kept[actor()]
