"""A contact that lies in a case's file, as it was when staff put it there."""

from permitdesk.casework.dossier import log
from permitdesk.casework.later import Entry, LaterDocument


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
    """The contacts in a case's file, oldest first."""
    return log.internal(case).of(Attached)
