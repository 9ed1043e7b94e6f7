"""Cases that may belong together: suggested to staff, decided by staff, moved by nobody."""

import re
from html import unescape

import pytest
import transaction
from plone.app.testing import login, logout
from zExceptions import Forbidden, NotFound, Unauthorized

from casework_builders import a_submission, an_office
from permitdesk import privacy
from permitdesk.casework import log, reach
from permitdesk.casework.dossier import blocks
from permitdesk.casework.person import Person
from permitdesk.casework.routing.filing import file_case
from permitdesk.casework.routing.suggestions import (
    KIN,
    PERSON,
    Somebody,
    is_like,
    settle,
    suggestions,
    wanted,
)
from permitdesk.core import clock

BORN = "1987-04-12"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def unit(portal):
    unit = an_office(portal)
    unit["a-k"].members = ["anna", "dora"]
    transaction.commit()
    return unit


def someone(name, given="Anna", born=BORN, **answers):
    submission = a_submission(name, answers={"family_name": name, **answers})
    return file_case(submission, "application", Person(name, given, birth_date=born))


def found(case):
    return [(each.case.reference, each.kind) for each in suggestions(case)]


@pytest.mark.parametrize(
    ("name", "whole", "like"),
    [
        ("Müller", False, True),
        ("MUELLER", False, True),
        ("Muller", False, True),
        ("Mahler", False, False),
        ("Anna Müller", True, True),
        ("Müller, Anna Maria", True, True),
        ("Berta Müller", True, False),
        ("Anna Schmidt", True, False),
        ("", False, False),
    ],
)
def test_who_is_like_whom(name, whole, like):
    person = Person("Müller", "Anna", birth_date=BORN)
    assert is_like(Somebody(PERSON, name, BORN, whole), person) is like
    assert not is_like(Somebody(PERSON, name, "1987-04-13", whole), person)


def test_who_is_looked_for():
    answers = {
        "sponsor_family_name": "Kaya",
        "sponsor_birth_date": "1980-01-02",
        "household": [
            {"household_name": "Ali Abbas", "household_birth_date": "2015-06-07"},
            {"household_name": "Oma", "household_birth_date": "1950-00-00"},
            {"household_name": "Ohne Tag"},
        ],
    }
    assert list(wanted(Person("Abbas", "Anna", birth_date=BORN), answers)) == [
        Somebody(PERSON, "Abbas", BORN),
        Somebody(KIN, "Kaya", "1980-01-02"),
        Somebody(KIN, "Ali Abbas", "2015-06-07", True),
    ]
    assert list(wanted(Person("Abbas", birth_date="1987-00-00"), {"household": "?"})) == []


def test_the_same_person_and_the_family_are_suggested(unit):
    first, other, child = someone("Abbas"), someone("Abbas", born="1987-04-13"), None
    child = someone(
        "Ali", "Omar", "2015-06-07", sponsor_family_name="Abbas", sponsor_birth_date=BORN
    )
    again = someone("ABBAS")
    login_as("anna", unit)
    assert found(again) == [(first.reference, PERSON)]
    assert sorted(found(child)) == sorted([(again.reference, KIN), (first.reference, KIN)])
    assert found(other) == []


def test_only_cases_of_the_name_are_opened(unit, monkeypatch):
    same = [someone(name) for name in ("Müller", "MUELLER", "Muller-Kaya")]
    for number in range(5):
        someone(f"Zander{'abcde'[number]}")
    opened = []
    readable = reach.readable
    monkeypatch.setattr(reach, "readable", lambda ref: opened.append(ref) or readable(ref))
    case = someone("Müller")
    login_as("chef", unit)
    assert sorted(found(case)) == sorted((each.reference, PERSON) for each in same[:2])
    assert set(opened) <= {each.reference for each in same}


def login_as(name, unit):
    login(unit.aq_parent.aq_parent, name)


def test_nobody_learns_of_a_case_that_is_not_theirs(unit):
    theirs = someone("Zhang")
    lives_with = [{"household_name": "Anna Zhang", "household_birth_date": BORN}]
    mine = someone("Abbas", household=lives_with)
    login_as("anna", unit)
    assert found(mine) == []
    assert not settle(mine, theirs.reference, KIN, True)
    assert not list(log.internal(theirs))
    login_as("chef", unit)
    assert found(mine) == [(theirs.reference, KIN)]


def test_cases_begun_together_are_no_suggestion(unit):
    family = {"evidence": {"family": "f" * 32}}
    person = Person("Abbas", "Anna", birth_date=BORN)
    one = file_case(a_submission(**family), "application", person)
    file_case(a_submission(**family), "application", person)
    login_as("anna", unit)
    assert found(one) == []


def test_cases_that_a_block_keeps_apart_are_no_suggestion(unit):
    one, two = someone("Abbas"), someone("Abbas")
    login_as("chef", unit)
    assert found(one) == [(two.reference, PERSON)]
    blocks.set_block(one, [two.reference], "Gewaltschutz")
    assert found(one) == found(two) == []


def test_what_staff_say_stands_on_both_cases_and_moves_none(unit):
    one, two = someone("Abbas"), someone("Abbas")
    login_as("anna", unit)
    assert settle(one, two.reference, PERSON, True, "k" * 32)
    assert not settle(one, two.reference, PERSON, True, "k" * 32)
    for case, other in ((one, two), (two, one)):
        (only,) = suggestions(case)
        assert (only.settled.confirmed, only.settled.by) == (True, "anna")
        assert only.case.reference == other.reference
        assert case.getPhysicalPath()[4] == "a-k"
    settle(two, one.reference, PERSON, False, "l" * 32)
    assert [each.settled.confirmed for each in (*suggestions(one), *suggestions(two))] == [
        False,
        False,
    ]
    logout()
    trail = [e for e in privacy.trail(clock.today(), one.reference) if "suggestion" in e.action]
    assert [(e.action, e.why) for e in reversed(trail)] == [
        ("case.suggestion-confirmed", "person"),
        ("case.suggestion-rejected", "person"),
    ]


def text(browser):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", browser.contents)))


def test_the_case_page_asks_and_tells(unit, browser_of):
    one, two = someone("Abbas"), someone("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(one.absolute_url())
    assert "Möglicherweise dieselbe Person wie Abbas, Anna" in text(anna)
    assert two.reference in text(anna)
    anna.getControl("Ja, bestätigen").click()
    assert "Möglicherweise" not in text(anna)
    assert "Dieselbe Person wie Abbas, Anna" in text(anna)
    assert "festgestellt von Anna am" in text(anna)
    assert f"Bestätigt: dieselbe Person wie {two.reference}" in text(anna)
    anna.getControl("Nein, gehört nicht dazu").click()
    assert "Nicht dieselbe Person wie Abbas, Anna" in text(anna)


def test_it_is_settled_by_post_with_a_token_and_by_who_works_on_it(unit, browser_of):
    one, two = someone("Abbas"), someone("Abbas")
    transaction.commit()
    address = f"{one.absolute_url()}/@@settle"
    body = f"other={two.reference}&kind=person&verdict=yes&key={'k' * 32}"
    with pytest.raises(Forbidden):
        browser_of("anna").post(address, body)
    with pytest.raises((Unauthorized, NotFound)):
        browser_of("berta").post(address, body)
    transaction.begin()
    assert not list(log.internal(one))
