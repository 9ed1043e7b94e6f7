"""The whole history of a case: one list of everything that happened, and who tells what.

Each part of the room says how its own entries read, once, where they are defined or beside it, and
registers that in its ZCML:

    telling = Telling()

    @telling.of(Assigned, ASSIGNMENT)
    def _assigned(case, entry: Assigned) -> str: ...

    <utility component=".assigning.telling" name="handover.assigning" />

An entry may have a ``comment`` of its own. A kind of entry that nobody tells is not shown; an empty
text leaves an entry out (what this reader may not know). What is no entry at all comes from a
``source``. Reads are no part of it: they are in the audit trail.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from zope.component import getUtilitiesFor
from zope.interface import Attribute, Interface, implementer

from permitdesk.casework import by_mail, log
from permitdesk.casework.states import state_title
from permitdesk.core import _

STATE, MESSAGE, DOCUMENT, REQUEST, DECISION = "state", "message", "document", "request", "decision"
CONTACT, NOTE, TASK, LABEL, LINK = "contact", "note", "task", "label", "link"
CERTIFICATE, ASSIGNMENT, ACCESS, HANDOVER = "certificate", "assignment", "access", "handover"

KINDS = {
    STATE: _("casework_dossier_kind_state", default="Stand"),
    MESSAGE: _("casework_dossier_kind_message", default="Nachrichten"),
    DOCUMENT: _("casework_dossier_kind_document", default="Unterlagen"),
    REQUEST: _("casework_dossier_kind_request", default="Nachforderungen"),
    DECISION: _("casework_dossier_kind_decision", default="Entscheidung und Schreiben"),
    CERTIFICATE: _("casework_dossier_kind_certificate", default="Fiktionsbescheinigung"),
    CONTACT: _("casework_dossier_kind_contact", default="Kontakt und E-Mail-Hinweise"),
    NOTE: _("casework_dossier_kind_note", default="Notizen"),
    TASK: _("casework_dossier_kind_task", default="Aufgaben"),
    LABEL: _("casework_dossier_kind_label", default="Kennzeichen"),
    LINK: _("casework_dossier_kind_link", default="Verknüpfungen und Sperren"),
    ASSIGNMENT: _("casework_dossier_kind_assignment", default="Zuständigkeit"),
    ACCESS: _("casework_dossier_kind_access", default="Zugangscodes"),
    HANDOVER: _("casework_dossier_kind_handover", default="Abgabe"),
}


@dataclass(frozen=True)
class Event:
    """``who`` is a login, empty for the applicant and the portal itself. ``kind`` is one of
    ``KINDS``; ``address`` of what it is about, where there is a page for it."""

    what: str
    at: datetime
    who: str = ""
    comment: str = ""
    kind: str = STATE
    address: str = ""


Teller = Callable[[object, object], str]
Source = Callable[[object], Iterable[Event]]


class ITelling(Interface):
    """What a part of the room tells of a case's history, registered under a name."""

    tellers = Attribute("``(kind, teller)`` by the very type of an entry")
    sources = Attribute("Functions that give more events of a case")


@implementer(ITelling)
class Telling:
    """Collects what one module tells."""

    def __init__(self) -> None:
        self.tellers: dict[type, tuple[str, Teller]] = {}
        self.sources: list[Source] = []

    def of(self, entry: type, kind: str) -> Callable[[Teller], Teller]:
        """Decorator: this function says in German what an entry of this very type was."""
        if kind not in KINDS:
            raise KeyError(kind)

        def keep(teller: Teller) -> Teller:
            self.tellers[entry] = (kind, teller)
            return teller

        return keep

    def source(self, events: Source) -> Source:
        """Decorator: this function knows more of a case's history than its logs do."""
        self.sources.append(events)
        return events


telling = Telling()


def kind_of(entry: type) -> str:
    """The kind under which entries of this very type stand; empty for what nobody tells."""
    return _tellers().get(entry, ("", None))[0]


def history(case, kind: str = "") -> list[Event]:
    """Everything of one kind, or of all, the latest first."""
    sources = [source for _name, each in getUtilitiesFor(ITelling) for source in each.sources]
    found = [*_entries(case), *(event for source in sources for event in source(case))]
    chosen = [each for each in found if not kind or each.kind == kind]
    return sorted(chosen, key=lambda each: each.at, reverse=True)


def _entries(case) -> Iterator[Event]:
    first = by_mail.given_at_first(case)
    entries = [*([first] if first else []), *case.later, *log.internal(case)]
    tellers = _tellers()
    for entry in entries:
        kind, teller = tellers.get(type(entry), ("", None))
        what = teller(case, entry) if teller else ""
        if what:
            yield Event(what, entry.at, entry.by, getattr(entry, "comment", ""), kind)


def _tellers() -> dict[type, tuple[str, Teller]]:
    return {
        entry: told
        for _name, each in getUtilitiesFor(ITelling)
        for entry, told in each.tellers.items()
    }


@telling.source
def _states(case) -> Iterator[Event]:
    for change in case.history:
        yield Event(
            state_title(change["review_state"]),
            change["time"].asdatetime().astimezone(UTC),
            change["actor"] or "",
            change.get("comments") or "",
            STATE,
        )
