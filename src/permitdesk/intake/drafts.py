"""Where drafts are kept: trees of the portal, outside content, without any index of persons.

``site`` is the portal; trials give a place of their own instead (``trials``).
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

from permitdesk.core import clock, reference
from permitdesk.intake import vault
from permitdesk.intake.draft import Draft, OpenDraft

KEY = "permitdesk.intake.drafts"


class Drafts(Persistent):
    """All drafts by random id, and the id by what each code is looked up with."""

    def __init__(self) -> None:
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self.by_id = OOBTree({"": None})
        self.by_code = OOBTree({"": ""})


ANYBODY = None  # for what opens a draft on behalf of the one who holds its code


def create(site, service: str, revision: int, language: str, bound_to: str = "") -> OpenDraft:
    """Begin a draft; its code is ``.code`` and is stored nowhere. One that is ``bound_to`` a login
    opens for that login only."""
    draft_id, key = secrets.token_hex(16), vault.new_key()
    draft = Draft(draft_id, service, revision, bound_to)
    store = _store(site, make=True)
    store.by_id[draft_id] = draft
    opened = OpenDraft(draft, vault.Vault(key, draft_id), _add_code(store, draft, key))
    opened.note(language=language, key=secrets.token_hex(32))
    return opened


def service_of(site, draft_id: str) -> str:
    """The service of a draft, by the draft's id; empty where there is none (any more)."""
    store = _store(site)
    draft = store.by_id.get(draft_id) if store is not None else None
    return draft.service if draft is not None else ""


def find(site, code: str, login: str | None = "") -> OpenDraft | None:
    """Open the draft of a code as parsed by ``core.reference``; None where there is none (any
    more), or none for this ``login``: without one, drafts bound to a login do not open. Changes
    nothing."""
    found = _open(site, code)
    if found is None or found.draft.passing[0] == vault.lookup(code):
        return None
    return found if login is ANYBODY or found.draft.bound_to == login else None


def find_passing(site, code: str) -> OpenDraft | None:
    """The same for a code that goes from hand to hand, which opens nothing else: see handover."""
    found = _open(site, code)
    lookup, until = found.draft.passing if found is not None else ("", None)
    return found if lookup and lookup == vault.lookup(code) and clock.now() < until else None


def end_passing(site, draft: Draft) -> None:
    """Make the code that goes from hand to hand open nothing any more."""
    lookup, _until = draft.passing
    if lookup:
        draft.wraps.pop(lookup, None)
        _store(site).by_code.pop(lookup, None)
        draft.passing = ("", None)


def pass_on(site, opened: OpenDraft, kind: str, lifetime: timedelta) -> str:
    """A code that goes from hand to hand: ``find`` does not know it, and there is one at a time."""
    code = issue_code(site, opened, kind)
    end_passing(site, opened.draft)
    opened.draft.passing = (vault.lookup(code), clock.now() + lifetime)
    return code


def issue_code(site, opened: OpenDraft, kind: str = "helper") -> str:
    """One more code for a draft, withdrawn by itself; ``kind`` says for whom or what.

    Which codes there are stands in the sealed part: who opens the draft may know of them.
    """
    draft = opened.draft
    key = vault.unwrap(draft.wraps[vault.lookup(opened.code)], opened.code, draft.id)
    code = _add_code(_store(site), draft, key)
    opened.keep_codes({**opened.codes, vault.lookup(code): kind})
    return code


def withdraw(site, opened: OpenDraft, lookups: Iterable[str]) -> None:
    """Make codes open this draft no more, named as in ``OpenDraft.codes``; the others go on
    working."""
    gone = set(lookups)
    for lookup in gone:
        if opened.draft.wraps.pop(lookup, None) is not None:
            _store(site).by_code.pop(lookup, None)
    opened.keep_codes({each: kind for each, kind in opened.codes.items() if each not in gone})


def drop(site, draft: Draft) -> None:
    """Delete a draft with everything in it; one that is gone is no error."""
    store = _store(site)
    for lookup in draft.wraps:
        store.by_code.pop(lookup, None)
    for inbox in (draft.inboxes or {}).values():
        # One of a case goes on without what the lost draft alone could open.
        inbox.forget() if inbox.reference else inbox.close()
    store.by_id.pop(draft.id, None)


def stored(site) -> Iterator[Draft]:
    """All drafts as they are stored, readable by nobody; those sent are still among them."""
    store = _store(site)
    if store is not None:
        yield from (draft for draft in store.by_id.values() if draft)


def on_revisions(site, service: str) -> dict[int, int]:
    """How many drafts of applicants are open, by the revision that they began with: all that is
    known of them without their codes. Entries by staff are not among them."""
    now, found = clock.now(), Counter()
    for draft in stored(site):
        is_open = not draft.over and not draft.bound_to and draft.expires > now
        if draft.service == service and is_open:
            found[draft.revision] += 1
    return dict(sorted(found.items()))


def drop_expired(site) -> int:
    """Delete the drafts whose time is over; returns how many."""
    store = _store(site)
    if store is None:
        return 0
    now = clock.now()
    for draft in store.by_id.values():
        if draft and draft.passing[0] and draft.passing[1] <= now:
            end_passing(site, draft)
    expired = [draft for draft in store.by_id.values() if draft and draft.expires <= now]
    for draft in expired:
        drop(site, draft)
    return len(expired)


def _open(site, code: str) -> OpenDraft | None:
    store = _store(site)
    if store is None:
        return None
    lookup = vault.lookup(code)
    draft = store.by_id.get(store.by_code.get(lookup) or "")
    if draft is None or lookup not in draft.wraps or draft.expires <= clock.now():
        return None
    key = vault.unwrap(draft.wraps[lookup], code, draft.id)
    return OpenDraft(draft, vault.Vault(key, draft.id), code)


def _add_code(store: Drafts, draft: Draft, key: bytes) -> str:
    code = reference.make_code(secrets.token_bytes(32))
    lookup = vault.lookup(code)
    draft.wraps[lookup] = vault.wrap(key, code, draft.id)
    store.by_code[lookup] = draft.id
    return code


def _store(site, make: bool = False) -> Drafts | None:
    annotations = IAnnotations(site)
    if make and KEY not in annotations:
        annotations[KEY] = Drafts()
    return annotations.get(KEY)
