"""Giving cases away on pages and by the API: with a reason, all or none, and for an absence."""

import json
from html import unescape

import pytest
import transaction
from lxml import html
from plone.app.testing import login, logout

from casework_builders import a_case, a_user, an_office, do_jobs
from permitdesk import casework, privacy
from permitdesk.casework.handover.assigning import assign, assigned, desk_at
from permitdesk.casework.office import case_by_reference, office
from permitdesk.casework.worklist.api import assignments
from permitdesk.casework.worklist.views import bulk, reassign
from permitdesk.core import clock

WHY = "Falscher Buchstabenbereich."


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    unit = an_office(portal)
    casework.add_desk(unit, "extra", "Ordner Extra", members=["dora"])
    transaction.commit()
    return portal


@pytest.fixture
def browser_of(browser_of):
    """What goes wrong is a page, as people see it."""
    return lambda user="", accept="text/html": browser_of(user, accept, handle_errors=True)


def text(browser):
    return unescape(browser.contents)


def filed(*names):
    cases = [a_case(name) for name in names]
    transaction.commit()
    return cases


def place(portal, case):
    transaction.begin()
    return case_by_reference(portal, case.reference).row().desk


def test_a_caseworker_gives_a_case_away_and_is_led_back(portal, browser_of):
    (case,) = filed("Abbas")
    anna = browser_of("anna")
    anna.open(case.absolute_url())
    anna.getLink("An einen anderen Ordner abgeben").click()
    anna.getControl("Vorgang abgeben").click()
    assert "pd-errors" in anna.contents  # neither a desk nor a reason
    anna.getControl(name="desk").value = ["two/l-z"]
    anna.getControl("Vorgang abgeben").click()
    assert anna.getControl(name="desk").value == ["two/l-z"]  # nothing typed is lost
    anna.getControl(name="reason").value = WHY
    anna.getControl("Vorgang abgeben").click()

    assert anna.url.endswith("/office/@@handed-on?desk=two/l-z")
    assert "Ordner L–Z (Sachgebiet 2)" in text(anna)
    assert case.reference not in text(anna)
    assert place(portal, case) == "two/l-z"

    berta = browser_of("berta")
    berta.open(case.absolute_url())  # the old address
    assert WHY in text(berta) and "Von Anna abgegeben" in text(berta)


def test_the_head_stays_with_the_case(portal, browser_of):
    (case,) = filed("Abbas")
    chef = browser_of("chef")
    chef.open(f"{case.absolute_url()}/@@assign")
    chef.getControl(name="desk").value = ["two/l-z"]
    chef.getControl(name="reason").value = WHY
    chef.getControl("Vorgang abgeben").click()
    assert chef.url.endswith(f"/office/two/l-z/{case.getId()}?assigned=1")
    assert "Der Vorgang liegt jetzt bei „Ordner L–Z (Sachgebiet 2)“." in text(chef)
    berta = browser_of("berta")  # somebody else did it: nothing is told that they did
    berta.open(chef.url)
    assert "liegt jetzt bei" not in text(berta)


def test_who_comes_second_hears_that_a_colleague_was_faster(portal, browser_of):
    (case,) = filed("Abbas")
    chef = browser_of("chef")
    chef.open(f"{case.absolute_url()}/@@assign")
    login(portal, "anna")
    assign(case_by_reference(portal, case.reference), desk_at(office(portal), "two/l-z"), WHY)
    logout()
    transaction.commit()

    chef.getControl(name="desk").value = ["two/extra"]
    chef.getControl(name="reason").value = "Vertretung"
    chef.getControl("Vorgang abgeben").click()

    assert "inzwischen abgegeben" in text(chef) and "Ordner L–Z" in text(chef)
    assert "Vertretung" in text(chef)
    assert place(portal, case) == "two/l-z"
    chef.getControl("Vorgang abgeben").click()  # now it is meant so
    assert place(portal, case) == "two/extra"


def test_a_case_goes_by_post_and_token_only(portal, browser_of):
    (case,) = filed("Abbas")
    anna = browser_of("anna")
    anna.open(f"{case.absolute_url()}/@@assign?desk=two/l-z&reason=x&here=two/a-k")
    assert place(portal, case) == "two/a-k"
    anna.post(f"{case.absolute_url()}/@@assign", "desk=two/l-z&reason=x&here=two/a-k")
    assert anna.headers["status"].startswith("403")
    assert place(portal, case) == "two/a-k"


def test_for_an_absence_the_head_shares_all_open_cases_out(portal, browser_of):
    cases = filed("Abbas", "Bauer", "Celik")
    login(portal, "anna")
    closed = a_case("Demir")
    portal.portal_workflow.doActionFor(closed, "withdraw")
    transaction.commit()
    logout()
    chef = browser_of("chef")
    chef.open(f"{portal.absolute_url()}/office/two/@@reassign")
    chef.getControl(name="source").value = ["a-k"]
    chef.getControl("Offene Vorgänge zeigen").click()
    assert "pd-errors" not in chef.contents
    assert all(case.reference in text(chef) for case in cases)
    assert closed.reference not in text(chef)
    chef.getControl(name="desks").value = ["two/l-z", "two/extra"]
    chef.getControl(name="which").value = ["all"]
    chef.getControl(name="reason").value = "Frau A. ist bis März nicht da."
    chef.getControl("Neu verteilen").click()

    places = sorted(place(portal, case) for case in cases)
    assert {places.count(each) for each in ("two/extra", "two/l-z")} == {1, 2}  # in turn
    told = " ".join(html.fromstring(chef.contents).find(".//main").text_content().split())
    assert "Bisher bei Ordner A–K (Sachgebiet 2)" in told
    for desk, title in (("two/extra", "Ordner Extra"), ("two/l-z", "Ordner L–Z")):
        number = "1 Vorgang" if places.count(desk) == 1 else "2 Vorgänge"
        assert f"Jetzt bei {title} (Sachgebiet 2) {number}" in told
    assert place(portal, closed) == "two/a-k"
    for case in cases:
        (entry,) = assigned(case_by_reference(portal, case.reference))
        assert (entry.by, entry.reason) == ("chef", "Frau A. ist bis März nicht da.")


def test_only_chosen_cases_go_where_some_are_chosen(portal, browser_of):
    first, second = filed("Abbas", "Bauer")
    chef = browser_of("chef")
    chef.open(f"{portal.absolute_url()}/office/two/@@reassign")
    chef.getControl(name="source").value = ["a-k"]
    chef.getControl("Offene Vorgänge zeigen").click()
    chef.getControl(name="desks").value = ["two/l-z"]
    chef.getControl(name="which").value = ["chosen"]
    chef.getControl(name="reason").value = WHY
    chef.getControl("Neu verteilen").click()
    assert "mindestens einen Vorgang" in text(chef)
    chef.getControl(name="cases").value = [second.reference]
    chef.getControl("Neu verteilen").click()

    assert (place(portal, first), place(portal, second)) == ("two/a-k", "two/l-z")


def test_of_very_many_a_part_goes_at_once_and_the_page_says_so(portal, browser_of, monkeypatch):
    monkeypatch.setattr(reassign, "MOST_CHANGES", 2)
    cases = filed("Abbas", "Bauer", "Celik")
    chef = browser_of("chef")
    for left, said in ((1, "Die ersten 2 von 3 offenen"), (0, "Alle 1 offenen")):
        chef.open(f"{portal.absolute_url()}/office/two/@@reassign")
        chef.getControl(name="source").value = ["a-k"]
        chef.getControl("Offene Vorgänge zeigen").click()
        assert said in text(chef)
        chef.getControl(name="desks").value = ["two/l-z"]
        chef.getControl(name="which").value = ["all"]
        chef.getControl(name="reason").value = WHY
        chef.getControl("Neu verteilen").click()
        assert [place(portal, case) for case in cases].count("two/a-k") == left


def test_very_many_are_shared_out_by_a_job_all_or_none(portal, browser_of, monkeypatch):
    monkeypatch.setattr(reassign, "AT_ONCE", 2)
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    cases = filed("Abbas", "Bauer", "Celik")
    chef = browser_of("chef")
    chef.open(f"{portal.absolute_url()}/office/two/@@reassign")
    chef.getControl(name="source").value = ["a-k"]
    chef.getControl("Offene Vorgänge zeigen").click()
    chef.getControl(name="desks").value = ["two/l-z", "two/extra"]
    chef.getControl(name="which").value = ["all"]
    chef.getControl(name="reason").value = WHY
    chef.getControl("Neu verteilen").click()

    assert "Vorgänge neu verteilen" in text(chef) and "Der Auftrag beginnt gleich" in text(chef)
    assert {place(portal, case) for case in cases} == {"two/a-k"}
    do_jobs(portal)
    chef.reload()
    assert "Erledigt" in text(chef) and "Ordner Extra (Sachgebiet 2)" in text(chef)
    places = sorted(place(portal, case) for case in cases)
    assert {places.count(each) for each in ("two/extra", "two/l-z")} == {1, 2}  # in turn


def test_the_api_shares_out_too_and_one_in_the_way_stops_all(portal, browser_of, monkeypatch):
    monkeypatch.setattr(assignments, "AT_ONCE", 2)
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    cases = filed("Abbas", "Bauer", "Celik")
    api = browser_of("chef", "application/json")
    api.addHeader("Idempotency-Key", "k" * 32)
    references = [case.reference for case in cases]

    def send(**body):
        address = f"{portal.absolute_url()}/office/@assignments"
        api.post(address, json.dumps({"references": references, **body}), "application/json")
        return api.headers["status"][:3], json.loads(api.contents)

    assert send(desks=["two/nowhere"], reason=WHY)[0] == "400"
    assert send(desks="two/extra", reason=WHY)[0] == send(desks=["two/extra"])[0] == "400"
    status, errand = send(desks=["two/l-z", "two/extra"], reason=WHY)
    assert (status, errand["status"], errand["total"]) == ("202", "waiting", 3)
    transaction.begin()
    office(portal).cases.remove(references[1])  # as if somebody had deleted it
    transaction.commit()
    do_jobs(portal)
    api.open(errand["@id"])
    told = json.loads(api.contents)
    assert (told["status"], told["obstacles_total"]) == ("stopped", 1)
    assert send(desks=["two/l-z", "two/extra"], reason=WHY) == ("409", told)
    assert send(desks=["two/l-z"], reason=WHY)[1]["error"]["type"] == "Conflict"
    assert place(portal, cases[0]) == place(portal, cases[2]) == "two/a-k"


@pytest.mark.parametrize("user", ["anna", "manager"])
def test_only_the_head_shares_out(portal, browser_of, user):
    (case,) = filed("Abbas")
    a_user(portal, "manager", "Manager")
    transaction.commit()
    browser = browser_of(user)
    browser.open(f"{portal.absolute_url()}/office/two/@@reassign")
    assert (
        "login" in browser.url
        or "insufficient" in browser.url
        or "403" in browser.headers["status"]
    )
    browser.post(f"{portal.absolute_url()}/office/two/@@reassign", "source=a-k")
    assert case.reference not in text(browser) and "Abbas" not in text(browser)


def test_the_api_does_what_the_page_does(portal, browser_of):
    (case,) = filed("Abbas")
    api = browser_of("anna", "application/json")
    address = f"{case.absolute_url()}/@assignment"
    api.open(address)
    assert json.loads(api.contents)["desk"] == "two/a-k"
    assert "two/l-z" in json.loads(api.contents)["may_go_to"]
    for wrong in ({}, {"desk": "two/l-z"}, {"desk": "two/none", "reason": "x"}, {"desk": 1}):
        api.post(address, json.dumps(wrong), "application/json")
        assert api.headers["status"].startswith("400"), wrong
    api.post(address, json.dumps({"desk": "two/l-z", "reason": WHY}), "application/json")
    assert json.loads(api.contents) == {"desk": "two/l-z"}  # and no more: it is not anna's now
    assert place(portal, case) == "two/l-z"
    berta = browser_of("berta", "application/json")
    berta.open(address)
    (item,) = json.loads(berta.contents)["items"]
    assert (item["by"], item["before"], item["reason"]) == ("anna", "two/a-k", WHY)


def test_many_at_once_are_all_or_none_and_strangers_are_not_there(portal, browser_of):
    mine, also, other = filed("Abbas", "Bauer", "Zhang")
    api = browser_of("anna", "application/json")
    api.addHeader("Idempotency-Key", "k" * 32)
    address = f"{portal.absolute_url()}/office/@assignments"

    def send(*references):
        body = {"references": references, "desk": "two/extra", "reason": WHY}
        api.post(address, json.dumps(body), "application/json")
        return api.headers["status"][:3]

    unknown = "EM-2026-AAAAA-AAAAA"
    assert send(mine.reference, other.reference) == send(mine.reference, unknown) == "404"
    assert send() == "400"
    assert place(portal, mine) == "two/a-k"
    assert send(mine.reference, also.reference) == "200"
    told = json.loads(api.contents)
    assert told["items_total"] == 2
    # Sent twice it is done once, and answered although the cases are not anna's any more.
    assert (send(mine.reference, also.reference), json.loads(api.contents)) == ("200", told)
    assert send(mine.reference) == "409"
    assert place(portal, mine) == place(portal, also) == "two/extra"
    transaction.begin()
    actions = [each.action for each in privacy.trail(clock.today(), other.reference)]
    assert "case.assigned" not in actions
