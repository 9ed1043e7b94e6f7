"""Which deadlines a service has: shipped ones with their source, changed and added by a unit."""

from datetime import date

import pytest

from permitdesk.casework.deadline_rules import NotADeadlineError, read_rule, rules_for, shipped
from permitdesk.casework.periods import Length

DAY = date(2026, 6, 1)


def named(service="employment", lines=(), on=DAY):
    return {each.name: each for each in rules_for(service, on, lines)}


def test_each_shipped_deadline_says_where_it_stands_and_that_nobody_has_checked_it():
    for rule in shipped():
        assert rule.source and rule.title and not rule.verified


def test_some_services_have_deadlines_of_their_own():
    assert "eu-family-card" in named("eu-family-card")
    assert "eu-family-card" not in named("employment")
    assert named()["vwgo-75"].length == Length(3, "months")
    assert not named()["vwgo-75"].pauses and named()["target"].pauses


def test_nothing_holds_before_it_began():
    assert named(on=date(2025, 12, 31)) == {}


def test_a_unit_changes_adds_and_switches_off():
    lines = [
        "target | Unser Ziel | 30 Tage | nein | employment | 2026-02-01 | Verfügung 3",
        "vwgo-75 | – | 0 Tage | nein | * | 2026-02-01 | nicht gewünscht",
        "card | Karte | 2 Monate | ja | * | 2026-02-01/2026-05-31 | Erlass",
    ]
    found = named(lines=lines)
    assert set(found) == {"target"}
    assert (found["target"].length, found["target"].pauses) == (Length(30), False)
    assert set(named(lines=lines, on=date(2026, 5, 31))) == {"target", "card"}
    assert named("family", lines)["target"].length == Length(60)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "target | Ziel | 60 Tage | ja | * | 2026-01-01",
        "target | Ziel | viele Tage | ja | * | 2026-01-01 | Quelle",
        "target | Ziel | -3 Tage | ja | * | 2026-01-01 | Quelle",
        "target | Ziel | 60 Jahre | ja | * | 2026-01-01 | Quelle",
        "target | Ziel | 60 Tage | vielleicht | * | 2026-01-01 | Quelle",
        "target | Ziel | 60 Tage | ja | * | gestern | Quelle",
    ],
)
def test_a_line_that_says_no_deadline_is_refused(line):
    with pytest.raises(NotADeadlineError):
        read_rule(line)
