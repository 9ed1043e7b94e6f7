"""What is sent twice is done once: a key stands for what was sent with it, and for nothing else.

A request says its key in ``Idempotency-Key``, a form in ``key``. It is the sender's: the same key
of somebody else is another one. What came with a key of a request is remembered in ``keys``.
"""

import hashlib
import json
from collections.abc import Mapping

from permitdesk.access import staff_id
from permitdesk.core.characters import whole
from permitdesk.core.sent_key import sent_key


class OtherContentError(Exception):
    """The key came before, with something else: it is not done, and not taken for done."""


def fingerprint(*values: object) -> str:
    """32 hexadecimal digits of what was sent; the same for the same."""
    text = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def check_same(known: object, now: object) -> None:
    """Raise ``OtherContentError`` where what came with a key is not what came with it before."""
    if known != now:
        raise OtherContentError


def key_of(request) -> str:
    """The key of a request as entries carry it, so that no sender chooses what stands in pages and
    addresses; empty for a request without one."""
    sent = sent_key(request)
    return fingerprint(staff_id(), sent) if sent else ""


def form_key(request) -> str:
    """The key of a form, with everything that was typed: who goes back and sends something else
    says something else. Empty for a form without one."""
    form: Mapping = request.form
    key = form.get("key")
    if not isinstance(key, str) or not key:
        return ""
    typed = {name: value for name, value in form.items() if name not in ("key", "_authenticator")}
    return fingerprint(staff_id(), whole(key[:32]), typed)
