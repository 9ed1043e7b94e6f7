"""A designer pauses a service: on the page, and over REST."""

import pytest
import transaction
from plone import api

from designer_builders import PASSWORD, Screens, a_designer, signed_in
from intake.applicant import Applicant
from permitdesk.core import clock
from permitdesk.services import availability_of, counting, exchange, translations
from services.house import EDITOR, a_house


@pytest.fixture
def screens(functional) -> Screens:
    a_designer(functional["portal"])
    return Screens(functional, "contact")


def test_a_pause_holds_at_once_and_is_traced(functional, screens):
    revision = screens.stored.published_number
    screens.open("availability").press("save", paused="yes", why="Umstellung")
    assert screens.errors and not screens.stored.switches
    screens.press("save", notice_de="Wir stellen um.", notice_tr="Yenileniyor.")
    assert not screens.errors

    service = screens.stored
    assert availability_of(service).notices == {"de": "Wir stellen um.", "tr": "Yenileniyor."}
    assert service.published_number == revision
    assert "Gesa Gestalt" in screens.text and "Umstellung" in screens.text
    visitor = signed_in(functional["app"], "nobody")
    visitor.open(f"{functional['portal'].absolute_url()}/de/antrag/kontakt")
    assert "Wir stellen um." in visitor.contents


def test_the_notice_is_translated_like_all_texts(functional, screens):
    screens.open("availability")
    screens.press(
        "save", paused="yes", why="Umstellung", notice_de="Wir stellen um.",
        notice_tr="Yenileniyor.",
    )  # fmt: skip
    service = screens.stored
    there = {tag: {e.key: e for e in translations.entries(service, tag)} for tag in ("tr", "uk")}
    assert there["tr"][translations.NOTICE].state == "translated"
    assert there["uk"][translations.NOTICE].state == "missing"
    assert b"Wir stellen um." in exchange.export(service, "uk", "xliff")
    files = f'msgctxt "{translations.NOTICE}"\nmsgid "Wir stellen um."\nmsgstr "Оновлюємо."\n'
    with api.env.adopt_user("gesa"):
        plan = exchange.planned(service, "uk", files.encode())
        exchange.take(service, "uk", plan)
    assert availability_of(service).notices["uk"] == "Оновлюємо."
    assert translations.NOTICE not in service.labels.get("uk", {}) and len(service.switches) == 1
    transaction.commit()
    visitor = Applicant(functional, "uk").open()
    assert "Оновлюємо." in visitor.page

    # Another reason: what translates the old one is shown to nobody, and waits to be translated.
    screens.open("availability").press("save", notice_de="Der Keller steht unter Wasser.", why="x")
    assert {e.key: e for e in translations.entries(screens.stored, "tr")}[
        translations.NOTICE
    ].state == "outdated"
    visitor.open()
    assert "Оновлюємо." not in visitor.page and "Keller" in visitor.page


def test_two_at_once_are_told_and_nothing_typed_is_lost(functional, screens):
    a_designer(functional["portal"], "otto", "Otto Ordnung")
    other = Screens(functional, "contact", by="otto").open("availability")
    screens.open("availability").press("save", grace="3", why="Kürzer")

    other.press("save", grace="20", why="Länger")
    assert "Kürzer" in other.text and availability_of(other.stored).grace == 3

    other.press("save")
    assert availability_of(other.stored).grace == 20


def test_markup_and_wrong_days_are_refused(screens):
    days = {"opens.day": "5", "opens.month": "5", "opens.year": "2030"}
    days |= {"closes.day": "1", "closes.month": "5", "closes.year": "2030"}
    screens.open("availability").press("save", notice_en="<b>x</b>", why="x", **days)
    assert len(screens.errors) == 2 and not screens.stored.switches


def test_a_limit_is_set_beside_what_came(functional, screens):
    counting.count(functional["portal"], "contact", clock.today())
    transaction.commit()
    screens.open("availability").press("save", per_day="0", why="Zu viel")
    assert screens.errors and not screens.stored.switches
    screens.press("save", per_day="1", in_all="500")
    assert not screens.errors

    found = availability_of(screens.stored)
    assert (found.per_day, found.in_all, found.came) == (1, 500, 1)
    assert found.state(clock.today()) == "full-today"
    assert "online eingegangen: 1" in screens.text and "insgesamt: 1" in screens.text


def test_a_program_pauses_a_service_and_nobody_else_may(server):
    house = a_house(server)
    designer = (a_designer(house.portal), PASSWORD)
    path = "/services/contact/@availability"
    before = house.ask("GET", path, designer).json()
    assert before["state"] == "open" and before["switches"] == []

    wrong = house.ask("POST", path, designer, json={"paused": True, "why": ""})
    assert wrong.status_code == 400 and "why" in wrong.json()["error"]["fields"]
    pause = {"paused": True, "notices": {"de": "Wir stellen um."}, "why": "Umstellung"}
    for somebody in (EDITOR, None):
        assert house.ask("GET", path, somebody).status_code in (401, 403)
        assert house.ask("POST", path, somebody, json=pause).status_code in (401, 403)
    paused = house.ask("POST", path, designer, json={**pause, "stamp": before["stamp"]})
    assert paused.status_code == 200, paused.text
    assert paused.json()["state"] == "paused" and paused.json()["switches"][0]["by"] == "gesa"
    late = house.ask("POST", path, designer, json={**pause, "stamp": before["stamp"]})
    assert late.status_code == 409

    transaction.begin()
    assert availability_of(house.portal["services"]["contact"]).notices["de"] == "Wir stellen um."
    items = house.ask("GET", "/@services").json()["items"]
    (listed,) = (each for each in items if each["id"] == "contact")
    assert listed["availability"]["state"] == "paused"
