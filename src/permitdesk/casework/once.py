"""What is sent twice is done once: a key stands for what was sent with it, and for nothing else."""

import hashlib
import json


class OtherContentError(Exception):
    """The key came before, with something else: it is not done, and not taken for done."""


def fingerprint(*values: object) -> str:
    """32 hexadecimal digits of what was sent; the same for the same."""
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()[:32]


def check_same(known: object, now: object) -> None:
    """Raise ``OtherContentError`` where what came with a key is not what came with it before."""
    if known != now:
        raise OtherContentError


def refusal(response) -> dict:
    """The answer to that: 409."""
    response.setStatus(409)
    message = "This Idempotency-Key came before, with other content."
    return {"error": {"type": "Conflict", "message": message}}
