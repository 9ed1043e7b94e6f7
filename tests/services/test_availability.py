"""When one may begin online, and until when who has begun may send."""

from dataclasses import replace
from datetime import date

import pytest
import transaction
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError

from permitdesk.core.texts import Text
from permitdesk.services.availability import (
    FULL,
    FULL_TODAY,
    OPEN,
    Availability,
    checked,
    closed_said,
)
from permitdesk.services.counting import Counts

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


DAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (Availability(per_day=5, came_today=4), OPEN),
        (Availability(per_day=5, came_today=5), FULL_TODAY),
        (Availability(per_day=5, in_all=9, came_today=6, came=9), FULL),
        (Availability(in_all=9, came=8), OPEN),
        (Availability(per_day=5, came_today=9, paused_on=DAY), "paused"),
        (Availability(in_all=9, came=9, closes=date(2026, 5, 10)), "closed"),
    ],
)
def test_a_limit_closes_beginning_when_so_many_came(found, state):
    assert found.state(DAY) == state


def test_a_limit_keeps_nobody_from_sending():
    full = Availability(in_all=9, came=12)
    assert not full.is_open(DAY) and full.may_send(DAY) and full.last_sending(DAY) is None
    assert "kann weiterhin absenden" in str(closed_said(full, DAY, "de").text)


def test_of_a_day_that_is_full_people_are_told_when_it_opens_again():
    full = Availability(per_day=5, came_today=5)
    assert full.again(DAY) == date(2026, 5, 12)
    assert "12. Mai" in str(closed_said(full, DAY, "de").text)
    for last in (replace(full, closes=DAY), replace(full, in_all=9, came=9)):
        assert last.again(DAY) is None and "Morgen" not in str(closed_said(last, DAY, "de").text)


def test_limits_are_whole_numbers_and_in_all_counts_from_when_it_was_set():
    sent = {"per_day": 0, "in_all": 10, "why": "x"}
    found, wrong = checked(sent, Availability(), DAY)
    assert set(wrong) == {"per_day"} and found.counts_from == DAY

    later = checked({"in_all": 20, "why": "x"}, found, date(2026, 6, 1))[0]
    assert (later.in_all, later.counts_from) == (20, DAY)
    assert checked({**sent, "opens": "2026-05-04"}, found, DAY)[0].counts_from.day == 4
    assert checked({"why": "x", "in_all": True}, found, DAY)[1].keys() == {"in_all"}


def test_two_who_send_at_once_both_count():
    db = DB(DemoStorage())
    one, two = (transaction.TransactionManager() for _each in range(2))
    try:
        begun = db.open(one).root()
        begun["counts"] = Counts()
        begun["counts"].count("contact", DAY)
        one.commit()

        first, second = begun["counts"], db.open(two).root()["counts"]
        for counts in (first, second):
            counts.count("contact", DAY)
        one.commit()
        two.commit()
        assert second.came("contact", DAY, DAY) == 3

        # The first of another day may meet: who comes second does it again and both are there.
        tomorrow = date(2026, 5, 12)
        for counts in (first, second):
            counts.count("contact", tomorrow)
        one.commit()
        with pytest.raises(ConflictError):
            two.commit()
        two.abort()
        second.count("contact", tomorrow)
        two.commit()
        assert second.came("contact", tomorrow, tomorrow) == 2
        assert second.came("contact", DAY, tomorrow) == 5
        assert second.came("contac", DAY, tomorrow) == 0
    finally:
        db.close()
