"""Who does too much is slowed down; a house full of people behind one address gets through.

The clock stands still: time passes where a test says so.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from permitdesk.core import clock, gate, proof
from permitdesk.core.budgets import Budget, parsed, parsed_networks, place

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOUSE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture(autouse=True)
def limits(monkeypatch, tmp_path):
    """The limits as they are shipped, and nothing counted."""
    monkeypatch.setenv("PERMITDESK_LIMITS", "")
    monkeypatch.setenv("PERMITDESK_SECRETS", str(tmp_path))
    monkeypatch.setattr(gate, "HARDEST", 50)  # what counts here is who has to, not how long
    gate.forget()
    yield
    gate.forget()


def request(address=HOUSE):
    return SimpleNamespace(getClientAddr=lambda: address, _orig_env={})


def at(moment, kind=gate.SEND, address=HOUSE, **shown):
    with clock.frozen(moment):
        return gate.admit(kind, request(address), **shown)


@dataclass
class Crowd:
    """People at one address, each with a phone without JavaScript, who do as the page says."""

    kind: str
    comes: list[datetime]
    through: list[datetime] = field(default_factory=list)
    longest: timedelta = timedelta(0)

    def go(self):
        waiting = deque(sorted((moment, moment, "") for moment in self.comes))
        while waiting:
            now, came, ticket = waiting.popleft()
            answer = at(now, self.kind, shown=ticket)
            if answer is None:
                self.through.append(now)
                self.longest = max(self.longest, now - came)
                continue
            waiting.append((now + timedelta(seconds=answer.seconds), came, answer.ticket))
            waiting = deque(sorted(waiting))
        return self


@pytest.mark.parametrize("kind", [gate.BEGIN, gate.SEND])
def test_a_house_of_200_people_gets_through_within_an_hour(kind):
    evenly = Crowd(kind, [NOON + number * HOUR / 200 for number in range(200)]).go()

    assert len(evenly.through) == 200
    assert evenly.longest == timedelta(0), "and nobody notices that there is a limit"


@pytest.mark.parametrize("kind", [gate.BEGIN, gate.SEND])
def test_nobody_is_locked_out_when_all_of_them_come_at_once(kind):
    at_once = Crowd(kind, [NOON] * 200).go()

    assert len(at_once.through) == 200
    assert max(at_once.through) <= NOON + HOUR, "without JavaScript they wait, within the hour"


def test_a_script_that_sends_2000_gets_no_further_than_such_a_house():
    taken = sum(at(NOON, shown="") is None for _ in range(2000))

    assert taken == gate.BUDGETS[gate.SEND].burst
    # It keeps on, without a pause, and uses each ticket that it is given.
    hour = [NOON + HOUR * part / 1000 for part in range(1, 1001)]
    tickets, taken = [], 0
    for moment in hour:
        for _ in range(2):
            due = tickets.pop(0) if tickets else ""
            answer = at(moment, shown=due)
            taken += answer is None
            if answer is not None and answer.ticket:
                tickets.append(answer.ticket)
    assert taken <= 160


def test_a_script_that_works_for_it_gets_a_little_more():
    taken, shown = 0, ""
    for _ in range(600):
        answer = at(NOON, shown=shown)
        taken += answer is None
        shown = proof.solve(answer.challenge) if answer and answer.challenge else ""

    assert taken <= 1.5 * gate.BUDGETS[gate.SEND].burst


def test_what_one_address_does_slows_nobody_else():
    for _ in range(200):
        at(NOON)
    assert at(NOON, address=ELSEWHERE) is None
    assert at(NOON, gate.BEGIN) is None, "and nothing else"


def test_who_waits_gets_through_for_sure_whatever_others_do_meanwhile():
    for _ in range(70):
        at(NOON)
    mine = at(NOON)
    assert mine.ticket and mine.seconds >= gate.SHORTEST
    too_soon = at(NOON + timedelta(seconds=mine.seconds - 1), shown=mine.ticket)
    assert too_soon.ticket == mine.ticket and too_soon.seconds == 1

    then = NOON + timedelta(seconds=mine.seconds)
    for _ in range(500):
        at(then)
    assert at(then, shown=mine.ticket) is None
    assert at(then, shown=mine.ticket) is not None, "a ticket is used once"


def test_work_instead_of_waiting():
    for _ in range(70):
        at(NOON)
    answer = proof.solve(at(NOON).challenge)
    assert at(NOON, shown=answer) is None
    assert at(NOON, shown=answer) is not None, "an answer counts once"
    other = proof.solve(at(NOON).challenge)
    for _ in range(110):
        at(NOON, gate.BEGIN)
    assert at(NOON, gate.BEGIN, shown=other) is not None, "and for what it was asked for"


def test_what_people_do_not_see_is_filled_in_by_a_program_or_by_mistake():
    answer = at(NOON, suspect=True)
    assert answer.seconds == gate.SUSPECT
    later = NOON + timedelta(seconds=answer.seconds)
    assert at(later, shown=answer.ticket, suspect=True) is None, "nobody is locked out by it"


def test_a_queue_has_an_end_and_says_so():
    answers = [at(NOON) for _ in range(300)]
    assert answers[-1].ticket == ""
    assert answers[-1].seconds <= gate.LONGEST_QUEUE + 60
    assert all(each is None or each.seconds <= gate.LONGEST_QUEUE + 60 for each in answers)


def test_a_flood_from_everywhere_has_its_price_for_everybody():
    many = gate.EVERYBODY * gate.BUDGETS[gate.SEND].burst
    for number in range(many):
        assert at(NOON, address=f"198.51.{number // 250}.{number % 250}") is None
    answer = at(NOON, address=ELSEWHERE)
    assert answer.seconds == gate.SHORTEST and answer.challenge["maxnumber"] == 4 * gate.HARDEST
    assert at(NOON, address=ELSEWHERE, shown=proof.solve(answer.challenge)) is None


def test_a_request_that_is_tried_again_counts_once(monkeypatch):
    monkeypatch.setenv("PERMITDESK_LIMITS", "send=1/1")
    one, other = request(), request()
    with clock.frozen(NOON):
        assert [gate.admit(gate.SEND, one) for _ in range(3)] == [None] * 3
        assert gate.admit(gate.SEND, other) is not None
        assert gate.take(gate.SEND, other) > 0


@pytest.mark.parametrize(
    "shown", [None, ["a", "b"], "x", "....", "send.1.2.3.ä", "\udcff.a", "e30=", "W10="]
)
def test_what_is_no_ticket_opens_nothing(shown):
    for _ in range(70):
        at(NOON)
    assert at(NOON, shown=shown) is not None


def test_a_ticket_cannot_be_made_or_changed(monkeypatch):
    for _ in range(70):
        at(NOON)
    ticket = at(NOON).ticket
    kind, _due, *rest = ticket.split(".")
    assert at(NOON, shown=".".join([kind, "1", *rest])).ticket != ticket
    assert at(NOON + 2 * HOUR, gate.BEGIN, shown=ticket) is None  # free, not for the ticket


def test_limits_are_settings(monkeypatch):
    monkeypatch.setenv("PERMITDESK_LIMITS", "send=2/60")
    assert [at(NOON) is None for _ in range(3)] == [True, True, False]
    monkeypatch.setenv("PERMITDESK_UNLIMITED", "192.0.2.0/24 2001:db8::/32")
    assert at(NOON) is None and at(NOON, address="2001:db8::7") is None
    monkeypatch.setenv("PERMITDESK_UNLIMITED", "")
    monkeypatch.setenv("PERMITDESK_LIMITS", "off")
    assert at(NOON) is None


@pytest.mark.parametrize("text", ["send", "send=1", "send=1/0", "sned=1/1", "send=a/b", "on"])
def test_a_setting_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="send=60/150"):
        parsed(text, gate.BUDGETS)


def test_networks_are_checked():
    with pytest.raises(ValueError, match="300"):
        parsed_networks("192.0.2.300/32")


def test_one_connection_has_a_whole_network_of_ipv6():
    assert place("2001:db8::1") == place("2001:db8::ffff:1") != place("2001:db8:0:1::1")
    assert place("192.0.2.1") == place("::ffff:192.0.2.1") == "192.0.2.1"
    assert place("") == ""


def test_more_than_fits_at_all_is_taken_when_nothing_is_owed():
    budget = Budget(10, 3600)
    assert budget.wait(0, 100, amount=20) == 0
    assert budget.wait(101, 100, amount=20) > 0


def test_it_is_said_in_the_log_and_not_who_it_was(caplog):
    for _ in range(300):
        at(NOON)
    told = [each.getMessage() for each in caplog.records if each.name == gate.__name__]
    assert len(told) == 1 and HOUSE not in told[0]
