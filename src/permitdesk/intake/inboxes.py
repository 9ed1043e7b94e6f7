"""Where inboxes are kept and found: by what a code is looked up with, and by the case.

A code of an inbox opens no draft and no receipt, and theirs no inbox: they are looked up in trees
of their own, under values derived for another purpose.
"""

import secrets

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from permitdesk.core import reference
from permitdesk.intake import pairs, vault
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.inbox import Came, Inbox, Link, Task

__all__ = ("Came", "Inbox", "Link", "Task")
KEY = "permitdesk.intake.inboxes"


class Inboxes(Persistent):
    """All inboxes of a portal. The entry "" never goes away: see ``drafts.Drafts``."""

    def __init__(self) -> None:
        self.by_code = OOBTree({"": None})
        self.by_case = OOBTree({"": ()})  # reference -> what the codes are looked up with


def address(site, language: str) -> str:
    """The page that asks for the code; the same for everybody."""
    return f"{site.absolute_url()}/{language}/hand-in"


def find(site, code: str) -> Inbox | None:
    """The inbox of a code as parsed by ``core.reference``; None where it leads nowhere (any
    more). Changes nothing."""
    store = _store(site)
    inbox = store.by_code.get(vault.lookup_inbox(code)) if store is not None else None
    return inbox if inbox is not None and inbox.is_open else None


def issue(site, opened: OpenDraft, requirement: str) -> Link:
    """Have somebody else hand in a document of a draft; an earlier code for it ends."""
    withdraw(opened, requirement)
    private, public = pairs.new_pair()
    task = Task(opened.service, opened.revision, requirement)
    code, inbox = _new(site, task, public)
    draft = opened.draft
    if draft.inboxes is None:
        draft.inboxes = PersistentMapping()
    draft.inboxes[inbox.id], inbox.draft = inbox, draft
    link = Link(inbox.id, requirement, code, private.hex())
    opened.keep_links([*opened.links, link])
    return link


def link_of(opened: OpenDraft, requirement: str) -> Link | None:
    """The code for a document as it was made; None where none leads anywhere (any more)."""
    found = (each for each in opened.links if each.requirement == requirement)
    return next((each for each in found if not opened.draft.inboxes[each.id].is_over), None)


def withdraw(opened: OpenDraft, requirement: str) -> None:
    """Have the code for a document of a draft lead nowhere; what came with it goes too."""
    mine = [link for link in opened.links if link.requirement == requirement]
    for link in mine:
        opened.close_inbox(link.id)


def lead_to_case(site, opened: OpenDraft, case_reference: str) -> None:
    """The application is sent: what comes from now on goes to the case. What came before stays
    until the draft is emptied, in case the sending fails."""
    found = {vault.lookup_inbox(link.code) for link in opened.links}
    requirements = {link.id: link.requirement for link in opened.links}
    for inbox in (opened.draft.inboxes or {}).values():
        # The case is no secret of the draft any more: now it may be known what the code is for.
        inbox.reference, inbox.for_case = case_reference, requirements.get(inbox.id, "")
    if found:
        _store(site).by_case[case_reference] = tuple(sorted(found))


def issue_for_case(site, case_reference: str, task: Task) -> str:
    """A code with which somebody hands in a document of a case; an earlier one for it ends.

    It is returned once: nobody can look it up.
    """
    for inbox in of_case(site, case_reference):
        if inbox.for_case == task.requirement:
            inbox.close()
    code, inbox = _new(site, task)
    inbox.reference, inbox.for_case = case_reference, task.requirement
    store = _store(site)
    kept = [key for key in store.by_case.get(case_reference, ()) if store.by_code.get(key)]
    store.by_case[case_reference] = (*kept, vault.lookup_inbox(code))
    return code


def of_case(site, case_reference: str) -> list[Inbox]:
    """The inboxes of a case whose codes still lead there."""
    store = _store(site)
    keys = store.by_case.get(case_reference, ()) if store is not None else ()
    found = (store.by_code.get(key) for key in keys)
    return [inbox for inbox in found if inbox is not None and inbox.is_open]


def drop_expired(site) -> int:
    """Forget the inboxes whose time is over; returns how many."""
    store = _store(site)
    if store is None:
        return 0
    gone = [key for key, inbox in store.by_code.items() if inbox and inbox.is_over]
    references = set()
    for key in gone:
        inbox = store.by_code.pop(key)
        inbox.close()
        references.add(inbox.reference)
    for name in references & set(store.by_case) - {""}:
        left = tuple(key for key in store.by_case[name] if key in store.by_code)
        if left:
            store.by_case[name] = left
        else:
            del store.by_case[name]
    return len(gone)


def _new(site, task: Task, public: bytes = b"") -> tuple[str, Inbox]:
    code = reference.make_code(secrets.token_bytes(32))
    inbox = Inbox(code, task, public)
    _store(site, make=True).by_code[vault.lookup_inbox(code)] = inbox
    return code, inbox


def _store(site, make: bool = False) -> Inboxes | None:
    annotations = IAnnotations(site)
    if make and KEY not in annotations:
        annotations[KEY] = Inboxes()
    return annotations.get(KEY)
