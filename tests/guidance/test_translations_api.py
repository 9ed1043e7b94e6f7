"""The states and texts of translations over REST: what the pages can do, and nothing for others."""

import pytest
import transaction
from plone import api

from services.house import EDITOR, a_house


@pytest.fixture
def house(server):
    return a_house(server)


@pytest.fixture
def address(house):
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(EDITOR[0], roles=["Contributor", "Reviewer"])
        page = api.content.create(
            house.portal["de"], "GuidancePage", "arbeiten", title="Arbeiten", answer="Ja. Nein."
        )
        api.content.transition(page, "publish")
    transaction.commit()
    return "/de/arbeiten/@page-translations"


def test_an_editor_reads_saves_is_told_of_others_and_sees_it_in_the_grid(house, address):
    english = house.ask("GET", f"{address}/en", EDITOR).json()
    assert english["state"] == "missing" and english["translation"] is None
    wanted = [
        {"key": each["key"], "stamp": each["stamp"], "text": text, "state": "reviewed"}
        for each, text in zip(english["texts"], ("Work", "Yes. No."), strict=True)
    ]

    saved = house.ask("PATCH", f"{address}/en", EDITOR, json={"texts": wanted})

    assert (saved.status_code, saved.json()["state"]) == (200, "reviewed"), saved.text
    assert saved.json()["translation"].endswith("/en/work")
    late = house.ask("PATCH", f"{address}/en", EDITOR, json={"texts": wanted})
    assert late.status_code == 409
    assert late.json()["error"]["texts"][0]["text"] == "Work"
    stamp = saved.json()["texts"][0]["stamp"]
    bad = [{"key": "title", "stamp": stamp, "text": "<b>", "state": "translated"}]
    refused = house.ask("PATCH", f"{address}/en", EDITOR, json={"texts": bad})
    assert refused.status_code == 400 and "title" in refused.json()["error"]["texts"]

    grid = house.ask("GET", "/@coverage?state=reviewed&to=en", EDITOR).json()
    assert [page["title"] for page in grid["items"]] == ["Arbeiten"]
    assert grid["items"][0]["translations"]["ar"]["state"] == "missing"
    assert grid["counts"]["en"]["reviewed"] == 1


def test_a_changed_german_text_is_told_and_said_to_be_still_true(house, address):
    texts = house.ask("GET", f"{address}/fr", EDITOR).json()["texts"]
    wanted = [{"key": e["key"], "stamp": e["stamp"], "text": "Oui. Non."} for e in texts]
    began = house.ask("PATCH", f"{address}/fr", EDITOR, json={"texts": wanted})
    assert began.status_code == 200, began.text
    house.ask("PATCH", "/de/arbeiten", EDITOR, json={"answer": "Ja, immer. Nein."})

    outdated = house.ask("GET", f"{address}/fr", EDITOR).json()

    assert outdated["state"] == "outdated" and outdated["since"]
    assert outdated["texts"][1]["before"] == "Ja. Nein."
    now = house.ask("POST", f"{address}/fr", EDITOR, json={"still_true": ["answer"]}).json()
    assert now["state"] == "translated"


def test_visitors_get_nothing(house, address):
    for method, path in (("GET", "/@coverage"), ("GET", address), ("GET", f"{address}/en")):
        assert house.ask(method, path).status_code == 401
    assert house.ask("PATCH", f"{address}/en", json={"texts": []}).status_code == 401
