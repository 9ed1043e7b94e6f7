"""Lists, searches and errands through the API, over HTTP."""

import io
import zipfile

import pytest
import requests
import transaction

from casework_builders import PASSWORD, a_case, a_submission, an_office, do_jobs
from permitdesk import privacy
from permitdesk.casework.person import Person
from permitdesk.casework.routing.filing import file_case
from permitdesk.core import clock

LOOKED = ("cases.searched", "cases.listed")


@pytest.fixture
def portal(server):
    an_office(server["portal"])
    transaction.commit()
    return server["portal"]


def ask(portal, method, path, user="anna", key="", **kwargs):
    headers = {"Accept": "application/json", **({"Idempotency-Key": key} if key else {})}
    address = path if path.startswith("http") else f"{portal.absolute_url()}/{path}"
    return requests.request(
        method, address, auth=(user, PASSWORD), headers=headers, timeout=60, **kwargs
    )


def references(answer):
    return [item["reference"] for item in answer.json()["items"]]


def test_what_names_a_person_is_asked_for_in_the_body(portal):
    person = Person("Müller", "Anna", birth_date="1987-04-12", azr_number="240412001234")
    case = file_case(a_submission("Abbas"), "application", person)
    case.aq_parent.aq_parent["l-z"].members = ["anna"]
    a_case("Abbas")
    transaction.commit()
    for typed in ("mueller", "12.4.1987", "240412001234", "anna müller"):
        found = ask(portal, "POST", "@cases-search", json={"q": typed})
        assert references(found) == [case.reference], typed
        assert found.json()["items_total"] == 1
    for typed in ("12.4.1987", "240412001234"):
        refused = ask(portal, "GET", f"@cases?q={typed}")
        assert refused.status_code == 400 and "@cases-search" in refused.text
    assert references(ask(portal, "GET", f"@cases?q={case.reference}")) == [case.reference]
    item = ask(portal, "POST", "@cases-search", json={"q": "mueller"}).json()["items"][0]
    assert item["waiting_for"] == "office" and item["labels"] == []
    assert "240412001234" not in str(item) and item["reason"]


@pytest.mark.parametrize(
    "body", [{"b_size": "x"}, {"b_start": -1}, {"state": 1}, {"b_size": True}, {"desk": ["two"]}]
)
def test_a_wrong_question_is_said_to_be_wrong(portal, body):
    assert ask(portal, "POST", "@cases-search", json=body).status_code == 400
    assert ask(portal, "POST", "@cases-search", data={"q": "x"}).status_code == 400


def test_filters_and_orders_are_those_of_the_workplace(portal):
    first, last = a_case("Abbas"), a_case("Kaya")
    transaction.commit()
    up = ask(portal, "GET", "@cases?sort_on=name_key&sort_order=ascending&waiting=office")
    assert references(up) == [first.reference, last.reference]
    assert references(ask(portal, "GET", "@cases?waiting=applicant")) == []
    down = ask(portal, "POST", "@cases-search", json={"sort_on": "name_key", "b_size": 1})
    assert references(down) == [first.reference] and down.json()["items_total"] == 2


def test_a_saved_search_can_be_used_by_others_and_forgotten_by_its_owner(portal):
    a_case("Abbas"), a_case("Zhang")
    transaction.commit()
    body = {"title": "Neue", "filter": {"state": "received"}}
    saved = ask(portal, "POST", "@case-searches", json=body)
    assert saved.status_code == 201 and saved.json()["filter"] == {"state": "received"}
    id_ = saved.json()["id"]
    assert len(references(ask(portal, "GET", f"@cases?search={id_}", "berta"))) == 1
    assert [e["id"] for e in ask(portal, "GET", "@case-searches").json()["items"]] == [id_]
    assert ask(portal, "GET", "@case-searches", "berta").json()["items"] == []
    body["filter"]["q"] = "Abbas"
    assert ask(portal, "POST", "@case-searches", json=body).status_code == 400
    assert ask(portal, "DELETE", f"@case-searches/{id_}", "berta", json={}).status_code == 404
    assert ask(portal, "DELETE", f"@case-searches/{id_}", json={}).status_code == 204
    assert ask(portal, "GET", "@case-searches").json()["items"] == []


def test_columns_are_ones_own(portal):
    known = ask(portal, "GET", "@case-columns").json()["known"]
    assert "language" in known
    ask(portal, "PATCH", "@case-columns", json={"columns": ["name", "language"]})
    assert ask(portal, "GET", "@case-columns").json()["columns"] == [
        "reference",
        "name",
        "language",
    ]
    wrong = {"columns": ["nonsense"]}
    assert ask(portal, "PATCH", "@case-columns", json=wrong).status_code == 400


def test_many_cases_move_on_or_none_and_what_stood_in_the_way_is_told(portal):
    cases = [a_case(name).reference for name in ("Abbas", "Bauer")]
    theirs = a_case("Zhang").reference
    transaction.commit()
    order = {"action": "transition", "transition": "take_up", "cases": [*cases, theirs]}
    stopped = ask(portal, "POST", "@bulk", json=order)
    assert stopped.status_code == 409 and stopped.json()["status"] == "stopped"
    assert [each["case"] for each in stopped.json()["obstacles"]] == [theirs]
    order["cases"] = cases
    done = ask(portal, "POST", "@bulk", key="k1", json=order)
    assert (done.status_code, done.json()["status"], done.json()["done"]) == (200, "done", 2)
    again = ask(portal, "POST", "@bulk", key="k1", json=order)
    assert again.status_code == 200 and again.json()["id"] == done.json()["id"]
    assert ask(portal, "POST", "@bulk", key="k2", json=order).status_code == 409
    assert {e.json()["status"] for e in (ask(portal, "GET", done.json()["@id"]),)} == {"done"}
    assert ask(portal, "GET", done.json()["@id"], "berta").status_code == 404
    for wrong in (
        {"action": "decide"},
        {"action": "transition", "transition": "decide", "cases": cases},
        {"action": "assign", "desk": "two/l-z", "cases": cases},
        {"action": "print", "cases": cases},
        {"action": "xlsx", "cases": []},
        {"action": "xlsx"},
    ):
        assert ask(portal, "POST", "@bulk", json=wrong).status_code == 400, wrong


def test_a_file_is_a_job_and_comes_from_its_own_address(portal):
    case = a_case("Abbas")
    transaction.commit()
    order = {"action": "zip", "filter": {"state": "received"}}
    asked = ask(portal, "POST", "@bulk", json=order)
    assert asked.status_code == 202 and asked.json()["file"] is None
    do_jobs(portal)
    errand = ask(portal, "GET", asked.json()["@id"]).json()
    assert (errand["status"], errand["done"], errand["total"]) == ("done", 1, 1)
    file = ask(portal, "GET", errand["file"])
    assert f"{case.reference}/vorgang.json" in zipfile.ZipFile(io.BytesIO(file.content)).namelist()
    assert ask(portal, "GET", errand["file"], "berta").status_code == 404
    assert ask(portal, "GET", "@errands/nothing/file").status_code == 404
    assert ask(portal, "GET", f"{asked.json()['@id']}/file/more").status_code == 404
    assert [e["id"] for e in ask(portal, "GET", "@errands").json()["items"]] == [errand["id"]]


def test_who_looks_for_people_stands_in_the_audit_trail_without_what_was_typed(portal):
    case = a_case("Abbas")
    transaction.commit()
    for typed in ("abbas", "12.4.1987", case.reference, ""):
        assert ask(portal, "POST", "@cases-search", json={"q": typed}).status_code == 200
    ask(portal, "GET", "@cases?q=abbas")
    page = requests.post(
        f"{portal.absolute_url()}/office", {"q": "abbas"}, auth=("anna", PASSWORD), timeout=60
    )
    assert case.reference in page.text
    requests.get(f"{portal.absolute_url()}/office", auth=("anna", PASSWORD), timeout=60)
    transaction.begin()
    trail = [e for e in privacy.trail(clock.today()) if e.action in LOOKED]
    assert [(e.action, e.who, e.why) for e in reversed(trail)] == [
        ("cases.searched", "anna", "api name: 1 found, from 0, all desks"),
        ("cases.searched", "anna", "api numbers: 0 found, from 0, all desks"),
        ("cases.searched", "anna", "api reference: 1 found, from 0, all desks"),
        ("cases.listed", "anna", "api list: 1 found, from 0, all desks"),
        ("cases.searched", "anna", "api name: 1 found, from 0, all desks"),
        ("cases.searched", "anna", "page name: 1 found, from 0, all desks"),
    ]
