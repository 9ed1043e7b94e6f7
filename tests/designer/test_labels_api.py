"""Translations over REST: what the pages can do, and nothing for others."""

import base64

import pytest
import transaction

from designer_builders import PASSWORD, a_designer
from permitdesk.services import translations
from permitdesk.translation import Entry, xliff
from services.house import EDITOR, a_house

LABELS = "/services/contact/@labels"


@pytest.fixture
def ask(server):
    house = a_house(server)
    designer = (a_designer(house.portal), PASSWORD)

    def send(method, path, by=designer, **kwargs):
        answer = house.ask(method, path, by, **kwargs)
        transaction.begin()
        return answer

    send.portal = house.portal
    return send


def test_a_designer_reads_saves_and_is_told_of_others(ask):
    (english, *_rest) = ask("GET", LABELS).json()["items"]
    assert (english["language"], english["readiness"]) == ("en", "ready")
    first = ask("GET", f"{LABELS}/en").json()["texts"][0]

    wanted = {
        "key": first["key"],
        "stamp": first["stamp"],
        "text": "Write to us",
        "state": "reviewed",
    }
    assert ask("PATCH", f"{LABELS}/en", json={"texts": [wanted]}).json() == {
        "saved": [first["key"]]
    }
    late = {**wanted, "text": "Late words"}
    refused = ask("PATCH", f"{LABELS}/en", json={"texts": [late]})
    assert (
        refused.status_code == 409 and refused.json()["error"]["texts"][0]["text"] == "Write to us"
    )
    now = ask("GET", f"{LABELS}/en").json()["texts"][0]
    bad = {**wanted, "stamp": now["stamp"], "text": "<b>"}
    refused = ask("PATCH", f"{LABELS}/en", json={"texts": [bad]})
    assert refused.status_code == 400 and "HTML" in str(refused.json()["error"]["texts"])
    assert translations.entries(ask.portal["services"]["contact"], "en")[0].state == "reviewed"


def test_a_translation_that_departs_from_the_glossary_is_a_remark(ask):
    def found():
        items = ask("GET", "/services/contact/@findings").json()["items"]
        of_words = (each for each in items if each["kind"] == "glossary")
        return next((each for each in of_words if each["place"]["name"] == "en"), None)

    before = found()
    first = ask("GET", f"{LABELS}/en").json()["texts"][0]
    assert "Ausländerbehörde" in first["source"]
    text = {**first, "text": "Write to us", "state": "translated"}
    ask("PATCH", f"{LABELS}/en", json={"texts": [text]})

    after = found()
    count = int(before["message"].split()[0]) if before else 0
    assert int(after["message"].split()[0]) == count + 1 and after["severity"] == "remark"
    assert after["page"].endswith("/@@translations?to=en&state=departs")
    path = after["page"].removeprefix(ask.portal.absolute_url())
    page = ask("GET", path, headers={"Accept": "text/html"}).text
    assert "Write to us" in page and page.count('name="key.') == count + 1


def test_files_leave_and_come_back(ask):
    file = ask("GET", f"{LABELS}/uk/xliff").json()
    same = ask("POST", f"{LABELS}/uk", json={"data": file["data"]}).json()
    assert (same["taken"], same["refused"], same["done"]) == ([], [], False)

    first = ask("GET", f"{LABELS}/uk").json()["texts"][0]
    data = xliff.write("x", "uk", [Entry(first["key"], first["source"], "Інше")])
    body = {"data": base64.b64encode(data).decode(), "take": True}
    assert ask("POST", f"{LABELS}/uk", json=body).json()["taken"][0]["text"] == "Інше"
    assert ask("GET", f"{LABELS}/uk").json()["texts"][0]["text"] == "Інше"
    assert ask("POST", f"{LABELS}/uk", json={"data": "?"}).status_code == 400
    assert ask("GET", f"{LABELS}/xx").status_code == 404


def test_nobody_else_gets_in(ask):
    for by in (None, EDITOR):
        assert ask("GET", LABELS, by=by).status_code == 401
        assert ask("PATCH", f"{LABELS}/en", by=by, json={"texts": []}).status_code == 401
        assert ask("POST", f"{LABELS}/en", by=by, json={"data": ""}).status_code == 401
    assert ask("GET", "/@glossary", by=None).status_code == 401


def test_designers_and_editors_keep_the_glossary(ask):
    known = {each["german"]: each for each in ask("GET", "/@glossary").json()["items"]}
    assert known["Aufenthaltstitel"]["own"] is False

    words = [{"german": "Visum", "translations": {"en": "entry visa"}}, {"german": "Neues"}]
    assert ask("PATCH", "/@glossary", by=EDITOR, json={"items": words}).status_code == 204
    assert ask("DELETE", "/@glossary", json={"german": "Pass"}).status_code == 204
    now = {each["german"]: each for each in ask("GET", "/@glossary").json()["items"]}
    assert now["Visum"]["translations"] == {"en": "entry visa"} and now["Visum"]["own"]
    assert "Neues" in now and "Pass" not in now
    refused = ask("PATCH", "/@glossary", json={"items": [{"german": "<b>"}, {"german": "Gut"}]})
    assert refused.status_code == 400 and "<b>" in refused.json()["error"]["terms"]
    assert "Gut" not in {each["german"] for each in ask("GET", "/@glossary").json()["items"]}
    again = {"german": "Pass", "translations": {"en": "passport"}}
    assert ask("PATCH", "/@glossary", json={"items": [again]}).status_code == 204, "and back"
