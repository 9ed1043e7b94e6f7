"""Everything that the dossier's pages do, over REST, with the same permissions."""

from datetime import timedelta

import pytest
import transaction

from casework_builders import a_case, an_office
from dossier_builders import call
from permitdesk.casework import history
from permitdesk.casework.dossier import certificate, labels, notes, tasks
from permitdesk.core import clock


@pytest.fixture
def portal(functional):
    an_office(functional["portal"])
    return functional["portal"]


@pytest.fixture
def case(portal):
    case = a_case("Abbas")
    transaction.commit()
    return case


def post(case, resource, user="anna", **body):
    return call(case, "POST", f"@{resource}", user, json=body)


def test_notes(case):
    answer = post(case, "notes", text="Anwältin rief an.")
    assert answer.status_code == 201, answer.text
    (note,) = answer.json()["items"]
    assert (note["text"], note["by"]) == ("Anwältin rief an.", "anna")
    assert post(case, "notes", text="Anwalt rief an.", corrects=note["id"]).status_code == 201
    assert post(case, "notes", text="Nein", corrects=note["id"]).status_code == 400
    new = notes.notes(case)[0]
    assert post(case, "notes", user="chef", withdraw=new.id).status_code == 403
    shown = post(case, "notes", withdraw=new.id).json()["items"][0]
    assert (shown["text"], bool(shown["withdrawn_at"])) == ("", True)
    # What no file could be written with would keep the case from ever leaving.
    odd = ({"text": "x\ud800y"}, {"text": "x\x00"}, {"text": "x", "\udfff": [{"a": "b"}]})
    for wrong in ({"text": ""}, {"text": 3}, {"text": "x" * 4001}, {}, *odd):
        assert post(case, "notes", **wrong).status_code == 400, wrong
    key = {"Idempotency-Key": "k" * 32, "Accept": "application/json"}
    key["Content-Type"] = "application/json"
    for status in (201, 201):
        answer = call(case, "POST", "@notes", json={"text": "Einmal"}, headers=key)
        assert answer.status_code == status


def test_a_key_with_other_content_is_a_conflict_and_nothing_is_lost_unsaid(portal, case):
    others = [a_case("Zhang"), a_case("Zuber")]
    transaction.commit()
    key = {"Accept": "application/json", "Content-Type": "application/json"}
    key["Idempotency-Key"] = "k" * 32
    link = {"relation": "spouse", "reason": "Urkunde"}
    for resource, one, another in (
        ("notes", {"text": "Eins"}, {"text": "Zwei"}),
        ("tasks", {"title": "Eins"}, {"title": "Zwei"}),
        ("certificate", {"refused": "Eins"}, {"refused": "Zwei"}),
        ("links", *({"reference": each.reference, **link} for each in others)),
    ):
        for body, status in ((one, 201), (one, 201), (another, 409)):
            answer = call(case, "POST", f"@{resource}", "chef", headers=key, json=body)
            assert answer.status_code == status, (resource, answer.text)
    assert len(notes.notes(case)) == len(tasks.tasks(case)) == 1


def test_tasks_of_a_case_and_of_all_my_desks(portal, case):
    other = a_case("Zhang")
    tasks.add_task(other, "Nicht annas")
    today = clock.today()
    transaction.commit()
    late = (today - timedelta(days=1)).isoformat()
    answer = post(case, "tasks", title="Anrufen", due=late, assignee="chef")
    assert answer.status_code == 201, answer.text
    assert answer.json()["assignees"] == ["anna", "chef"]
    post(case, "tasks", title="Danach", due=(today + timedelta(days=9)).isoformat())
    first, second = call(case, "GET", "@tasks").json()["items"]
    assert (first["title"], first["overdue"], first["assignee"]) == ("Anrufen", True, "chef")
    assert post(case, "tasks", title="x", assignee="berta").status_code == 400
    assert post(case, "tasks", title="x", due="morgen").status_code == 400

    office = portal["office"]
    mine = call(office, "GET", "@tasks").json()
    assert [each["title"] for each in mine["items"]] == ["Anrufen", "Danach"]
    assert mine["items"][0]["case"]["@id"] == case.absolute_url()
    assert call(office, "GET", "@tasks?mine=1").json()["items_total"] == 1
    assert call(office, "GET", f"@tasks?until={today}").json()["items_total"] == 1
    assert call(office, "GET", "@tasks?until=bald").status_code == 400
    assert call(office, "GET", "@tasks", "chef").json()["items_total"] == 3
    assert call(office, "GET", "@tasks", "dora").json()["items_total"] == 0
    assert call(office, "GET", "@tasks", "").status_code == 401

    post(case, "tasks", change=second["id"], due=today.isoformat(), assignee="anna")
    assert tasks.next_due(case).isoformat() == late
    post(case, "tasks", done=first["id"])
    assert tasks.next_due(case) == today
    assert [e["title"] for e in call(office, "GET", "@tasks").json()["items"]] == ["Danach"]
    assert post(case, "tasks", reopen=first["id"]).json()["items"][0]["open"]
    # A case that goes takes its tasks along.
    case.unindexObject()
    transaction.commit()
    assert call(office, "GET", "@tasks").json()["items_total"] == 0


def test_labels(portal, case):
    unit = portal["office"]["two"]
    assert call(unit, "POST", "@labels", json={"title": "Eilig", "colour": "stop"}).status_code in (
        401,
        403,
    )
    answer = call(unit, "POST", "@labels", "chef", json={"title": "Eilig", "colour": "stop"})
    assert answer.status_code == 201, answer.text
    (label,) = answer.json()["items"]
    for wrong in ({"title": "eilig", "colour": "stop"}, {"title": "x", "colour": "pink"}):
        assert call(unit, "POST", "@labels", "chef", json=wrong).status_code == 400
    assert call(unit, "GET", "@labels").json()["items"] == [label]
    assert post(case, "labels", set=label["id"]).status_code == 201
    assert post(case, "labels", set="unknown").status_code == 400
    assert labels.labels_of(case) == (label["id"],)
    call(unit, "POST", "@labels", "chef", json={"retire": label["id"]})
    shown = call(case, "GET", "@labels").json()
    assert (shown["items"][0]["retired"], shown["available"]) == (True, [])
    assert post(case, "labels", unset=label["id"]).json()["items"] == []


def test_links_and_blocks(case):
    other = a_case("Zhang")
    transaction.commit()
    link = {"reference": other.reference, "relation": "child", "reason": "Urkunde"}
    assert post(case, "links", **link).status_code == 404
    assert post(case, "links", "chef", **{**link, "relation": "cousin"}).status_code == 400
    assert post(case, "links", "chef", **link).status_code == 201
    (item,) = call(other, "GET", "@links", "chef").json()["items"]
    assert (item["reference"], item["relation"]) == (case.reference, "parent")
    assert call(other, "GET", "@links", "berta").json()["items"] == []

    block = {"block": [other.reference], "reason": "Schutzhaus"}
    for wrong in ({"block": "x"}, {"block": ["x"]}, {"block": []}, {"block": [case.reference]}):
        assert post(case, "links", **{**block, **wrong}).status_code == 400, wrong
    answer = post(case, "links", **block)
    assert answer.status_code == 201, answer.text
    (item,) = answer.json()["blocks"]
    assert (item["reference"], item["set_here"], item["reason"]) == (None, True, "Schutzhaus")
    (far,) = call(other, "GET", "@links", "berta").json()["blocks"]
    assert (far["reference"], far["reason"], far["by"]) == (None, None, None)
    assert post(case, "links", "chef", **link).status_code == 400
    lift = {"lift": item["id"], "reason": "Versöhnt"}
    assert post(case, "links", **lift).status_code == 403
    assert post(other, "links", "chef", **lift).status_code == 404
    assert post(case, "links", "chef", **lift).json()["blocks"] == []


def test_the_certificate(case):
    today = clock.today()
    until = (today + timedelta(days=180)).isoformat()
    assert post(case, "certificate", wanted=True).json()["mark"] == "wanted"
    issued = {"kind": "81-4", "issued": today.isoformat(), "valid_until": until, "way": "by-post"}
    for wrong in ({"kind": "81-9"}, {"way": "x"}, {"valid_until": "2020-01-01"}, {"issued": ""}):
        assert post(case, "certificate", **{**issued, **wrong}).status_code == 400, wrong
    answer = post(case, "certificate", **issued, serial="T1")
    assert answer.status_code == 201, answer.text
    assert (answer.json()["mark"], answer.json()["valid_until"]) == ("issued", until)
    assert post(case, "certificate", handed_over=True).json()["mark"] == "handed-over"
    second = post(case, "certificate", **issued).json()["items"][-1]
    assert second["renews"] == certificate.certificates(case)[0].id
    assert post(case, "certificate", refused="Kein Anspruch").json()["mark"] == "refused"


def test_contacts(case):
    sent = a_case("Abbas", "contact", prefix="KO")
    spam = a_case("Abbas", "contact", prefix="KO")
    transaction.commit()
    assert post(case, "contact", answer="Ja").status_code == 400, "it is no contact"
    assert post(sent, "contact", attach="XX-2026-AAAAA-AAAAA").status_code == 404
    assert post(sent, "contact", answer="Ja").status_code == 201
    assert post(sent, "contact", attach=case.reference).json()["put_into"] == case.reference
    assert post(spam, "contact", close="Werbung").status_code == 200
    assert (sent.state, spam.state) == ("closed", "closed")
    (item,) = call(case, "GET", "@contact").json()["attached"]
    assert item["reference"] == sent.reference and item["messages"][0]["text"] == "Ja"
    address = item["documents"][0]["@id"].removeprefix(f"{case.absolute_url()}/")
    assert call(case, "GET", address).content == b"%PDF-1.7 a passport"
    assert call(case, "GET", f"@attached/{spam.reference}/1").status_code == 404
    assert call(case, "GET", address, "berta").status_code in (401, 404)
    # The steps alone are nobody's to take.
    other = a_case("Abbas", "contact", prefix="KO")
    transaction.commit()
    for step in ("answer", "close_unanswered"):
        assert call(other, "POST", f"@workflow/{step}").status_code in (400, 401, 404), step
    transaction.begin()
    assert other.state == "received"


def test_the_history(case):
    post(case, "notes", text="Eine Notiz")
    items = call(case, "GET", "@case-history").json()["items"]
    assert [e["kind"] for e in items] == ["note", "state"]
    assert items[0]["by"] == "anna"
    assert len(call(case, "GET", "@case-history?kind=state").json()["items"]) == 1
    assert call(case, "GET", "@case-history?kind=x").status_code == 400
    assert history.NOTE in history.KINDS
