"""What is to do in all cases of one's desks: a page to tick off, read from an index."""

from datetime import timedelta

import pytest
import transaction
from plone.app.testing import login, logout

from casework_builders import a_case, an_office
from dossier_builders import Desk, call
from permitdesk.casework.dossier.tasks import add_task, finish_task, open_tasks
from permitdesk.casework.dossier.todo import Todo, count_due, todo
from permitdesk.casework.handover.assigning import assign
from permitdesk.core import clock


@pytest.fixture
def portal(functional):
    an_office(functional["portal"])
    return functional["portal"]


@pytest.fixture
def case(portal):
    """One case of anna's with tasks for her, the head and anybody; another of berta's."""
    case, today = a_case("Abbas"), clock.today()
    add_task(case, "Später <b>", today + timedelta(days=9), "anna")
    add_task(case, "Überfällig", today - timedelta(days=1))
    add_task(case, "Für den Chef", today, "chef")
    add_task(a_case("Zhang"), "Bei Berta")
    transaction.commit()
    return case


def test_the_next_due_stand_first_mine_or_all_of_my_desks(functional, portal, case):
    office, anna = portal["office"], Desk(functional["app"], "anna")
    page = anna.open(office, "/@@tasks")
    assert page.index("Überfällig") < page.index("Später")
    assert "Für den Chef" not in page and "Bei Berta" not in page
    assert "Später <b>" in page and "Später <b>" not in anna.browser.contents
    assert "überfällig seit" in page and case.reference in page
    anna.browser.getLink("Alle in meinen Ordnern").click()
    page = anna.text
    assert page.index("Überfällig") < page.index("Für den Chef") < page.index("Später")
    assert "Bei Berta" not in page
    anna.open(office)
    anna.browser.getLink("Aufgaben").click()
    assert anna.browser.url == f"{office.absolute_url()}/@@tasks"
    dora = Desk(functional["app"], "dora")
    assert "Hier ist nichts zu tun" in dora.open(office, "/@@tasks")


def test_a_task_is_ticked_off_in_the_list(functional, portal, case):
    anna = Desk(functional["app"], "anna")
    anna.open(portal["office"], "/@@tasks?show=all")
    head = Desk(functional["app"], "chef")
    head.open(portal["office"], "/@@tasks?show=all")
    anna.press("tasks", index=1)
    assert anna.browser.url.endswith("/@@tasks?show=all")
    assert [each.title for each in open_tasks(case)] == ["Überfällig", "Später <b>"]
    assert "schon erledigt" in head.press("tasks", index=1), "a colleague was first"


def test_nobody_finishes_a_task_of_a_case_that_is_not_theirs(functional, portal, case):
    anna, berta = Desk(functional["app"], "anna"), Desk(functional["app"], "berta", errors=True)
    address = f"{portal['office'].absolute_url()}/@@tasks"
    berta.open(portal["office"], "/@@tasks")
    token = berta.browser.getControl(name="_authenticator").value
    sent = f"case={case.reference}&task={open_tasks(case)[0].id}"
    berta.browser.post(address, f"{sent}&_authenticator={token}")
    assert "schon erledigt" in berta.text and "Überfällig" not in berta.text
    anna.browser.handleErrors = True
    anna.browser.post(address, sent)
    transaction.begin()
    assert "403" in anna.browser.headers["status"], "without a token"
    assert len(open_tasks(case)) == 3


def test_only_the_tasks_of_ones_own_desks_are_read(portal, case, monkeypatch):
    read, of = [], Todo.of
    monkeypatch.setattr(Todo, "of", lambda self, ref: read.append(ref) or of(self, ref))
    assert len(todo("anna", portal["office"])) == 3
    assert read == [case.reference]


def test_what_is_due_is_counted_without_reading_what_is_not(portal, case, monkeypatch):
    office, today = portal["office"], clock.today()
    counts = {user: count_due(user, office, today) for user in ("anna", "berta", "chef", "dora")}
    assert counts == {"anna": 1, "berta": 0, "chef": 2, "dora": 0}
    assert count_due("anna", office, today + timedelta(days=9)) == 2
    finish_task(case, next(each.id for each in open_tasks(case) if each.title == "Überfällig"))
    assert count_due("anna", office, today) == 0
    later = today + timedelta(days=30)
    for user in counts:
        wanted = len(todo(user, office, mine=True, until=later))
        assert count_due(user, office, later) == wanted, user


def test_an_office_from_before_counts_at_once_and_keeps_count_from_the_next_task(portal, case):
    office, today = portal["office"], clock.today()
    del office._todo._due
    assert count_due("anna", office, today) == 1
    assert office._todo._due is None
    add_task(case, "Noch eine", today)
    assert office._todo._due is not None
    assert count_due("anna", office, today) == 2


def test_a_case_takes_its_tasks_to_another_desk(portal, case):
    login(portal, "chef")
    assign(case, portal["office"]["two"]["l-z"], "Vertretung")
    logout()
    transaction.commit()
    office = portal["office"]
    assert todo("anna", office) == []
    today = clock.today()
    assert (count_due("anna", office, today), count_due("berta", office, today)) == (0, 1)
    shown = call(office, "GET", "@tasks", "berta").json()
    assert shown["items_total"] == 4
    assert {each["case"]["@id"] for each in shown["items"]} > {
        f"{office.absolute_url()}/two/l-z/{case.getId()}"
    }
