"""What a caseworker meets first: whose title expires soon, while the office has to decide."""

from datetime import UTC, datetime

import pytest

from casework_builders import a_submission, an_office
from permitdesk.casework.catalogue import NO_DAY
from permitdesk.casework.filing import file_case
from permitdesk.casework.office import office
from permitdesk.casework.person import Person, person
from permitdesk.casework.views.workplace import Workplace
from permitdesk.casework.worklist import Filter, worklist
from permitdesk.core import clock
from permitdesk.services.definition import Definition, Field, Step

TODAY = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def place(functional):
    portal = functional["portal"]
    an_office(portal)
    with clock.frozen(TODAY):
        yield office(portal)


def filed(name, hour, expires="", state=""):
    received = datetime(2026, 11, 27, hour, tzinfo=UTC)
    submission = a_submission(name, received_at=received)
    case = file_case(submission, "application", Person(name, "", expires=expires))
    if state:
        case.workflow_history[next(iter(case.workflow_history))][-1]["review_state"] = state
        office(case.aq_parent.aq_parent.aq_parent.aq_parent).cases.put(case.row())
    return case


@pytest.fixture
def cases(place):
    filed("Adam", 1)
    filed("Bari", 2, "2026-12-04")
    filed("Celik", 3, "2027-06-01")
    filed("Diallo", 4, "2026-11-20")
    filed("Eren", 5, "2026-12-28")
    filed("Farah", 6, "2026-12-29")
    filed("Gashi", 7, "2026-12-01", "decided")
    filed("Haddad", 8, state="closed")
    return place


EVERY = ["Diallo", "Bari", "Eren", "Farah", "Celik", "Adam", "Haddad", "Gashi"]


def listed(place, start=0, size=50, **wanted):
    total, rows = worklist("anna", place, Filter(sort_on="urgent", **wanted), start, size)
    return total, [row.name for row in rows]


def test_who_loses_their_title_first_comes_first(cases):
    assert listed(cases) == (8, EVERY)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_no_case_is_lost_or_doubled_between_pages(cases, size):
    pages = [listed(cases, start, size) for start in range(0, 8, size)]
    assert {total for total, _names in pages} == {8}
    assert [name for _total, names in pages for name in names] == EVERY
    assert listed(cases, 8, size) == (8, [])


def test_filters_go_on_working(cases):
    assert listed(cases, state="decided") == (1, ["Gashi"])
    assert listed(cases, state="received")[1] == EVERY[:6]
    assert listed(cases, text="Eren") == (1, ["Eren"])
    assert listed(cases, state="nonsense") == (0, [])


def test_the_mark_says_it_in_words(cases):
    view = Workplace(cases, cases.REQUEST)
    _total, rows = worklist("anna", cases, Filter(sort_on="urgent"))
    marks = {row.name: [badge.text for badge in view._expiry(row)] for row in rows}
    assert {name: texts for name, texts in marks.items() if texts} == {
        "Diallo": ["Titel abgelaufen"],
        "Bari": ["Titel läuft bald ab"],
        "Eren": ["Titel läuft bald ab"],
    }


def test_the_day_is_read_off_the_answers_by_its_mark():
    field = Field("status_valid_until", "date", "Bis wann?", mark="title-expires")
    definition = Definition((Step("precheck", "Worum geht es?", fields=(field,)),))
    assert person(definition, {"status_valid_until": "2026-12-04"}).expires == "2026-12-04"
    assert person(definition, {"status_valid_until": "2026"}).expires == ""
    assert person(definition, {}).expires == "" and NO_DAY > "2027"
