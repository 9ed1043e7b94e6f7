"""Proof of work in ALTCHA's challenge format (v1, SHA-256): a number that takes a while to find.

Needs no eyes, no account and nobody else. What a challenge is for and until when it counts stand
in its salt, whose end is marked: without the mark digits of the number could be read as part of
it (CVE-2025-68113).
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from urllib.parse import parse_qs

from permitdesk.core.secrets import derive

ALGORITHM = "SHA-256"
LIFETIME = 20 * 60  # seconds
_LONGEST = 2000  # letters of an answer


def challenge(kind: str, hardest: int, now: float) -> dict[str, object]:
    """A challenge whose number lies between 0 and ``hardest``."""
    salt = f"{secrets.token_hex(12)}?kind={kind}&expires={int(now) + LIFETIME}&"
    question = _question(salt, secrets.randbelow(hardest + 1))
    return {
        "algorithm": ALGORITHM,
        "challenge": question,
        "maxnumber": hardest,
        "salt": salt,
        "signature": _signature(question),
    }


def solved(answer: str, kind: str, now: float) -> tuple[str, float] | None:
    """The challenge that an answer solves and when it runs out, for whoever lets each count once;
    None for anything else."""
    if not isinstance(answer, str) or len(answer) > _LONGEST:
        return None
    try:
        told = json.loads(base64.b64decode(answer, validate=True))
        salt, number = told["salt"], told["number"]
        question, signature = told["challenge"], told["signature"]
    except (binascii.Error, ValueError, KeyError, TypeError, RecursionError):
        return None
    if told.get("algorithm") != ALGORITHM or type(number) is not int:
        return None
    if not all(isinstance(each, str) and each.isascii() for each in (salt, question, signature)):
        return None
    if not hmac.compare_digest(_signature(question), signature):
        return None
    if not salt.endswith("&") or not hmac.compare_digest(_question(salt, number), question):
        return None
    said = parse_qs(salt.partition("?")[2])
    expires = float(said["expires"][0])
    return (question, expires) if said["kind"] == [kind] and now < expires else None


def solve(given: dict) -> str:
    """The answer to a challenge, for programs and tests: found by trying."""
    number = next(
        number
        for number in range(given["maxnumber"] + 1)
        if _question(given["salt"], number) == given["challenge"]
    )
    told = {name: given[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**told, "number": number}).encode()).decode()


def _question(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _signature(question: str) -> str:
    return hmac.new(derive("permitdesk proof of work"), question.encode(), "sha256").hexdigest()
