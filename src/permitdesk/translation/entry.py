"""A text to translate, as every table and file has it. Pure values."""

from dataclasses import dataclass
from hashlib import sha256

MISSING, IN_WORK, MACHINE = "missing", "in-work", "machine"
TRANSLATED, REVIEWED, OUTDATED = "translated", "reviewed", "outdated"
# In the order of the work.
STATES = (MISSING, OUTDATED, IN_WORK, MACHINE, TRANSLATED, REVIEWED)
# What somebody may say of a translation; the other states follow from the texts.
SAID = (IN_WORK, MACHINE, TRANSLATED, REVIEWED)


@dataclass(frozen=True)
class Entry:
    """One text: its key, the German source, the translation (empty where there is none).

    ``place`` says where it stands, in words; ``kind`` what it is (``title``, ``error`` …, the
    room's own words). ``before`` is the German that was translated, where that is not ``source``,
    and ``since`` the day (ISO) on which it changed, where that is known. ``by`` and ``at`` (ISO):
    who said the state, and when.
    """

    key: str
    source: str
    text: str
    state: str = ""
    comment: str = ""
    place: str = ""
    kind: str = ""
    before: str = ""
    since: str = ""
    by: str = ""
    at: str = ""

    @property
    def stamp(self) -> str:
        """Names what a person saw: of the translation with its state and comment, and of the
        German, so that a later save notices which of them others changed."""
        return f"{seen(self.text, self.state, self.comment)}{seen(self.source)}"

    @property
    def is_open(self) -> bool:
        """Whether somebody has to work on it."""
        return self.state in (MISSING, OUTDATED, IN_WORK)


def seen(*texts: str) -> str:
    """Twelve hexadecimal digits that name some texts."""
    whole = sha256()
    for text in texts:
        data = text.encode("utf-8", "replace")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:12]
