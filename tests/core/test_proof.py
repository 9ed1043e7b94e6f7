"""A proof of work in ALTCHA's format counts for what it was asked for, for a while."""

import base64
import hashlib
import hmac
import json

import pytest

from permitdesk.core import proof

NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("PERMITDESK_SECRETS", str(tmp_path))


def changed(answer, **changes):
    told = json.loads(base64.b64decode(answer)) | changes
    return base64.b64encode(json.dumps(told).encode()).decode()


def test_a_challenge_is_as_the_format_says():
    given = proof.challenge("send", 200, NOW)
    assert sorted(given) == ["algorithm", "challenge", "maxnumber", "salt", "signature"]
    assert given["algorithm"] == "SHA-256" and given["maxnumber"] == 200
    number = json.loads(base64.b64decode(proof.solve(given)))["number"]
    assert hashlib.sha256(f"{given['salt']}{number}".encode()).hexdigest() == given["challenge"]


def test_the_answer_counts_for_its_purpose_and_not_for_ever():
    given = proof.challenge("send", 20, NOW)
    answer = proof.solve(given)
    assert proof.solved(answer, "send", NOW) == (given["challenge"], NOW + proof.LIFETIME)
    assert proof.solved(answer, "begin", NOW) is None
    assert proof.solved(answer, "send", NOW + proof.LIFETIME) is None


def test_digits_of_the_number_are_not_read_as_part_of_the_salt():
    """CVE-2025-68113: the time until which it counts would be longer."""
    given = proof.challenge("send", 10**6, NOW) | {"maxnumber": 10**6}
    number = 12345
    salt = given["salt"]
    question = hashlib.sha256(f"{salt}{number}".encode()).hexdigest()
    answer = {**given, "challenge": question, "signature": proof._signature(question)}
    whole = base64.b64encode(json.dumps({**answer, "number": number}).encode()).decode()
    assert proof.solved(whole, "send", NOW)
    assert proof.solved(changed(whole, salt=f"{salt}1", number=2345), "send", NOW) is None


def test_nobody_signs_a_challenge_of_their_own():
    answer = proof.solve(proof.challenge("send", 20, NOW))
    forged = hmac.new(b"guessed", b"x", "sha256").hexdigest()
    for change in (
        {"signature": forged},
        {"number": -1},
        {"number": "7"},
        {"number": True},
        {"salt": "x"},
        {"salt": 7},
        {"challenge": "ä"},
        {"algorithm": "SHA-1"},
    ):
        assert proof.solved(changed(answer, **change), "send", NOW) is None, change
    for nothing in ("", "x", "e30=", "W10=", "bnVsbA==", "A" * 5000, None, 7, b"x"):
        assert proof.solved(nothing, "send", NOW) is None
