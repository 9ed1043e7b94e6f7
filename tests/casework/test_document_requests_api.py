"""What the case page does about documents asked for and failed mails, over REST."""

import pytest
import requests
import transaction

from casework_builders import PASSWORD
from permitdesk.casework import by_mail
from permitdesk.casework.later import Asked, Reached, TakenBack
from status_visitor import an_employment_case, an_office_with_services

JSON = {"Accept": "application/json", "Content-Type": "application/json"}


@pytest.fixture
def case(functional):
    an_office_with_services(functional["portal"], "employment")
    case = an_employment_case("Abbas")
    transaction.commit()
    return case


def call(case, method, path, user="anna", headers=JSON, **more):
    answer = requests.request(
        method,
        f"{case.absolute_url()}/{path}",
        auth=(user, PASSWORD) if user else None,
        headers=headers,
        timeout=60,
        **more,
    )
    transaction.begin()
    return answer


def test_asking_and_taking_back(case):
    answer = call(case, "POST", "@document-requests", json={"title": "Mietvertrag", "note": "Alle"})
    assert answer.status_code == 201, answer.text
    (item,) = answer.json()["items"]
    assert (item["title"], item["note"], item["by"], item["open"]) == (
        "Mietvertrag",
        "Alle",
        "anna",
        True,
    )
    call(case, "POST", "@document-requests", json={"requirement": "passport"})
    path = f"@document-requests/{item['id']}"
    assert call(case, "DELETE", path).status_code == 204
    assert call(case, "DELETE", path).status_code == 404
    first, second = call(case, "GET", "@document-requests").json()["items"]
    assert (first["open"], bool(first["taken_back_at"])) == (False, True)
    assert (second["requirement"], second["open"], second["taken_back_at"]) == (
        "passport",
        True,
        None,
    )
    assert len(case.later.of(TakenBack)) == 1


def test_sent_twice_it_is_asked_for_once(case):
    headers = {**JSON, "Idempotency-Key": "<script>" * 4}
    for _time in range(2):
        call(case, "POST", "@document-requests", headers=headers, json={"title": "Mietvertrag"})
    (asked,) = case.later.of(Asked)
    assert len(asked.key) == 32 and asked.key.isalnum()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"note": "x"},
        {"requirement": "nonsense"},
        {"requirement": "passport", "title": "beides"},
        {"title": "x" * 121},
        {"title": ["x"]},
        {"title": {"x": 1}},
        {"requirement": 7},
        {"requirement": "_other"},
    ],
)
def test_what_is_no_request_changes_nothing(case, body):
    assert call(case, "POST", "@document-requests", json=body).status_code == 400
    assert not case.later.of(Asked)


@pytest.mark.parametrize("user", [None, "berta", "dora"])
def test_nobody_else_asks_takes_back_or_looks(case, user):
    call(case, "POST", "@document-requests", json={"title": "Mietvertrag"})
    key = case.later.of(Asked)[0].key
    for method, path in (
        ("GET", "@document-requests"),
        ("POST", "@document-requests"),
        ("DELETE", f"@document-requests/{key}"),
        ("POST", "@reached"),
    ):
        answer = call(case, method, path, user=user, json={"title": "Anderes"})
        assert answer.status_code in (401, 404), (method, path)
    assert len(case.later.of(Asked)) == 1 and not case.later.of(TakenBack)


def test_a_form_of_another_site_asks_for_nothing(case):
    headers = {"Accept": "application/json", "Content-Type": "text/plain"}
    data = '{"title": "Mietvertrag"}'
    answer = call(case, "POST", "@document-requests", headers=headers, data=data)
    assert answer.status_code == 400 and not case.later.of(Asked)
    by_mail.record(case, "message", by_mail.REFUSED)
    transaction.commit()
    assert call(case, "POST", "@reached", headers=headers, data="{}").status_code == 400
    assert by_mail.unreached(case)


def test_told_otherwise(case):
    assert call(case, "POST", "@reached", json={}).status_code == 404
    by_mail.record(case, "message", by_mail.REFUSED)
    transaction.commit()
    assert call(case, "POST", "@reached", json={}).status_code == 204
    assert by_mail.unreached(case) is None
    (entry,) = case.later.of(Reached)
    assert entry.by == "anna"
