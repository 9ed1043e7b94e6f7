"""What a receipt keeps of the estimate is plain text, and says again what of it is German."""

from datetime import date

import pytest

from permitdesk.core.texts import Gap, Text
from permitdesk.intake import evidence

SAID = {
    "summary": Gap("Voraussichtlich: 93 Euro"),
    "total": ["93", "93"],
    "lines": [{"title": Gap("Verlängerung um mehr als drei Monate"), "basis": "وګورئ", "fee": "x"}],
    "notes": [Gap("Das ist eine Schätzung.")],
}
GERMAN = {
    "summary": "Voraussichtlich: 93 Euro",
    "total": ["93", "93"],
    "lines": [{"title": "Verlängerung um mehr als drei Monate", "basis": "Stand", "fee": "x"}],
    "notes": ["Das ist eine Schätzung."],
}


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(evidence, "fee_estimate", lambda *_given: object())
    monkeypatch.setattr(evidence, "told", lambda _estimate, tag: SAID if tag == "ps" else GERMAN)

    class Revision:
        definition = None

    return evidence.told_fees(Revision, "ps", {}, date(2026, 12, 1))


def test_what_is_kept_is_plain(kept):
    assert kept == {
        "ps": {**GERMAN, "lines": [{**GERMAN["lines"][0], "basis": "وګورئ"}]},
        "de": GERMAN,
    }
    assert type(kept["ps"]["summary"]) is type(kept["ps"]["notes"][0]) is str


def test_what_is_shown_says_what_is_german(kept):
    shown = evidence.shown_fees(kept, "ps")
    assert shown["summary"] == Text("Voraussichtlich: 93 Euro", "de")
    assert shown["notes"] == [Text("Das ist eine Schätzung.", "de")]
    line = shown["lines"][0]
    assert isinstance(line["title"], Text) and (line["basis"], line["fee"]) == ("وګورئ", "x")
    assert shown["total"] == ["93", "93"]
    assert evidence.shown_fees(kept, "de") == GERMAN
    assert evidence.shown_fees(kept, "tr") is None
