"""The portal is killed (-9) in the middle of a step, an upload, a sending, again and again.

Given people who fill in pages over HTTP and try again when nothing comes, then each step, file and
sending that was acknowledged is there once, on any device that has the code.
"""

import json
import os
import random
import subprocess
import threading
from collections import Counter
from pathlib import Path

import pytest

from faults.keeper import Keeper, Moments

pytestmark = pytest.mark.fault

PEOPLE = 4
KINDS = ("send", "upload", "step")
SETTLED = 300  # seconds in which everybody must have finished what they began


@pytest.mark.rotating(1, group="killed")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "kills", [3, pytest.param(12, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_nothing_acknowledged_is_lost_or_doubled(portal, kills):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    moments, over, people, failed = Moments(), threading.Event(), [], []

    def applying():
        while not over.is_set() and not failed:
            person = Keeper(lambda: portal.url, moments, over)
            people.append(person)
            try:
                person.apply()
            except BaseException as error:  # shown below; a thread's error would be lost
                failed.append(error)

    threads = [threading.Thread(target=applying) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            if not moments.next(KINDS[number % len(KINDS)]) or failed:
                break
            threading.Event().wait(chance.uniform(0, 0.12))
            portal.kill()
            portal.start()
    finally:
        over.set()
        for thread in threads:
            thread.join(SETTLED)

    assert not failed, f"seed {seed}: {failed}"
    assert not any(thread.is_alive() for thread in threads)
    assert sum(person.again for person in people) >= kills, "nobody was disturbed"
    portal.stop()
    found, cases = stored(portal, people)
    for person in people:
        wrong = broken(person, found.get(person.code), cases.get(person.tag, []))
        assert not wrong, f"seed {seed}: {wrong}"
    assert any(person.reference for person in people), "nothing was sent"
    assert any(person.kept and not person.reference for person in people), "no draft was left"


def broken(person, draft, cases) -> list[str]:
    """Which promises to a person were broken."""
    wrong = []
    if not person.code:
        return wrong
    if draft is None:
        return [f"the code {person.code} opens nothing"]
    if person.reference:
        wrong += [] if draft["sent"] else ["sent, and the draft does not know it"]
        references = [case["reference"] for case in cases]
        wrong += [] if references == [person.reference] else [f"cases: {references}"]
        if sorted(cases[0]["documents"]) != sorted(person.files.values()):
            wrong.append("the case has other files")
        return wrong + ([] if cases[0]["message"] == person.texts[-1] else ["another message"])
    if cases:
        wrong.append("a case that nobody has sent")
    files = Counter(name for name, _hash in draft["files"])
    wrong += [f"{name} is there {count} times" for name, count in files.items() if count > 1]
    hashes = dict(draft["files"])
    wrong += [f"{name} differs" for name in person.kept if hashes.get(name) != person.files[name]]
    for values in person.steps.values():
        wrong += [
            f"{name} is {draft['answers'].get(name)!r}"
            for name, value in values.items()
            if name != "message" and draft["answers"].get(name) != {"yes": True}.get(value, value)
        ]
    if person.known >= 0 and draft["answers"]["message"] not in person.texts[person.known :]:
        wrong.append(f"message is {draft['answers']['message']!r}")
    return wrong


def stored(portal, people) -> tuple[dict, dict]:
    """Drafts by code and cases by the mark in their message, as a new process finds them."""
    said = subprocess.run(
        [portal.instance / "bin" / "instance", "run", Path(__file__).with_name("stored.py")],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "FAULT_CODES": json.dumps([person.code for person in people if person.code]),
        },
    )
    drafts, cases = _said(said, "DRAFTS "), _said(said, "STORED ")
    by_tag: dict[str, list[dict]] = {}
    for case in cases:
        words = (case["message"] or "").split()
        by_tag.setdefault(words[-2] if len(words) > 1 else "", []).append(case)
    return drafts, by_tag


def _said(done, mark: str):
    lines = [line for line in done.stdout.splitlines() if line.startswith(mark)]
    assert lines, done.stdout + done.stderr
    return json.loads(lines[0].removeprefix(mark))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({}, ""),
        ({"answers": {"family_name": "", "message": "m 1"}}, "family_name"),
        ({"answers": {"family_name": "N", "message": "m 0"}}, "message"),
        ({"files": [("a.pdf", "other")]}, "a.pdf differs"),
        ({"files": []}, "a.pdf differs"),
        ({"files": [("a.pdf", "h"), ("a.pdf", "h")]}, "2 times"),
    ],
)
def test_the_comparison_finds_what_it_is_for(change, complaint):
    person = Keeper(lambda: "", Moments(), threading.Event())
    person.code, person.texts, person.known = "C", ["m 0", "m 1"], 1
    person.steps = {"about": {"family_name": "N"}}
    person.files, person.kept = {"a.pdf": "h"}, {"a.pdf"}
    draft = {
        "answers": {"family_name": "N", "message": "m 1"},
        "files": [("a.pdf", "h")],
        "sent": False,
    }
    wrong = broken(person, {**draft, **change}, [])
    assert complaint in " ".join(wrong) and bool(wrong) == bool(complaint)
    assert broken(person, None, [])
    person.reference = "R"
    case = {"reference": "R", "message": "m 1", "documents": ["h"]}
    assert not broken(person, {**draft, "sent": True}, [case])
    assert broken(person, {**draft, "sent": True}, [case, {**case, "reference": "S"}])
