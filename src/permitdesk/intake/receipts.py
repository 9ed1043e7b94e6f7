"""What was sent, by idempotency key and by reference; a receipt is sealed with its access code."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

from permitdesk.core import clock
from permitdesk.core.reference import parse_code, parse_reference
from permitdesk.intake import vault
from permitdesk.intake.submission import Listed, Receipt
from permitdesk.services import Announced

KEY = "permitdesk.intake.receipts"
LIFETIME = timedelta(days=90)
LINK_LIFETIME = timedelta(hours=24)  # how long the code of a draft still leads to its receipt


class Sent(Persistent):
    """A submission: its reference in the clear, everything else sealed."""

    def __init__(self, service: str, bound: str, receipt: Receipt) -> None:
        self.service = service
        self.bound = bound
        self.reference = receipt.reference
        self.expires = clock.now() + LIFETIME
        self.sealed = _sealed(receipt)


class Receipts(Persistent):
    """All receipts of a portal. The entry "" never goes away: see ``core.jobs``."""

    def __init__(self) -> None:
        self.by_key = OOBTree({"": None})
        self.by_reference = OOBTree({"": None})


def sent_under(site, key_id: str) -> Sent | None:
    """What was sent with an idempotency key."""
    store = _store(site)
    return store.by_key.get(key_id) if store is not None else None


def keep(site, key_id: str, bound: str, receipt: Receipt) -> None:
    """Remember a submission under its key, replacing one that was lost."""
    store = _store(site, make=True)
    sent = Sent(receipt.service, bound, receipt)
    before = store.by_key.get(key_id)
    if before is not None:
        store.by_reference.pop(before.reference, None)
    store.by_key[key_id] = store.by_reference[receipt.reference] = sent


def find(site, reference: object, access_code: object) -> Receipt | None:
    """The receipt of a reference; None where reference or code are wrong, alike."""
    reference, access_code = parse_reference(reference), parse_code(access_code)
    store = _store(site)
    if store is None or reference is None or access_code is None:
        return None
    sent = store.by_reference.get(reference)
    return opened(sent, access_code) if sent is not None and sent.expires > clock.now() else None


def is_kept(site, reference: str) -> bool:
    """Whether there is a receipt under this reference."""
    store = _store(site)
    return store is not None and store.by_reference.get(reference) is not None


def close(site, reference: str) -> None:
    """Have nobody open the receipt of a reference any more: its access code was replaced."""
    store = _store(site)
    if store is not None:
        store.by_reference.pop(reference, None)


def opened(sent: Sent, access_code: str) -> Receipt | None:
    """Open a receipt with its access code; None for a wrong one."""
    try:
        plain = vault.unwrap(sent.sealed, access_code, f"receipt {sent.reference}")
    except vault.DamagedError:
        return None
    content = json.loads(plain)
    content["received_at"] = datetime.fromisoformat(content["received_at"])
    content["documents"] = tuple(Listed(**document) for document in content["documents"])
    content["announced"] = tuple(Announced(**each) for each in content.get("announced", ()))
    return Receipt(access_code=access_code, **content)


def drop_expired(site) -> int:
    """Forget what was sent long ago; returns how many."""
    store, now = _store(site), clock.now()
    if store is None:
        return 0
    expired = [(key, sent) for key, sent in store.by_key.items() if sent and sent.expires <= now]
    for key, sent in expired:
        del store.by_key[key]
        store.by_reference.pop(sent.reference, None)
    return len(expired)


def _sealed(receipt: Receipt) -> bytes:
    content = asdict(receipt)
    code = content.pop("access_code")
    content["received_at"] = receipt.received_at.isoformat()
    plain = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return vault.wrap(plain, code, f"receipt {receipt.reference}")


def _store(site, make: bool = False) -> Receipts | None:
    annotations = IAnnotations(site)
    if make and KEY not in annotations:
        annotations[KEY] = Receipts()
    return annotations.get(KEY)
