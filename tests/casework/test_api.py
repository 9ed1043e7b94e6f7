"""The staff's part of the API, over HTTP: cases in batches, one case, its way, its documents."""

import pytest
import requests
import transaction

from casework_builders import CODE, PASSWORD, a_case, an_office

JSON = {"Accept": "application/json"}


@pytest.fixture
def portal(server):
    an_office(server["portal"])
    transaction.commit()
    return server["portal"]


def ask(method, address, user="anna", **kwargs):
    headers = JSON
    return requests.request(
        method, address, auth=(user, PASSWORD), headers=headers, timeout=60, **kwargs
    )


def test_cases_come_in_batches_that_lead_on(portal):
    references = {a_case(f"K{letter}mar").reference for letter in "abcdefg"}
    transaction.commit()

    page = ask("GET", f"{portal.absolute_url()}/@cases?b_size=3&state=received&sort_on=name_key")
    first = page.json()
    assert first["items_total"] == 7
    assert first["batching"]["@id"] == page.url
    assert {"first", "last", "next"} < first["batching"].keys()
    found, answer = [], first
    while True:
        assert len(answer["items"]) <= 3
        found += [item["reference"] for item in answer["items"]]
        if "next" not in answer["batching"]:
            break
        answer = ask("GET", answer["batching"]["next"]).json()
    assert len(found) == 7 and set(found) == references
    assert answer["batching"]["@id"] == answer["batching"]["last"]
    assert "batching" not in ask("GET", f"{portal.absolute_url()}/@cases?b_size=200").json()


@pytest.mark.parametrize("wrong", ["b_size=0", "b_start=99"])
def test_odd_batches_break_nothing(portal, wrong):
    a_case()
    transaction.commit()
    answer = ask("GET", f"{portal.absolute_url()}/@cases?{wrong}")
    assert answer.status_code == 200
    assert answer.json()["items_total"] == 1


def test_a_case_read_moved_on_and_read_again(portal):
    case = a_case()
    transaction.commit()
    address = case.absolute_url()

    before = ask("GET", address).json()
    assert before["@id"] == address
    assert before["state"] == "received"
    assert before["answers"]["given_names"] == "Geheimvorname"
    moves = {each["id"]: each["@id"] for each in before["transitions"]}
    assert moves["take_up"] == f"{address}/@workflow/take_up"

    moved = ask("POST", moves["take_up"], json={"comment": "Vollständig"})
    assert moved.status_code == 200, moved.text
    after = ask("GET", address).json()
    assert after["state"] == "in_review"
    assert after["history"][-1]["comment"] == "Vollständig"
    listed = ask("GET", f"{portal.absolute_url()}/@cases?state=in_review").json()
    assert [item["@id"] for item in listed["items"]] == [address]
    assert ask("POST", f"{address}/@workflow/nonsense").status_code == 400
    assert CODE not in str(after)


def test_a_document_comes_as_it_was_received(portal):
    case = a_case()
    transaction.commit()

    listed = ask("GET", case.absolute_url()).json()["documents"]
    received = ask("GET", listed[0]["@id"])
    assert received.content == b"%PDF-1.7 a passport"
    assert received.headers["Content-Type"] == "application/pdf"
    assert received.headers["Content-Disposition"].startswith("attachment")
    assert ask("GET", f"{case.absolute_url()}/@documents/9").status_code == 404


def test_a_colleague_of_another_desk_moves_and_reads_nothing(portal):
    case = a_case()
    transaction.commit()
    address = case.absolute_url()

    for method, path in (("GET", ""), ("POST", "/@workflow/take_up"), ("GET", "/@documents/1")):
        assert ask(method, address + path, "berta").status_code in (401, 404)
    assert ask("GET", f"{portal.absolute_url()}/@cases", "berta").json()["items_total"] == 0
    assert ask("GET", address).json()["state"] == "received"


def test_a_case_says_who_helped(portal):
    said = {"role": "relative", "name": "Karla Beispiel", "confirmed_at": "", "sent_by": "helper"}
    shown = {
        "organisation": "", "mandate": "beside", "said_at": "2026-03-02T08:00:00+00:00",
        "declined_at": "", "changed_since": False, "withdrawn_at": "",
        "word": {"text": "Ich erkläre", "language": "de"}, **said,
    }  # fmt: skip
    helped, alone = a_case(evidence={"assistance": shown}), a_case()
    transaction.commit()
    assert ask("GET", helped.absolute_url()).json()["assistance"] == shown
    assert ask("GET", alone.absolute_url()).json()["assistance"] is None


def test_a_comment_is_screened_and_a_step_that_passed_is_told(portal):
    case = a_case()
    transaction.commit()
    address = f"{case.absolute_url()}/@workflow/take_up"
    for wrong, named in (
        ({"comment": "x" * 1001}, "comment"),
        ({"comment": "x\x00y"}, "comment"),
        ({"comment": ["x"]}, "comment"),
        ({"effective": "2026-01-01"}, "effective"),
    ):
        answer = ask("POST", address, json=wrong)
        assert answer.status_code == 400 and named in answer.json()["message"], answer.text
    # A form of another site could send this with a cookie, but not with a type of its own.
    auth = ("anna", PASSWORD)
    assert requests.post(address, data="{}", auth=auth, headers=JSON, timeout=60).status_code == 400
    for _time in range(2):
        moved = ask("POST", address, json={"comment": " <b>Gut</b> "})
        assert (moved.status_code, moved.json()["comments"]) == (200, "<b>Gut</b>"), moved.text
    passed = ask("POST", address, "chef")
    assert passed.status_code == 409, passed.text
    error = passed.json()["error"]
    assert (error["type"], error["state"]) == ("ChangedMeanwhile", "in_review")
    assert "Anna" in error["message"]
    for step in ("decide", "hear", "nonsense"):
        address = f"{case.absolute_url()}/@workflow/{step}"
        assert ask("POST", address).status_code == 400, step
