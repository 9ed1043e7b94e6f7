"""An application not yet sent: everything in it is sealed, readable only with its resume code.

In the clear stand the service's id, the revision's number, the expiry, whether it is over and, of
an entry by staff, the login that it is bound to; nothing else. Where somebody wants to be reminded,
the address for that is beside it, sealed with the server's key.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import BinaryIO

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob

from permitdesk.core import clock
from permitdesk.intake.assistance import APPLICANT, HELPER, Assistance, from_kept
from permitdesk.intake.inbox import Link
from permitdesk.intake.vault import Vault, lookup
from permitdesk.services import Announced

LIFETIME = timedelta(days=30)


class Draft(Persistent):
    """What is stored: sealed parts and files under opaque names, the data key once per code."""

    bound_to = ""  # the login of the one who may open it with its code; empty for anybody
    inboxes: PersistentMapping | None = None  # by id: where somebody else puts one document
    reminder = b""  # where to and in which language, sealed with the server's key; see reminder.py
    over = False  # sent, read back and emptied: only the way to its receipt is left
    passing = ("", None)  # the code that goes from hand to hand: its look-up, until when

    def __init__(self, draft_id: str, service: str, revision: int, bound_to: str = "") -> None:
        self.id = draft_id
        self.bound_to = bound_to
        self.service = service
        self.revision = revision
        self.expires = clock.now() + LIFETIME
        self.wraps = PersistentMapping()  # lookup of a code -> wrapped data key
        self.parts = OOBTree()
        self.files = OOBTree()


@dataclass(frozen=True)
class StepState:
    """What a person entered on a step.

    ``values`` are answers as in the API, or what was typed where it could not be read as such.
    ``checked`` names the questions that were validated with *Continue* (their errors are shown),
    ``hints`` the hints that were shown.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    checked: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def base_of(state: StepState, names: Iterable[str]) -> str:
    """Names what these questions held when a page was drawn, to notice what came between."""
    held = {name: state.values.get(name) for name in sorted(set(names))}
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class KeptDocument:
    """A document in a draft; its bytes are sealed in a file of their own.

    ``carried`` says that it came from another application of the family.
    ``size`` and ``sha256`` are of what was received, ``kept_…`` of what is kept of it; empty in
    drafts from before, which kept what they received. ``scan`` is one of ``scanner``'s words.
    ``by_link``: somebody else handed it in with a code of its own.
    """

    id: str
    requirement: str
    filename: str
    content_type: str
    size: int
    sha256: str
    pages: int = 0
    carried: bool = False
    kept_size: int = 0
    kept_sha256: str = ""
    scan: str = ""
    by_link: bool = False


class OpenDraft:
    """A draft opened with its code: reads and changes what is sealed."""

    lifetime = LIFETIME  # after the last change

    def __init__(self, draft: Draft, vault: Vault, code: str) -> None:
        self.draft, self.code, self._vault = draft, code, vault

    service = property(lambda self: self.draft.service)
    revision = property(lambda self: self.draft.revision)

    def step(self, name: str) -> StepState:
        """What was entered on a step; empty where nothing was."""
        kept = self._read(f"step {name}")
        if kept is None:
            return StepState()
        return StepState(kept["values"], tuple(kept["checked"]), tuple(kept["hints"]))

    def keep_step(self, name: str, state: StepState) -> None:
        self._write(f"step {name}", asdict(state))
        self._touch()

    @property
    def about(self) -> Mapping[str, object]:
        """``key`` (idempotency key), ``language``, ``saved_at`` (ISO, UTC)."""
        return self._read("about") or {}

    def note(self, **about: object) -> None:
        """Remember more ``about`` the draft."""
        self._write("about", {**self.about, **about})
        self._touch()

    @property
    def saved_at(self) -> datetime | None:
        saved = self.about.get("saved_at")
        return datetime.fromisoformat(saved) if saved else None

    @property
    def documents(self) -> tuple[KeptDocument, ...]:
        """The documents kept so far, in the order received; last what others handed in."""
        return (*self._kept, *self._arrived())

    @property
    def _kept(self) -> tuple[KeptDocument, ...]:
        return tuple(KeptDocument(**kept) for kept in self._read("documents") or ())

    def _arrived(self) -> Iterator[KeptDocument]:
        for link in self.links:
            inbox = self.draft.inboxes[link.id]
            if inbox.file is not None:
                about = inbox.read_about(bytes.fromhex(link.private))
                yield KeptDocument(link.id, link.requirement, **about, by_link=True)

    @property
    def links(self) -> tuple[Link, ...]:
        """The codes for others, by which they hand in one document each."""
        if not self.draft.inboxes:
            return ()
        return tuple(Link(**each) for each in self._read("links") or ())

    def keep_links(self, links: Iterable[Link]) -> None:
        self._write("links", [asdict(each) for each in links])
        self._touch()

    def close_inbox(self, inbox_id: str) -> None:
        """End a code for others; what came with it goes."""
        left = [each for each in self.links if each.id != inbox_id]
        self.draft.inboxes.pop(inbox_id).close()
        self.keep_links(left)

    def add_document(self, document: KeptDocument, stream: BinaryIO) -> None:
        """Seal a document that was checked before."""
        blob, slot = Blob(), f"file {document.id}"
        with blob.open("w") as target:
            self._vault.seal_stream(slot, stream, target)
        self.draft.files[self._vault.name(slot)] = blob
        self._write("documents", [asdict(kept) for kept in (*self._kept, document)])
        self._touch()

    def remove_document(self, document_id: str) -> None:
        """Remove a document; one that is not there is no error (a page sent twice)."""
        if document_id in (self.draft.inboxes or {}):
            return self.close_inbox(document_id)
        left = [asdict(kept) for kept in self._kept if kept.id != document_id]
        self._write("documents", left)
        self.draft.files.pop(self._vault.name(f"file {document_id}"), None)
        self._touch()

    def read_document(self, document_id: str) -> Iterator[bytes]:
        """Yield the bytes of a document as they are kept."""
        link = next((each for each in self.links if each.id == document_id), None)
        if link is not None:
            inbox = self.draft.inboxes[document_id]
            yield from inbox.read_file(bytes.fromhex(link.private))
            return
        slot = f"file {document_id}"
        with self.draft.files[self._vault.name(slot)].open("r") as source:
            yield from self._vault.open_stream(slot, source)

    @property
    def later(self) -> Mapping[str, Announced]:
        """What comes later, by requirement, as it was said: it need not be right."""
        return {each["requirement"]: Announced(**each) for each in self._read("later") or ()}

    def announce(self, requirement: str, announced: Announced | None) -> None:
        """Keep that a document comes later, or that nothing is said about it."""
        before = self.later
        after = {**before, **({requirement: announced} if announced else {})}
        if announced is None:
            after.pop(requirement, None)
        if after != before:
            self._write("later", [asdict(each) for each in after.values()])
            self._touch()

    @property
    def left(self) -> tuple[Mapping[str, object], ...]:
        """Answers that did not fit a newer revision, kept until the application is sent:
        ``revision``, ``name``, ``column``, ``value``."""
        return tuple(self._read("left") or ())

    def renew(
        self,
        revision: int,
        states: Mapping[str, StepState],
        gone: Iterable[str],
        left: Iterable[Mapping[str, object]],
        documents: Iterable[KeptDocument],
    ) -> None:
        """Go on with another revision: what its steps hold, the steps that are gone, the rest."""
        self.draft.revision = revision
        for name, state in states.items():
            self._write(f"step {name}", asdict(state))
        for name in gone:
            self.draft.parts.pop(self._vault.name(f"step {name}"), None)
        self._write("left", [*self.left, *left])
        placed = {each.id: each for each in documents}
        links = self.links
        self._write("documents", [asdict(placed[each.id]) for each in self._kept])
        if links:
            self.keep_links(
                replace(each, requirement=placed[each.id].requirement)
                if each.id in placed
                else each
                for each in links
            )
        self._touch()

    @property
    def codes(self) -> Mapping[str, str]:
        """For what each further code was made, by what the code is looked up with."""
        return self._read("codes") or {}

    def keep_codes(self, codes: Mapping[str, str]) -> None:
        self._write("codes", dict(codes))

    @property
    def side(self) -> str:
        """Whose the code is that opened this: APPLICANT's after a hand-over, else a HELPER's, if
        somebody helps at all."""
        kind = self.codes.get(lookup(self.code), "")
        return APPLICANT if kind.startswith(APPLICANT) else HELPER

    @property
    def assistance(self) -> Assistance | None:
        """Who fills this in for somebody else; None where nobody says so."""
        return from_kept(self._read("assistance"))

    def keep_assistance(self, assistance: Assistance | None) -> None:
        """None where it was a mistake."""
        if assistance is None:
            self.draft.parts.pop(self._vault.name("assistance"), None)
        else:
            self._write("assistance", assistance.kept())

    @property
    def offer(self) -> Mapping[str, str]:
        """The code of a hand-over that waits, as ``handover`` keeps it."""
        return self._read("offer") or {}

    def keep_offer(self, offer: Mapping[str, str] | None) -> None:
        self._write("offer", offer or {})

    @property
    def sent(self) -> Mapping[str, str] | None:
        """``reference`` and ``access_code`` once the application was sent, else None."""
        return self._read("sent")

    def mark_sent(self, reference: str, access_code: str, expires: datetime) -> None:
        """From now on this draft only leads to its receipt; nobody is reminded of it."""
        self._write("sent", {"reference": reference, "access_code": access_code})
        self._write("reminder", self.draft.reminder.hex())
        self.draft.reminder = b""
        self.draft.expires = expires

    def empty(self) -> None:
        """Drop everything but the way to the receipt."""
        for inbox in (self.draft.inboxes or {}).values():
            inbox.forget()
        self.draft.inboxes = None
        sent = self._vault.name("sent")
        self.draft.files.clear()
        for name in [name for name in self.draft.parts if name != sent]:
            del self.draft.parts[name]
        self.draft.over = True

    def unmark_sent(self) -> None:
        """The case could not be read back: the application counts as not sent."""
        for inbox in (self.draft.inboxes or {}).values():
            inbox.reference = ""
        self.draft.parts.pop(self._vault.name("sent"), None)
        self.draft.reminder = bytes.fromhex(self._read("reminder") or "")
        self.draft.expires = clock.now() + LIFETIME

    def _read(self, slot: str):
        sealed = self.draft.parts.get(self._vault.name(slot))
        return None if sealed is None else json.loads(self._vault.open(slot, sealed))

    def _write(self, slot: str, content: object) -> None:
        plain = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.draft.parts[self._vault.name(slot)] = self._vault.seal(slot, plain)

    def _touch(self) -> None:
        now = clock.now()
        self.draft.expires = now + self.lifetime
        about = {**self.about, "saved_at": now.isoformat()}
        self._write("about", about)


def new_document_id() -> str:
    """A random id for a document within its draft."""
    return secrets.token_hex(8)
