"""What keeps a decision from being recorded, by field, without Zope."""

from dataclasses import replace
from datetime import date

import pytest

from decision_builders import GRANTED, NOT_HEARD, REFUSED
from permitdesk.casework.decision.check import (
    Sending,
    hearing_problems,
    sending_problems,
    verdict_problems,
)

TODAY = date(2026, 3, 16)


def test_a_complete_decision_has_no_problems():
    assert verdict_problems(GRANTED, was_heard=False) == {}
    assert verdict_problems(REFUSED, was_heard=True) == {}
    assert verdict_problems(NOT_HEARD, was_heard=False) == {}


@pytest.mark.parametrize("outcome", ["refused", "granted_in_part"])
def test_nobody_is_refused_without_a_hearing_or_a_reason(outcome):
    refused = replace(REFUSED, outcome=outcome)
    assert set(verdict_problems(refused, was_heard=False)) == {"without_hearing"}
    nothing_said = replace(refused, without_hearing="danger")
    assert set(verdict_problems(nothing_said, was_heard=False)) == {"why_not_heard"}
    invented = replace(refused, without_hearing="because", why_not_heard="So")
    assert set(verdict_problems(invented, was_heard=False)) == {"without_hearing"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome": "perhaps"}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"reason": "x" * 20_001}, "reason"),
        ({"conditions": ("x",) * 41}, "conditions"),
        ({"valid_from": "2026-02-30"}, "valid_from"),
        ({"valid_until": "2026-00-00"}, "valid_until"),
        ({"valid_until": "2026-03-31"}, "valid_until"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changes, field):
    assert set(verdict_problems(replace(GRANTED, **changes), was_heard=False)) == {field}


def test_a_refusal_has_no_validity():
    refused = replace(REFUSED, valid_until="2027-01-01")
    assert set(verdict_problems(refused, was_heard=True)) == {"valid_until"}


def test_who_is_heard_has_at_least_until_tomorrow():
    assert hearing_problems("2026-03-17", TODAY) == {}
    for until in ("2026-03-16", "", "soon"):
        assert set(hearing_problems(until, TODAY)) == {"until"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"way": "pigeon"}, "way"),
        ({"sent": "2026-03-17"}, "sent"),
        ({"sent": "2026-03-01"}, "sent"),
        ({"sent": ""}, "sent"),
        ({"remedy": ""}, "remedy"),
        ({"way": "electronic"}, "consent"),
        ({"arrived": "2026-03-13"}, "arrived"),
        ({"arrived": "2026-03-17"}, "arrived"),
    ],
)
def test_what_is_wrong_with_a_delivery(changes, field):
    right = Sending("post", "2026-03-16", remedy="action")
    assert sending_problems(right, date(2026, 3, 13), TODAY) == {}
    wrong = replace(replace(right, sent="2026-03-14"), **changes)
    assert set(sending_problems(wrong, date(2026, 3, 13), TODAY)) == {field}
