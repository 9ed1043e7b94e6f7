"""What a colleague meets behind the address of a case that is not theirs."""

import pytest
import requests
import transaction
from lxml import html

from casework_builders import PASSWORD, a_case, an_office


@pytest.fixture
def case(functional):
    an_office(functional["portal"])
    found = a_case("Abbas")
    transaction.commit()
    return found


def see(address, user="berta"):
    answer = requests.get(
        address,
        auth=(user, PASSWORD) if user else None,
        headers={"Accept": "text/html"},
        timeout=60,
    )
    transaction.begin()
    return answer


def said(answer):
    (main,) = html.fromstring(answer.text).xpath("//main")
    return " ".join(main.text_content().split())


def test_a_foreign_case_and_one_that_does_not_exist_look_the_same(case):
    desk = case.aq_parent.absolute_url()
    nobodys = case.getId()[:-3] + "zzz"
    answers = [
        see(f"{desk}/{id_}{path}")
        for id_ in (case.getId(), nobodys)
        for path in ("", "/@@decide", "/document/1")
    ]
    for answer in answers:
        assert answer.status_code == 404
        assert answer.url.partition("?")[0].endswith("/require_login"), answer.url
        assert "Dieser Vorgang liegt nicht in Ihren Ordnern" in said(answer)
        assert "Abbas" not in answer.text
        (way,) = html.fromstring(answer.text).xpath("//main//a/@href")
        assert way.endswith("/office")
    assert len({said(each) for each in answers}) == 1


def test_what_was_typed_for_a_foreign_case_and_for_none_is_shown_alike(case):
    desk, typed = case.aq_parent.absolute_url(), "Bitte <b>kommen</b> Sie am Montag"
    nobodys = case.getId()[:-3] + "zzz"
    office = see(f"{case.aq_parent.aq_parent.aq_parent.absolute_url()}")
    token = html.fromstring(office.text).xpath("//input[@name='_authenticator']/@value")[0]
    answers = {}
    for sent in (token, "x" * 40, ""):
        for id_ in (case.getId(), nobodys):
            answers[sent, id_] = requests.post(
                f"{desk}/{id_}/@@write",
                data={"text": typed, "_authenticator": sent},
                auth=("berta", PASSWORD),
                headers={"Accept": "text/html"},
                timeout=60,
            )
        theirs, none = answers[sent, case.getId()], answers[sent, nobodys]
        assert theirs.status_code == none.status_code == 404
        assert [each.status_code for each in theirs.history] == [307]
        assert [each.status_code for each in none.history] == [307]
        assert said(theirs) == said(none)
        # Words that another site sends have no place in our look.
        assert (typed in said(theirs)) == (sent == token)


def test_who_may_see_a_case_reads_that_a_page_is_not_there(case):
    answer = see(f"{case.absolute_url()}/document/99", "anna")
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in said(answer)
    assert "Zum Arbeitsplatz" in said(answer)
    assert 'class="pd-navigation"' in answer.text and "Online-Dienste" not in answer.text


def test_a_page_of_the_office_that_is_not_for_me_is_in_our_look(case):
    unit = case.aq_parent.aq_parent
    answer = see(f"{unit.absolute_url()}/@@reassign")
    assert answer.status_code in (403, 404)
    assert html.fromstring(answer.text).xpath("//body[contains(@class, 'pd-page')]")


def test_who_is_not_signed_in_is_asked_to_sign_in(case):
    nobodys = case.getId()[:-3] + "zzz"
    for address in (case.absolute_url(), f"{case.aq_parent.absolute_url()}/{nobodys}"):
        assert "/login?" in see(address, "").url
