"""What a driving licence from abroad needs, state by state. No portal is made for it."""

from datetime import date

import pytest
from zope.i18n import translate

from permitdesk.core.languages import LANGUAGES
from permitdesk.district import licence_parts, licence_rule
from permitdesk.guidance.flyers import licence

DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "state, part, rule",
    [
        ("DEU", "", "home"),
        ("FRA", "", "valid"),
        ("NOR", "", "valid"),
        ("JPN", "", "exchange"),
        ("GBR", "", "exchange"),
        ("ALB", "", "classes"),
        ("CAN", "", "parts"),
        ("MDA", "", "practice"),
        ("UKR", "", "ukraine"),
        ("SYR", "", "tests"),
        ("TUR", "", "tests"),
        ("USA", "US-TX", "exchange"),
        ("USA", "US-FL", "theory"),
        ("USA", "US-CA", "tests"),
    ],
)
def test_the_rule_of_a_state(state, part, rule):
    assert licence_rule(state, part, DAY).rule == rule


@pytest.mark.parametrize("part", ["", "US-XX", "CA-ON", "<b>"])
def test_of_a_state_with_parts_the_part_is_asked(part):
    assert licence_rule("USA", part, DAY) is None
    assert licence.outcome("USA", part, "de", DAY) is None


def test_every_part_has_a_rule():
    assert len(licence_parts()) == 51
    assert all(licence_rule("USA", part, DAY) for part in licence_parts())


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_state_of_the_list_gets_an_answer_in_words(language):
    states = licence.states(language)
    assert len(states) > 240
    for state in states:
        found = licence.outcome(state.value, "US-TX", language, DAY)
        said = [translate(each, target_language=language) for each in (found.answer, *found.steps)]
        assert all(each and "${" not in each and "guidance_" not in each for each in said)
        assert licence.title(state.value, "", language) == state.title


def test_a_newer_rule_holds_from_its_day_on():
    assert licence_rule("JPN", "", date(2020, 1, 1)).rule == "tests"
