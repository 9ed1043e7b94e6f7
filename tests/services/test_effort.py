"""A pattern by staff must not let an applicant's answer stall the server."""

import re
import time

import pytest

from permitdesk.services.effort import MAX_MATCHED, is_laborious
from permitdesk.services.rules import MalformedRuleError, from_data


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|a)*b",
        "(a|aa)+$",
        "((a+))+",
        "(a+)+",
        "(?:a?){50}a{50}",
        "a*a*a*a*b",
        "(a{0,9}){9}",
        "(?:(?:^){9999}){9999}",
        "(?:(?:(){9999}){9999}){9}",
        "((?:(?=a)){9999}){9999}a",
    ],
)
def test_patterns_that_try_everything_are_refused(pattern):
    with pytest.raises(MalformedRuleError, match="aufwendig"):
        from_data({"kind": "pattern", "value": pattern})


@pytest.mark.parametrize(
    "pattern",
    [
        r"[A-Z]{2}[0-9]{5,9}",
        r"[A-Z]+-[0-9]+",
        r"([0-9]{4} ?){4}",
        "(foo|bar){1,3}",
        "(?:^)?[a-f]{3}",
        r"\d+(,\d{2})?",
    ],
)
def test_what_staff_need_is_allowed_and_quick(pattern):
    assert from_data({"kind": "pattern", "value": pattern}).value == pattern
    assert not is_laborious(pattern)
    for character in "aA9f ":
        begun = time.perf_counter()
        re.fullmatch(pattern, character * (MAX_MATCHED - 1) + "!")
        assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("pattern", ["(", "a{99999999999}", "[z-a]", "(" * 90 + ")" * 91])
def test_what_is_no_pattern_is_explained(pattern):
    with pytest.raises(MalformedRuleError, match="fehlerhaft"):
        from_data({"kind": "pattern", "value": pattern})
