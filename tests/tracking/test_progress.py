from datetime import timedelta

from DateTime import DateTime

from permitdesk.tracking.progress import progress


def history(*states):
    return [
        {"review_state": state, "time": DateTime(f"2026-03-0{day} 12:00 GMT+0")}
        for day, state in enumerate(states, 1)
    ]


def test_each_state_has_words():
    states = ("received", "in_review", "documents_requested", "hearing", "delivered", "withdrawn")
    for state in (*states, "closed"):
        assert progress("application", history(state)).state == state
    for state in ("received", "answered", "closed"):
        assert progress("contact", history(state)).sentence


def test_a_decision_is_not_told_before_its_delivery():
    told = progress("application", history("received", "in_review", "decided"))
    assert (told.state, told.since.day) == ("in_review", 2)
    assert progress("application", history("received", "decided", "closed")).state == "closed"


def test_a_decision_that_was_taken_back_leaves_no_trace():
    told = progress("application", history("received", "in_review", "decided", "in_review"))
    assert (told.state, told.since.day) == ("in_review", 2)
    again = history("received", "in_review", "documents_requested", "in_review")
    assert progress("application", again).since.day == 4


def test_a_delivered_decision_is_told_and_stays_on_the_page_when_the_case_is_closed():
    states = ("received", "in_review", "hearing", "decided", "delivered")
    told = progress("application", history(*states))
    assert (told.state, told.since.day) == ("delivered", 5)
    closed = progress("application", history(*states, "closed"))
    assert closed.state == "closed"
    assert closed.next != progress("application", history("received", "closed")).next


def test_what_was_withdrawn_stays_so_for_the_applicant():
    told = progress("application", history("received", "withdrawn", "closed"))
    assert (told.state, told.since.day) == ("withdrawn", 2)


def test_the_moment_is_told_in_utc_wherever_the_server_stands():
    change = {"review_state": "received", "time": DateTime("2026-03-01 12:00 GMT+2")}
    since = progress("application", [change]).since
    assert since.utcoffset() == timedelta()
    assert since.isoformat() == "2026-03-01T10:00:00+00:00"
