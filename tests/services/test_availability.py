"""When one may begin online, and until when who has begun may send."""

from datetime import date

import pytest

from permitdesk.core.texts import Text
from permitdesk.services.availability import Availability, checked, closed_said

MAY = Availability(opens=date(2026, 5, 4), closes=date(2026, 5, 29), grace=7)
PAUSED = Availability(
    paused_on=date(2026, 5, 10), notices={"de": "Umbau.", "en": "Works."}, grace=2
)


@pytest.mark.parametrize(
    ("day", "state", "may_send"),
    [
        (date(2026, 5, 3), "not-yet", True),
        (date(2026, 5, 4), "open", True),
        (date(2026, 5, 29), "open", True),
        (date(2026, 5, 30), "closed", True),
        (date(2026, 6, 5), "closed", True),
        (date(2026, 6, 6), "closed", False),
    ],
)
def test_the_days_count_with_the_days_of_grace(day, state, may_send):
    assert (MAY.state(day), MAY.may_send(day)) == (state, may_send)


def test_a_pause_holds_at_once_and_who_began_may_send_for_a_while():
    assert [PAUSED.may_send(date(2026, 5, day)) for day in (10, 12, 13)] == [True, True, False]
    assert not PAUSED.is_open(date(2026, 5, 10))


def test_nothing_set_is_open_for_ever():
    assert Availability().is_open(date(2030, 1, 1)) and Availability().may_send(date(2030, 1, 1))
    assert closed_said(Availability(), date(2030, 1, 1), "de") is None


def test_people_are_told_in_their_language_or_in_german_that_says_so():
    english = closed_said(PAUSED, date(2026, 5, 11), "en")
    assert str(english.text).startswith("Works. ")
    turkish = closed_said(PAUSED, date(2026, 5, 13), "tr")
    assert Text("Umbau.", "de") in turkish.text.parts
    assert "5. Juni" in str(closed_said(MAY, date(2026, 6, 1), "de").text)
    assert "4. Mai" in str(closed_said(MAY, date(2026, 5, 1), "de").title)


def test_what_is_sent_is_checked_by_name():
    sent = {
        "opens": "2026-05-04",
        "closes": "2026-05-01",
        "paused": True,
        "notices": {"en": "<b>x</b>", "xx": "?"},
        "grace": True,
        "why": " ",
    }
    _found, wrong = checked(sent, Availability(), date(2026, 5, 1))
    assert set(wrong) == {"closes", "notices.de", "notices.en", "notices.xx", "grace", "why"}


def test_a_pause_that_goes_on_began_when_it_began():
    sent = {"paused": True, "notices": {"de": "Noch länger."}, "grace": 2, "why": "Dauert."}
    found, wrong = checked(sent, PAUSED, date(2026, 5, 20))
    assert (found.paused_on, wrong) == (date(2026, 5, 10), {})
    assert checked({"grace": 2, "why": "Fertig."}, PAUSED, date(2026, 5, 20))[0].paused_on is None
