"""The fingerprint: names exactly what was sent, and can be computed by others as the docs say."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from permitdesk.intake.fingerprint import (
    fingerprint,
    grouped,
    short,
    shown,
    text_of,
    typed,
)
from permitdesk.intake.submission import Listed, Receipt
from permitdesk.services import Announced

PAPER = Listed("passport", "Pass.jpg", "image/jpeg", 9, "a" * 64, 1, 7, "b" * 64)
RECEIPT = Receipt(
    reference="AE-2026-7KQ4M-9TX2B",
    access_code="",
    received_at=datetime(2026, 11, 28, 21, 5, 7, 123456, UTC),
    service="employment",
    revision=3,
    language="uk",
    fingerprint="",
    answers={"family_name": "Коваленко", "children": [{"name": "O"}]},
    documents=(PAPER,),
    shown="c" * 64,
)


def test_another_program_computes_the_same():
    """Written out by hand after docs/fingerprint.md, with nothing of ours."""
    text = (
        '{"answers":{"children":[{"name":"O"}],"family_name":"Коваленко"},"channel":"online",'
        '"documents":[{"content_type":"image/jpeg","filename":"Pass.jpg","kept_sha256":"'
        + "b" * 64
        + '","requirement":"passport","sha256":"'
        + "a" * 64
        + '","size":9}],"format":"permitdesk-2","language":"uk",'
        '"later":[],"received_at":"2026-11-28T21:05:07+00:00","reference":"AE-2026-7KQ4M-9TX2B",'
        '"revision":3,"service":"employment","shown":"' + "c" * 64 + '"}'
    )
    assert text_of(RECEIPT).decode() == text
    assert fingerprint(text_of(RECEIPT)) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"family_name": "Коваленка"}},
        {"documents": ()},
        {"documents": (replace(PAPER, sha256="d" * 64),)},
        {"documents": (replace(PAPER, kept_sha256="d" * 64),)},
        {"documents": (replace(PAPER, filename="pass.jpg"),)},
        {"revision": 4},
        {"language": "de"},
        {"service": "education"},
        {"shown": "d" * 64},
        {"announced": (Announced("passport", "not-issued"),)},
        {"channel": "paper"},
        {"reference": "AE-2026-7KQ4M-9TX2C"},
        {"received_at": datetime(2026, 11, 28, 21, 5, 8, tzinfo=UTC)},
    ],
)
def test_each_part_of_what_was_sent_is_in_it(change):
    assert fingerprint(text_of(replace(RECEIPT, **change))) != fingerprint(text_of(RECEIPT))


def test_what_was_shown_is_in_it_text_by_text():
    evidence = {"digest": "x", "texts": {"a": {"text": "Ja", "language": "de"}}, "fees": {}}
    other = {**evidence, "texts": {"a": {"text": "Nein", "language": "de"}}}
    assert shown(evidence) != shown(other)
    assert shown(evidence) != shown({**evidence, "digest": "y"})
    assert shown(evidence) != shown({**evidence, "fees": {"de": {"summary": "93 Euro"}}})
    assert shown(evidence) == shown({**evidence, "family": "not shown to anybody"})


def test_it_is_read_as_it_was_written():
    whole = fingerprint(b"")
    assert json.dumps(typed(grouped(whole))) == json.dumps(whole)
    assert whole.startswith(typed(short(whole)))
    assert typed(f" {whole.upper()}\n") == whole
    for wrong in (None, "", whole[:19], whole + "0", "g" * 64, "z", "٣" * 64, ["a"]):
        assert typed(wrong) is None, wrong
