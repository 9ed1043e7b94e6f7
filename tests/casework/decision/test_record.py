"""The way from review to the end: no state without its record, no record without its state."""

from datetime import timedelta

import pytest
import transaction
from Products.CMFCore.WorkflowCore import WorkflowException

from casework_builders import a_case, an_office, do_jobs
from decision_builders import (
    GRANTED,
    NOT_HEARD,
    REFUSED,
    a_decided_case,
    a_delivered_case,
    acting,
    handed_over,
    in_days,
    in_review,
    posted,
)
from permitdesk import privacy
from permitdesk.casework import applicant, case_by_reference
from permitdesk.casework.decision import record, standing
from permitdesk.casework.decision.entries import Delivered
from permitdesk.casework.decision.record import RefusedError
from permitdesk.casework.row import APPLICANT, NO_DAY, OFFICE
from permitdesk.core import clock

RECORDED = ("hear", "decide", "take_back_decision", "deliver")


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    return portal


@pytest.fixture
def case(portal):
    case = a_case("Abbas")
    transaction.commit()
    return case


@pytest.fixture
def anna(portal):
    with acting(portal, "anna"):
        yield


def again(portal, case):
    transaction.begin()
    return case_by_reference(portal, case.reference)


@pytest.mark.parametrize("transition", RECORDED)
def test_nobody_takes_a_recorded_step_without_its_record(portal, case, transition):
    states = {"received", "in_review", "hearing", "decided"}
    for user in ("anna", "chef"):
        with acting(portal, user):
            tool = portal.portal_workflow
            for state in sorted(states):
                history = case.workflow_history["permitdesk_application"]
                case.workflow_history["permitdesk_application"] = (
                    *history,
                    {**history[-1], "review_state": state},
                )
                assert transition not in {each["id"] for each in tool.getTransitionsFor(case)}
                with pytest.raises(WorkflowException):
                    tool.doActionFor(case, transition)


def test_a_refusal_goes_through_a_hearing(portal, case, anna):
    in_review(case)
    with pytest.raises(RefusedError) as refused:
        record.decide(case, REFUSED)
    assert list(refused.value.problems) == ["without_hearing"]
    assert case.state == "in_review" and standing.decision(case) is None

    record.hear(case, in_days(14))
    assert case.state == "hearing"
    with pytest.raises(RefusedError):
        record.decide(case, REFUSED)

    with clock.frozen(clock.now() + timedelta(days=15)):
        assert record.decide(case, REFUSED)
    assert case.state == "decided"
    assert standing.decision(case).hearing == standing.hearing(case).key


def test_who_answered_was_heard_before_the_day_is_over(case, anna):
    in_review(case)
    record.hear(case, in_days(14))
    with pytest.raises(RefusedError) as refused:
        record.note_statement(case, in_days(1), "letter")
    assert list(refused.value.problems) == ["received"]
    record.note_statement(case, in_days(0), "letter")
    record.decide(case, REFUSED)
    assert case.state == "decided"


def test_the_end_of_a_hearing_is_due_and_an_answer_on_paper_is_the_offices_turn(case, anna):
    in_review(case)
    record.hear(case, in_days(14))
    row = case.row()
    assert (row.due, row.due_for, row.waiting) == (in_days(14), "hearing", APPLICANT)
    record.note_statement(case, in_days(0), "letter")
    row = case.row()
    assert (row.due, row.waiting) == (NO_DAY, OFFICE)


def test_an_answer_to_the_hearing_before_is_none_to_the_next(portal, case, anna):
    in_review(case)
    record.hear(case, in_days(14))
    record.note_statement(case, in_days(0), "portal")
    portal.portal_workflow.doActionFor(case, "resume_review")
    assert standing.was_heard(case, clock.today())
    record.hear(case, in_days(14))
    assert not standing.was_heard(case, clock.today())


def test_what_is_granted_needs_no_hearing(case, anna):
    in_review(case)
    record.decide(case, GRANTED)
    assert case.state == "decided"
    entry = standing.decision(case)
    assert (entry.by, entry.conditions) == ("anna", GRANTED.conditions)


def test_the_same_key_records_once(case, anna):
    in_review(case)
    assert record.decide(case, GRANTED, key="one")
    assert not record.decide(case, GRANTED, key="one")
    assert record.send(case, posted(), key="two")
    assert not record.send(case, posted(), key="two")
    assert len(standing.tries(case)) == 1


def test_a_decision_is_taken_back_before_its_delivery_and_the_trace_stays(portal, case):
    a_decided_case(portal, case)
    with acting(portal, "anna"):
        with pytest.raises(RefusedError):
            record.take_back(case, "")
        record.take_back(case, "Falsche Rechtsgrundlage")
        assert case.state == "in_review" and standing.decision(case) is None
        record.decide(case, GRANTED)
    assert standing.decision(case).outcome == "granted"
    actions = [each.action for each in privacy.trail(clock.today(), case.reference)]
    assert {"case.decided", "case.decision-taken-back"} <= set(actions)
    who = {
        each.who for each in privacy.trail(clock.today(), case.reference) if "decid" in each.action
    }
    assert who == {"anna"}


def test_what_is_under_way_or_delivered_is_not_taken_back(portal, case):
    a_decided_case(portal, case)
    with acting(portal, "anna"):
        record.send(case, posted())
        with pytest.raises(RefusedError):
            record.take_back(case, "Doch nicht")
        (sent,) = standing.pending(case)
        record.confirm(case, sent.tried.key, in_days(0))
        assert case.state == "delivered"
        with pytest.raises(RefusedError):
            record.take_back(case, "Doch nicht")


def test_what_is_handed_over_is_delivered_at_once(portal, case):
    a_delivered_case(portal, case)
    delivered = standing.delivery(case)
    assert case.state == "delivered"
    assert delivered.on == clock.today().isoformat()
    assert delivered.remedy_until > delivered.on
    assert "§ 70" in delivered.remedy_source
    assert [change["actor"] for change in case.history][1:] == ["anna"] * 3


def test_a_posted_letter_is_delivered_on_the_day_that_the_law_supposes(portal, case):
    a_decided_case(portal, case)
    with acting(portal, "anna"):
        record.send(case, posted())
    assert case.state == "decided"
    do_jobs(portal, timedelta(days=3))
    assert again(portal, case).state == "decided"
    do_jobs(portal, timedelta(days=4))
    case = again(portal, case)
    assert case.state == "delivered"
    assert (standing.delivery(case).on, standing.delivery(case).by) == (in_days(4), "anna")
    do_jobs(portal, timedelta(days=5))
    assert len(again(portal, case).later.of(Delivered)) == 1


def test_a_letter_that_came_back_is_not_delivered_and_the_next_try_may_be(portal, case):
    a_decided_case(portal, case)
    with acting(portal, "anna"):
        record.send(case, posted())
        (sent,) = standing.pending(case)
        record.fail(case, sent.tried.key, in_days(0), "Unbekannt verzogen")
        with pytest.raises(RefusedError):
            record.confirm(case, sent.tried.key, in_days(0))
    do_jobs(portal, timedelta(days=9))
    assert again(portal, case).state == "decided"
    with acting(portal, "anna"):
        record.send(case, posted(way="certificate"))
        (sent,) = standing.pending(case)
        assert sent.tried.expected == ""
    do_jobs(portal, timedelta(days=9))
    assert again(portal, case).state == "decided", "only the certificate says the day"
    with acting(portal, "anna"):
        record.confirm(case, sent.tried.key, in_days(0))
    assert [bool(each.failed) for each in standing.tries(case)] == [True, False]
    assert case.state == "delivered"


def test_nothing_is_delivered_that_was_withdrawn_meanwhile(portal, case):
    a_decided_case(portal, case)
    with acting(portal, "anna"):
        record.send(case, posted())
    assert applicant.withdraw(case)
    do_jobs(portal, timedelta(days=9))
    case = again(portal, case)
    assert case.state == "withdrawn" and standing.delivery(case) is None


def test_a_later_arrival_moves_the_end_of_the_period_and_the_old_day_stays(portal, case):
    a_delivered_case(portal, case)
    first = standing.delivery(case)
    assert not applicant.can_withdraw(case)
    with clock.frozen(clock.now() + timedelta(days=9)), acting(portal, "anna"):
        with pytest.raises(RefusedError):
            record.correct(case, in_days(0), "")
        record.correct(case, in_days(0), "Der Brief lag in der Filiale.")
        second = standing.delivery(case)
        assert second.on == in_days(0)
    assert second.remedy_until > first.remedy_until
    assert len(case.later.of(Delivered)) == 2
    assert case.state == "delivered"


def test_a_delivery_needs_a_decision(portal, case):
    with acting(portal, "anna"):
        in_review(case)
        with pytest.raises(RefusedError):
            record.send(case, handed_over())
    assert case.state == "in_review"
    assert not standing.tries(case)


def test_a_case_that_was_decided_before_there_were_records_is_taken_back_first(portal, case):
    with acting(portal, "anna"):
        in_review(case)
    history = case.workflow_history["permitdesk_application"]
    case.workflow_history["permitdesk_application"] = (
        *history,
        {**history[-1], "review_state": "decided"},
    )
    with acting(portal, "anna"):
        with pytest.raises(RefusedError):
            record.send(case, handed_over())
        record.take_back(case, "Nachtragen")
        record.decide(case, NOT_HEARD)
        record.send(case, handed_over())
    assert case.state == "delivered"
