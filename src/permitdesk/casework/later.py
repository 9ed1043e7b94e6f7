"""What came after the application, from both sides: messages, documents, what was asked for.

It lies beside the application, which never changes. Entries are only ever added; what was read is
an entry too. ``by`` is the login of staff, empty for the applicant.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from persistent import Persistent

from permitdesk.casework.application import Document, Frozen
from permitdesk.intake.interfaces import SubmittedDocument

APPLICANT, OFFICE = "applicant", "office"
HANDED_OVER, REFUSED, GIVEN_UP = "handed-over", "refused", "given-up"


class Entry(Frozen):
    """Something that one side did. ``key`` tells one that was sent twice. ``is_news`` says
    whether the other side has to read it."""

    is_news = True

    def __init__(self, at: datetime, by: str = "", key: str = "", **more) -> None:
        self._freeze(at=at, by=by, key=key, **more)

    @property
    def side(self) -> str:
        return OFFICE if self.by else APPLICANT


class Message(Entry):
    """``text`` as it was written; ``language`` a tag. One from a text ``module`` has its words by
    language in ``texts``; ``text`` is the German."""

    texts: Mapping[str, str] = MappingProxyType({})
    module = ""
    version = 0


class Asked(Entry):
    """Staff ask for a document: ``requirement`` of the service, or a ``title`` in German."""


class TakenBack(Entry):
    """Staff no longer need what they asked for; ``asked`` is the key of that."""


class Unusable(Entry):
    """A ``document``, by id, turned out to have a virus after it came; the portal says so."""


class Consent(Entry):
    """The applicant allows mails that there is news (``given``) or ends that. ``version``,
    ``language`` and ``text`` are of the words agreed to."""

    is_news = False


class Notified(Entry):
    """What became of a mail that there is news: ``outcome`` is HANDED_OVER to the mail server,
    which is not yet delivered, or a reason why not; ``event`` is one of ``News``'s."""

    is_news = False


class Reached(Entry):
    """Staff told the applicant in another way, where a mail did not arrive."""

    is_news = False


class Correction(Entry):
    """``values`` are the new contact data by name; the application keeps the old ones."""


class Withdrawal(Entry):
    """The applicant takes the application back."""


class Issued(Entry):
    """A new access code was given out: ``reason`` and the ``proof`` of identity, by name."""

    is_news = False


class Seen(Entry):
    """One side has read the first ``count`` entries."""

    is_news = False


class LaterDocument(Document):
    """A document handed in later; ``asked`` is the key of what it answers, if anything."""

    by = ""
    side = APPLICANT
    is_news = True

    def __init__(
        self, id_: str, submitted: SubmittedDocument, at: datetime, key: str, asked: str = ""
    ) -> None:
        super().__init__(id_, submitted)
        self._freeze(at=at, key=key, asked=asked)


class Later(Persistent):
    """All entries of a case, oldest first."""

    def __init__(self) -> None:
        self._entries: tuple[Entry | LaterDocument, ...] = ()
        self._ended: dict[str, datetime] = {}

    def __iter__(self) -> Iterator[Entry | LaterDocument]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def of(self, kind: type) -> tuple:
        """The entries of one kind."""
        return tuple(each for each in self._entries if isinstance(each, kind))

    def add(self, entry: Entry | LaterDocument) -> bool:
        """Add an entry; False where one of its kind came with the same key before."""
        if self.has(type(entry), entry.key):
            return False
        self._entries = (*self._entries, entry)
        return True

    def has(self, kind: type, key: str) -> bool:
        """Whether an entry of this kind came with this key before."""
        return bool(key) and any(each.key == key for each in self.of(kind))

    def new_for(self, side: str) -> tuple:
        """What the other side did since this side last said that it has read everything."""
        read = max((each.count for each in self.of(Seen) if each.side == side), default=0)
        return tuple(each for each in self._entries[read:] if each.side != side and each.is_news)

    def end_session(self, id_: str, until: datetime, now: datetime) -> None:
        """Remember that a session was signed out, as long as somebody could use it again."""
        kept = {each: end for each, end in self._ended.items() if end > now}
        self._ended = {**kept, id_: until}

    def has_ended(self, id_: str) -> bool:
        """Whether a session was signed out."""
        return id_ in self._ended
