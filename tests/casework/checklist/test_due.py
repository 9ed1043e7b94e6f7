"""What the workplace learns of a case: by when the applicant, and by when the office has to act."""

from datetime import UTC, date, datetime

import pytest
from zope.component import subscribers

from casework_builders import a_case, an_office
from permitdesk.casework.checklist import asking, judging
from permitdesk.casework.checklist.text_store import text_module
from permitdesk.casework.due import IDue
from permitdesk.casework.row import NO_DAY
from permitdesk.core import clock

TARGET = "target | Unser Ziel | 30 Tage | ja | * | 2026-01-01 | Verfügung 3"
RECEIVED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def unit(integration):
    return an_office(integration["portal"])


def due(case):
    """The days that the checklist sets; other parts of the room set others."""
    found = {each.kind: each.day for each in subscribers((case,), IDue)}
    return {kind: found[kind] for kind in ("asked", "decide") if kind in found}


def ask(case, until):
    module = text_module(case, "documents-missing")
    judging.request_all(case, [], ["Mietvertrag"], until, module, "", "k" * 32)


def test_shipped_deadlines_that_nobody_has_checked_order_nothing(unit):
    row = a_case("Abbas").row()
    assert (row.due, row.due_for) == (NO_DAY, "")


def test_asking_without_a_day_makes_nothing_due(unit):
    unit.deadlines = [TARGET]
    case = a_case("Abbas")
    with clock.frozen(RECEIVED):
        asking.ask(case, "", "Mietvertrag", "", "k1")
        assert case.row().due == NO_DAY, "a deadline that stands still is nobody's to keep"


def test_a_deadline_of_the_unit_is_due_and_waits_while_the_applicant_is_asked(unit):
    unit.deadlines = [TARGET]
    case = a_case("Abbas")
    with clock.frozen(RECEIVED):
        assert due(case) == {"decide": date(2026, 4, 1)}
        ask(case, date(2026, 3, 20))
        assert due(case) == {"asked": date(2026, 3, 20)}


def test_a_day_for_an_answer_is_in_the_row_until_the_answer_is_there(unit):
    case = a_case("Abbas")
    with clock.frozen(RECEIVED):
        ask(case, date(2026, 3, 20))
    row = case.row()
    assert (row.due, row.due_for) == ("2026-03-20", "asked")
    (asked,) = [each for each in case.later if getattr(each, "title", "") == "Mietvertrag"]
    asking.take_back(case, asked.key)
    assert due(case) == {} and case.row().due_for != "asked"


def test_a_message_to_the_office_has_no_deadline(unit):
    unit.deadlines = [TARGET]
    assert due(a_case("Abbas", kind="contact")) == {}
