"""A portal that is killed again and again loses nothing that it has acknowledged.

Given people who send messages and try again with the same key when they hear nothing, when the
process is killed (-9) in the middle, then each message is there once, with its document.
"""

import base64
import hashlib
import http.client
import json
import secrets
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from documents.files import a_pdf
from intake.world import a_message

pytestmark = pytest.mark.fault

SENDERS = 3
KILLS = 3
PATIENCE = 240


def send(portal, key: str, message: str, document: bytes) -> dict | None:
    """Send once; None when no answer came, or one that says to try again."""
    body = {
        "language": "de",
        "answers": a_message(message=message),
        "documents": [
            {
                "requirement": "attachments",
                "filename": "Vollmacht.pdf",
                "content-type": "application/pdf",
                "encoding": "base64",
                "data": base64.b64encode(document).decode(),
            }
        ],
    }
    request = urllib.request.Request(
        portal.url + "/services/contact/@applications",
        json.dumps(body).encode(),
        {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.status == 201
            return json.load(answer)
    except urllib.error.HTTPError as error:
        assert error.code >= 500 or error.code == 429, error.read()
        return None
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        return None


def stored(portal) -> list[dict]:
    """What a new process finds in the database."""
    said = subprocess.run(
        [portal.instance / "bin" / "instance", "run", Path(__file__).with_name("stored.py")],
        capture_output=True,
        text=True,
    )
    lines = [line for line in said.stdout.splitlines() if line.startswith("STORED ")]
    assert lines, said.stdout + said.stderr
    return json.loads(lines[0].removeprefix("STORED "))


@pytest.mark.rotating(1, group="killed")
def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(portal):
    acknowledged, tried, failed, lock = {}, {}, [], threading.Lock()
    done = threading.Event()
    before = {case["reference"] for case in stored_while_stopped(portal)}
    portal.start()

    def sender(name: int):
        number = 0
        while not done.is_set():
            number += 1
            message, document = (
                f"Wann kann ich meine Karte abholen? {name}-{number}",
                a_pdf(1 + number % 3),
            )
            key = secrets.token_hex(20)
            with lock:
                tried[message] = hashlib.sha256(document).hexdigest()
            until = time.monotonic() + PATIENCE
            answer = None
            while answer is None and time.monotonic() < until:
                answer = send(portal, key, message, document)
                if answer is None:
                    time.sleep(0.2)
            assert answer is not None, f"{message} was never acknowledged"
            with lock:
                acknowledged[message] = answer["reference"]

    def noted(name: int):
        try:
            sender(name)
        except BaseException as error:  # shown below; a thread's error would be lost
            failed.append(error)

    threads = [threading.Thread(target=noted, args=(name,)) for name in range(SENDERS)]
    for thread in threads:
        thread.start()
    try:
        for kill in range(KILLS):
            goal = len(acknowledged) + 6
            wait_until(lambda goal=goal: failed or len(acknowledged) >= goal)
            if failed:
                break
            time.sleep(0.05 * kill)
            portal.kill()
            portal.start()
        goal = len(acknowledged) + 3
        wait_until(lambda: failed or len(acknowledged) >= goal)
    finally:
        done.set()
        for thread in threads:
            thread.join(PATIENCE)

    assert not failed, failed
    assert not any(thread.is_alive() for thread in threads)
    cases = [case for case in stored_while_stopped(portal) if case["reference"] not in before]
    # What the storage itself has damaged was never acknowledged: its sender was asked to send
    # again, and a second, whole case was filed.
    damaged = [case for case in cases if None in case["documents"]]
    assert not {case["reference"] for case in damaged} & set(acknowledged.values())
    cases = [case for case in cases if case not in damaged]
    by_message = {case["message"]: case for case in cases}
    assert set(acknowledged) == set(tried), "a sender gave up"
    assert len(cases) == len(by_message), "something is there twice"
    assert {message: case["reference"] for message, case in by_message.items()} == acknowledged
    assert {message: case["documents"] for message, case in by_message.items()} == {
        message: [digest] for message, digest in tried.items()
    }


def stored_while_stopped(portal) -> list[dict]:
    """A FileStorage belongs to one process at a time."""
    portal.stop()
    return stored(portal)


def wait_until(condition) -> None:
    """Wait for what the senders do; fails when it does not happen."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "The senders do not get on"
        time.sleep(0.05)
