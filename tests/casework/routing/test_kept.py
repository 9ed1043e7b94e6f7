"""What is kept of routing, and read again: decisions of all versions, books, facts, replays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.casework.name_key import parse_ranges
from permitdesk.casework.routing import facts as facts_module
from permitdesk.casework.routing.book import Book
from permitdesk.casework.routing.decision import (
    ABSENT,
    BY_NAME,
    BY_RULE,
    INBOX,
    LEAST,
    Decision,
    Stage,
)
from permitdesk.casework.routing.editing import free_id, moved, switched, with_rule, without_rule
from permitdesk.casework.routing.facts import Facts, facts_of, origin_fields
from permitdesk.casework.routing.replay import Past, rerun
from permitdesk.casework.routing.staffing import Absence, Suspension
from permitdesk.casework.routing.words import why
from permitdesk.services.definition import Definition, Field, Step
from routing_builders import by_name, rules, to

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DESKS = {"a": "Ordner A", "b": "Ordner B", "team": "Team"}


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"rule": "a/Ak–Al", "reason": "name-range"}, "Familienname im Bereich Ak–Al"),
        ({"rule": "", "reason": "no-match"}, "Kein Ordner nennt diesen Familiennamen"),
        ({"rule": "", "reason": "failed"}, "Die Regeln ließen sich nicht anwenden"),
        (
            {"rule": "family", "reason": "family"},
            "Zusammen mit einem anderen Antrag der Familie begonnen",
        ),
    ],
)
def test_a_decision_of_an_earlier_version_is_read_as_before(kept, said):
    assert why({"desk": "a", "version": "0123456789ab", **kept}, DESKS) == said


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (
            Decision("b", "names", "v", BY_NAME, "A–K", "Name", 3, (Stage(ABSENT, "a"),)),
            "Familienname im Bereich A–K (Regel „Name“); „Ordner A“ ist abwesend; darum Vertretung"
            " durch „Ordner B“, nach den Zuständigkeitsregeln Nr. 3",
        ),
        (
            Decision("a", "x", "v", BY_RULE, "", "Fachkräfte", 1, (Stage(LEAST, "a"),)),
            "Regel „Fachkräfte“; „Ordner A“ hatte die geringste Last,"
            " nach den Zuständigkeitsregeln Nr. 1",
        ),
        (
            Decision(
                "team", "x", "v", BY_RULE, "", "X", 0, (Stage(ABSENT, "a"), Stage(INBOX, "team"))
            ),
            "Regel „X“; „Ordner A“ ist abwesend; niemand vertritt, darum „Team“",
        ),
    ],
)
def test_a_decision_is_said_in_a_sentence(decision, said):
    assert why(vars(decision), DESKS) == said


def test_a_book_keeps_every_version_and_drops_the_draft():
    book, first, second = Book(), rules(to("a")), rules(**{"a": "A–K", "b": "L–Z"})
    assert (book.rules(), book.number, book.versions(), book.draft) == (None, 0, (), None)
    book.write_draft(first, "chef")
    assert (book.draft, book.draft_by) == (first, "chef")
    assert book.put_in_force(first, "chef", NOW, "Weil") == 1
    assert book.put_in_force(second, "chef", NOW + timedelta(1), "Darum") == 2
    assert (book.rules(), book.number, book.draft) == (second, 2, None)
    assert [(each.number, each.rules, each.reason) for each in book.versions()] == [
        (1, first, "Weil"),
        (2, second, "Darum"),
    ]


def test_a_book_gives_back_what_it_was_given():
    book = Book()
    absence = Absence("x", "member", "anna", TODAY, TODAY, "b", "krank")
    suspension = Suspension(
        "y", TODAY, TODAY, parse_ranges("S–Sch, T"), ("family",), "b", {"de": "Später"}
    )
    for _time in range(2):  # sent twice it is one
        book.put_absence(absence)
        book.put_suspension(suspension)
    assert (book.absences(), book.suspensions()) == ((absence,), (suspension,))
    assert book.drop_absence("x") and not book.drop_absence("x")
    assert book.drop_suspension("y") and not book.drop_suspension("y")


def test_facts_are_told_by_their_marks(monkeypatch):
    monkeypatch.setattr(facts_module, "is_outside", lambda place: place == "elsewhere")
    fields = (
        Field("where", "code-list", "Wo?", mark="municipality", code_list="municipalities"),
        Field("who", "multi-code-list", "Wer?", mark="nationality", code_list="nationalities"),
        Field("born_in", "code-list", "Geboren", code_list="countries"),
        Field("speaks", "code-list", "Spricht", mark="contact-language"),
        Field("job", "text", "Arbeit"),
    )
    definition = Definition(steps=(Step("one", "Eins", fields=fields),))
    sent = {"where": "elsewhere", "who": ["UKR"], "job": "Koch"}
    assert facts_of("Ali", "family", sent, definition) == Facts(
        "Ali",
        {**sent, "service": "family", "municipality": "elsewhere", "nationality": ["UKR"]},
        True,
    )
    assert facts_of("Ali", "family", sent).outside is False
    assert origin_fields(definition) == {"who", "born_in", "speaks"}


def test_a_draft_is_changed_one_rule_at_a_time():
    a, b, c = to("a", id_="a"), to("b", id_="b"), to("c", id_="c")
    some = rules(a, b, c)
    assert moved(some, "c", -1) == rules(a, c, b)
    assert moved(some, "a", 1) == rules(b, a, c)
    assert moved(some, "a", -1) == moved(some, "c", 1) == moved(some, "x", 1) == some
    assert switched(switched(some, "b"), "b") == some
    assert [rule.active for rule in switched(some, "b").rules] == [True, False, True]
    assert without_rule(some, "b") == rules(a, c)
    assert with_rule(some, to("z", id_="b")).rules[1].shares[0].desks == ("z",)
    assert with_rule(rules(a), b) == rules(a, b)
    assert free_id(some, "Fachkräfte & Ausbildung!") == "fachkrafte-ausbildung"
    assert free_id(some, "A") == "a-2"
    assert free_id(some, "Українa") == "a-2" and free_id(some, "§§") == "regel"


def past(name, family="", number=0):
    return Past(f"EM-{number}", "", NOW, "family", Facts(name, {"service": "family"}), family)


def test_a_replay_gives_several_desks_their_turns_by_working_time():
    cases = [past("Ali", number=number) for number in range(9)]
    decided = rerun(cases, rules(to("a", "b")), TODAY, {"a": 100, "b": 200})
    counts = {desk: [each.desk for each in decided].count(desk) for desk in "ab"}
    assert counts == {"a": 3, "b": 6}


def test_a_replay_keeps_families_together():
    some = rules(by_name(a="A–K", b="L–Z"))
    cases = [past("Zhang", "f"), past("Ali", "f"), past("Ali")]
    decided = rerun(cases, some, TODAY, {"a": 100, "b": 100})
    assert [each.desk for each in decided] == ["b", "b", "a"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.text("abcxyz", max_size=3), st.sampled_from(["", "f", "g"]))))
def test_a_replay_of_the_same_rules_changes_nothing(listed):
    cases = [past(name, family, number) for number, (name, family) in enumerate(listed)]
    some = rules(by_name(a="A–K", b="L–Y"), to("a", "b", id_="rest"))
    desks = {"a": 100, "b": 50, "inbox": 100}
    first = rerun(cases, some, TODAY, desks)
    assert rerun(cases, some, TODAY, desks) == first
    assert len(first) == len(cases)
