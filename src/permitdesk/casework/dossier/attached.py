"""The contact messages in the file of a case: what was sent with each, as long as no block keeps it
apart from the case."""

from permitdesk.casework import log
from permitdesk.casework.later import Entry, LaterDocument
from permitdesk.casework.office import office
from permitdesk.casework.ties import ties


class Attached(Entry):
    """On the case: ``contact`` is the reference; ``application``, ``later`` (documents and
    messages) and ``papers`` are what the contact holds. ``key`` is the contact's reference."""

    is_news = False

    @property
    def reference(self) -> str:
        """Of the contact: what is read of it is recorded under it."""
        return self.contact

    @property
    def service(self) -> str:
        return self.application.service

    @property
    def documents(self) -> tuple:
        later = tuple(each for each in self.later if isinstance(each, LaterDocument))
        return (*self.application.documents, *later)

    def document_by_id(self, id_: str):
        return next((each for each in self.documents if each.id == id_), None)


def attached(case) -> tuple[Attached, ...]:
    """The contacts in a case's file that are to be read there, oldest first."""
    return tuple(each for each in attached_ever(case) if not is_apart(case, each))


def kept_apart(case) -> tuple[Attached, ...]:
    """Those in its file from which a block keeps the case apart: nobody reads them there."""
    return tuple(each for each in attached_ever(case) if is_apart(case, each))


def attached_ever(case) -> tuple[Attached, ...]:
    """All of them, for who counts."""
    return log.internal(case).of(Attached)


def is_apart(case, each: Attached) -> bool:
    """Whether a block keeps a case and a contact in its file apart."""
    return ties(office()).are_blocked(case.reference, each.contact)
