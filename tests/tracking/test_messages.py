"""Messages in both directions, on the applicant's side."""

import pytest
import requests
import transaction

from casework_builders import CODE
from permitdesk.casework import applicant
from permitdesk.casework.later import OFFICE, Asked, Message, Seen
from permitdesk.core import clock
from status_visitor import BORN, Visitor, an_employment_case, an_office_with_services


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    return portal


@pytest.fixture
def case(portal):
    case = an_employment_case("Abbas")
    transaction.commit()
    return case


@pytest.fixture
def visitor(portal, case):
    visitor = Visitor(portal, "uk")
    visitor.sign_in(case.reference)
    return visitor


def an_office_message(case, text="Bitte rufen Sie an."):
    case.add_later(Message(clock.now(), "anna", "", text=text, language="de"))
    transaction.commit()


def texts(case):
    transaction.begin()
    return [each.text for each in applicant.messages(case)]


def test_an_applicant_writes_and_a_form_sent_twice_is_one_message(case, visitor):
    visitor.send("messages", text="Добрий день\n<b>Коли?</b>")
    visitor.get("messages")
    fields = visitor.hidden()
    for _time in range(2):
        visitor.post("messages", text="Noch etwas", **fields)
    assert texts(case) == ["Добрий день\n<b>Коли?</b>", "Noch etwas"]
    assert "<b>Коли?</b>" in visitor.text
    assert [each.language for each in applicant.messages(case)] == ["uk", "uk"]
    assert len(case.later.new_for(OFFICE)) == 2
    assert case.row().news == "new"


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\x00b"])
def test_what_is_no_message_is_not_kept(case, visitor, text):
    visitor.send("messages", text=text)
    assert visitor.page.xpath("//*[@id='errors']")
    assert texts(case) == []


def test_a_message_of_the_office_is_new_until_a_button_says_otherwise(case, visitor):
    an_office_message(case)
    for _time in range(2):
        visitor.get()
        assert visitor.page.xpath("//ul[@class='pd-tasks']//*[contains(@class, 'info')]")
        visitor.get("messages")
        assert visitor.page.xpath("//*[@id='read-form']")
    (shown,) = visitor.page.xpath("//main//span[@lang='de'][contains(., 'Bitte rufen')]")
    assert shown.get("dir") == "ltr"
    visitor.send("messages", form="read-form")
    assert not visitor.page.xpath("//*[@id='read-form']")
    transaction.begin()
    assert not applicant.new_messages(case)
    (seen,) = case.later.of(Seen)
    assert seen.side == "applicant"
    an_office_message(case, "Noch etwas.")
    assert len(applicant.new_messages(case)) == 1


def test_what_came_while_reading_stays_new(case, visitor):
    an_office_message(case)
    visitor.get("messages")
    fields = visitor.hidden("read-form")
    an_office_message(case, "Gerade eben.")
    visitor.post("messages", **fields)
    transaction.begin()
    assert [each.text for each in applicant.new_messages(case)] == ["Gerade eben."]


def test_who_signs_in_late_loses_no_word(case, portal):
    late = Visitor(portal)
    late.post("messages", text="Lange <geschrieben>", key="a" * 32, token="0" * 64)
    assert not late.is_signed_in
    assert "ist noch da" in late.text
    inputs = late.page.xpath("//main//input[@type='hidden']")
    hidden = {each.get("name"): each.get("value") for each in inputs}
    assert hidden == {"text": "Lange <geschrieben>", "key": "a" * 32}
    late.sign_in(case.reference, CODE, "1900-01-01", "messages", **hidden)
    assert texts(case) == []
    assert "ist noch da" in late.text
    late.sign_in(case.reference, CODE, BORN, "messages", **hidden)
    assert texts(case) == ["Lange <geschrieben>"]
    assert "Lange <geschrieben>" in late.text


def test_a_get_writes_nothing(case, visitor, functional):
    an_office_message(case)
    before = functional["app"]._p_jar.db().lastTransaction()
    for path in ("", "messages", "messages?text=x", "messages?read=9", "documents", "contact",
                 "withdraw", "withdraw/confirm", "withdraw/confirm?sure=yes", "received.pdf",
                 "leave"):  # fmt: skip
        visitor.get(path)
        assert visitor.answer.status_code == 200, path
        assert "no-store" in visitor.answer.headers["Cache-Control"], path
    assert functional["app"]._p_jar.db().lastTransaction() == before


def test_there_is_room_for_so_many_messages_and_no_more(case, visitor, monkeypatch):
    monkeypatch.setattr(applicant, "MOST_MESSAGES", 1)
    visitor.send("messages", text="Eins")
    visitor.send("messages", text="Zwei")
    assert texts(case) == ["Eins"]
    assert visitor.page.xpath("//*[@id='errors']")


def test_the_api_tells_texts_only_with_the_day_of_birth(portal, case):
    case.add_later(
        Asked(clock.now(), "anna", "a" * 32, requirement="", title="Urteil Müller", note="Geheim")
    )
    an_office_message(case, "Geheimer Text")
    address = f"{portal.absolute_url()}/@applications/{case.reference}"

    def ask(**headers):
        return requests.get(address, headers={"Accept": "application/json", **headers}, timeout=60)

    code = {"X-Access-Code": CODE}
    told = ask(**code)
    assert told.json()["messages"] == [
        {
            "from": "office",
            "at": applicant.messages(case)[0].at.isoformat(timespec="seconds"),
            "language": "de",
            "new": True,
        }
    ]
    assert told.json()["missing"][0]["title"] == "Weitere Unterlage"
    assert {"passport"} & {each["id"] for each in told.json()["missing"]} == set()
    for secret in ("Geheim", "Müller", "anna", "Abbas"):
        assert secret not in told.text
    everything = ask(**code, **{"X-Birth-Date": BORN}).json()
    assert everything["messages"][0]["text"] == "Geheimer Text"
    assert everything["missing"][0]["title"] == "Urteil Müller"
    wrong = ask(**code, **{"X-Birth-Date": "1900-01-01"})
    assert wrong.status_code == 404 and wrong.json() == ask(**{"X-Access-Code": "x"}).json()
