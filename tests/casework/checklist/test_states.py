"""The state of documents and of what is needed, from what happened; the pauses of deadlines."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.casework.checklist.deadlines import deadline_of, pauses
from permitdesk.casework.checklist.facts import Came, Judged, Unwanted, Valid, Wanted
from permitdesk.casework.checklist.states import (
    ACCEPTED,
    EXPIRED,
    LATER,
    MISSING,
    NOT_NEEDED,
    OPEN,
    RECEIVED,
    REJECTED,
    document_states,
    item_states,
)
from permitdesk.casework.periods import Length

TODAY = date(2026, 6, 1)


def day(number):
    """Noon of the day so many days after 1 March."""
    return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(days=number)


@dataclass
class Story:
    """Tells facts one after the other, a day each."""

    facts: list = field(default_factory=list)

    @property
    def now(self):
        return day(len(self.facts))

    def came(self, document, about="passport", **more):
        self.facts.append(Came(document, about, self.now, **more))
        return self

    def wanted(self, key, about=""):
        self.facts.append(Wanted(key, about or key, self.now))
        return self

    def unwanted(self, key):
        self.facts.append(Unwanted(key, self.now))
        return self

    def accepted(self, document):
        self.facts.append(Judged(document, True, self.now))
        return self

    def rejected(self, document):
        self.facts.append(Judged(document, False, self.now))
        return self

    def valid(self, document, until):
        self.facts.append(Valid(document, until, self.now))
        return self

    def states(self, needed=("passport",), announced=(), today=TODAY):
        return {each.id: each for each in item_states(self.facts, needed, announced, today)}

    def passport(self, **more):
        return self.states(**more)["passport"].state


def test_what_is_needed_and_not_there_is_missing_or_comes_later():
    assert Story().passport() == MISSING
    assert Story().passport(announced=("passport",)) == LATER
    # What staff asked for since is asked for, whatever was said before.
    assert Story().wanted("k1", "passport").passport(announced=("passport",)) == MISSING


def test_a_document_is_received_until_somebody_takes_it():
    story = Story().came("1")
    assert story.passport() == RECEIVED
    assert story.accepted("1").passport() == ACCEPTED


def test_a_rejected_document_stands_in_the_way_until_another_one_comes():
    story = Story().came("1").rejected("1")
    assert story.passport() == REJECTED
    story.came("2", later=True)
    assert story.passport() == RECEIVED
    assert [each.replaced for each in document_states(story.facts, TODAY)] == [True, False]
    assert story.rejected("2").passport() == REJECTED


def test_one_bad_page_of_several_is_enough():
    story = Story().came("1").came("2").accepted("1").rejected("2")
    assert story.passport() == REJECTED
    assert story.accepted("2").passport() == ACCEPTED


def test_validity_is_counted_by_day():
    story = Story().came("1").accepted("1").valid("1", "2026-06-01")
    assert story.passport(today=date(2026, 6, 1)) == ACCEPTED
    assert story.passport(today=date(2026, 6, 2)) == EXPIRED
    assert story.valid("1", "").passport(today=date(2026, 6, 2)) == ACCEPTED


def test_a_rejected_document_does_not_expire_as_well():
    story = Story().came("1").valid("1", "2026-04-01").rejected("1")
    assert story.passport() == REJECTED


def test_what_is_asked_for_again_is_missing_though_one_is_there():
    story = Story().came("1").accepted("1").wanted("k1", "passport")
    assert (story.passport(), story.states()["passport"].wanted) == (MISSING, ("k1",))
    assert story.came("2", asked="k1", later=True).passport() == RECEIVED
    assert story.states()["passport"].wanted == ()


def test_what_another_person_brings_answers_what_was_asked_for():
    story = Story().wanted("k1", "passport").came("1", later=True)
    assert story.passport() == RECEIVED


def test_what_was_asked_for_is_open_again_when_it_is_not_taken():
    story = Story().wanted("k1").came("1", about="k1", asked="k1", later=True).rejected("1")
    item = story.states(())["k1"]
    assert (item.state, item.wanted) == (REJECTED, ("k1",))
    assert story.unwanted("k1").states(())["k1"].state == NOT_NEEDED


def test_what_was_taken_back_before_anything_came_is_gone():
    assert Story().wanted("k1").unwanted("k1").states(()) == {}
    assert Story().wanted("k1", "passport").unwanted("k1").passport() == MISSING


def test_a_file_with_a_virus_is_no_document():
    story = Story().came("1", usable=False)
    item = story.states()["passport"]
    assert (item.state, item.unusable) == (MISSING, True)
    assert story.came("2", later=True).passport() == RECEIVED


def test_a_pause_lasts_from_asking_until_everything_is_there():
    story = Story().came("1").wanted("k1").wanted("k2").came("2", "k1", asked="k1", later=True)
    (pause,) = pauses(story.facts)
    assert (pause.since, pause.until, pause.because) == (day(1).date(), None, ("k1", "k2"))
    story.unwanted("k2")
    (pause,) = pauses(story.facts)
    assert pause.until == day(4).date()
    assert pause.days(TODAY) == 3


def test_not_taking_a_document_stops_nothing_before_it_is_asked_for():
    story = Story().came("1").rejected("1")
    assert pauses(story.facts) == []
    (pause,) = pauses(story.wanted("k1", "passport").facts)
    assert (pause.since, pause.until, pause.because) == (day(2).date(), None, ("k1",))
    assert pauses(story.came("2", later=True).facts)[0].until == day(3).date()


def test_a_deadline_moves_on_while_the_applicant_is_asked():
    start = day(0).date()
    story = Story().came("1").wanted("k1")
    first = deadline_of(story.facts, start, 90, day(11).date())
    assert first.due == start + timedelta(days=100)
    assert (first.paused_since, first.days_paused) == (day(1).date(), 10)
    assert not first.is_overdue(date(2027, 1, 1))
    story.came("2", "k1", asked="k1", later=True)
    after = deadline_of(story.facts, start, 90, day(11).date())
    assert (after.due, after.paused_since) == (start + timedelta(days=91), None)
    assert after.is_overdue(after.due + timedelta(days=1))
    assert not after.is_overdue(after.due)


def test_asking_after_the_end_saves_no_deadline():
    story = Story().came("1").wanted("k1")
    found = deadline_of(story.facts, day(-9).date(), 5, day(30).date())
    assert (found.due, found.days_paused) == (day(-4).date(), 0)
    assert found.is_overdue(day(30).date())


def test_a_deadline_that_no_question_stops():
    story = Story().came("1").wanted("k1")
    found = deadline_of(story.facts, day(0).date(), Length(3, "months"), TODAY, pauses_count=False)
    assert (found.due, found.paused_since) == (date(2026, 6, 1), None)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 3, 2), 3, date(2026, 6, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),  # § 188 Abs. 3 BGB
        (date(2027, 11, 29), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
    ],
)
def test_months_as_the_law_counts_them(start, months, due):
    assert Length(months, "months").after(start) == due


# -- whatever happens

KINDS = st.sampled_from(
    ("came", "bad", "answer", "third", "want", "free", "back", "take", "not", "valid", "endless")
)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
STEPS = st.lists(
    st.tuples(KINDS, st.integers(0, 3), st.sampled_from(("passport", "lease"))), max_size=14
)


def told(steps):
    """Facts of a story that makes sense: only what is there is judged, only what was asked for is
    answered or taken back."""
    story = Story()
    for number, (kind, pick, about) in enumerate(steps):
        came = [each.document for each in story.facts if isinstance(each, Came)]
        wants = [each for each in story.facts if isinstance(each, Wanted)]
        document = came[pick % len(came)] if came else ""
        want = wants[pick % len(wants)] if wants else None
        new = f"d{number}"
        if kind in ("came", "third", "bad"):
            story.came(new, about, later=kind != "came", usable=kind != "bad")
        elif kind == "want":
            story.wanted(f"k{number}", about)
        elif kind == "free":
            story.wanted(f"k{number}")
        elif kind == "answer" and want:
            story.came(new, want.about, asked=want.key, later=True)
        elif kind == "back" and want:
            story.unwanted(want.key)
        elif kind == "take" and document:
            story.accepted(document)
        elif kind == "not" and document:
            story.rejected(document)
        elif kind in ("valid", "endless") and document:
            story.valid(document, "2026-04-01" if kind == "valid" else "")
    return story


@PATIENT
@given(STEPS, st.booleans())
def test_nothing_is_taken_and_missing_at_once(steps, announced):
    story = told(steps)
    found = story.states(("passport",), ("lease",) if announced else ())
    assert found["passport"].needed
    back = {each.key for each in story.facts if isinstance(each, Unwanted)}
    for item in found.values():
        usable = [each for each in item.documents if each.state != "unusable"]
        standing = {each.state for each in usable if not each.replaced}
        if item.state == ACCEPTED:
            assert standing == {ACCEPTED}
            assert not item.wanted and not item.is_open and not item.unusable
        if item.state == RECEIVED:
            assert standing <= {ACCEPTED, RECEIVED} and RECEIVED in standing
        if item.wanted:
            assert item.is_open and not set(item.wanted) & back
        if item.state in (REJECTED, EXPIRED):
            assert item.state in standing
        if item.needed and not usable:
            assert item.state in OPEN
        # Whatever is open is closed by something that comes for it.
        if item.is_open:
            for number, key in enumerate(item.wanted or ("",)):
                story.came(f"new{item.id}{number}", item.id, asked=key, later=True)
    after = story.states(("passport",), ())
    assert not [each for each in after.values() if each.is_open]


@PATIENT
@given(STEPS, st.integers(0, 40), st.integers(1, 60))
def test_a_pause_is_never_negative_and_a_deadline_never_earlier(steps, passed, length):
    story, start = told(steps), day(0).date()
    today = (story.now + timedelta(days=passed)).date()
    found = pauses(story.facts)
    for pause in found:
        assert pause.days(today) >= 0 and pause.because
    for before, after in itertools.pairwise(found):
        assert before.until is not None and before.until < after.since
    plain = deadline_of((), start, length, today)
    real = deadline_of(story.facts, start, length, today)
    assert real.due == plain.due + timedelta(days=real.days_paused)
    assert real.due >= plain.due
    assert real == deadline_of(story.facts, start, length, today)
    later = deadline_of(story.facts, start, length, today + timedelta(days=5))
    assert later.due - real.due == timedelta(days=5 if real.paused_since else 0)
    if real.paused_since:
        # Somebody waits for something: the checklist says for what.
        assert [each for each in story.states().values() if each.is_open] or any(
            each.state == "received" for each in story.states().values()
        )
