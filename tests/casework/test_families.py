"""A family of several persons: an application each, begun together, on one desk."""

import json
from dataclasses import asdict
from datetime import timedelta
from html import unescape

import pytest
import transaction
from plone.app.testing import login, logout
from plone.registry.interfaces import IRegistry
from plone.testing.zope import Browser
from zope.component import getUtility
from zope.component.hooks import setSite

from builders import MUNICIPALITIES, an_application, applicants, documents_for, full_answers
from casework_builders import PASSWORD, a_case, a_user, an_office
from intake.applicant import Applicant
from intake.drafted import a_filled_draft, entered, fill
from intake.world import submit
from permitdesk import casework
from permitdesk.casework.office import office
from permitdesk.casework.relatives import relatives
from permitdesk.casework.routing import Decision
from permitdesk.casework.routing.book import rules_of
from permitdesk.core import clock, gate, tries
from permitdesk.core.reference import parse_code
from permitdesk.demo.desks import create_desks
from testing import with_services

PERSONAL = {
    *("family_name", "given_names", "birth_date", "birth_place", "sex", "nationalities"),
    *("passport_number", "has_passport", "convictions", "truth_declaration", "privacy_read"),
    *("family_basis", "current_status", "household", "custody", "child_school", "eat_delivery"),
}


@pytest.fixture
def portal_with_services(functional):
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    getUtility(IRegistry)["permitdesk.district.municipalities"] = tuple(
        f"{id_} | {name}" for name, id_ in MUNICIPALITIES.items()
    )
    with_services(portal, "contact", "employment", "family", "eu-family-card")
    create_desks()
    transaction.commit()
    return portal


def children(count):
    found = [each for each in applicants("family") if each["birth_date"]["year"] > 2010]
    return found[:count]


def resume(person, code):
    person.open("/resume").fill(resume_code=code).press()
    return person


def said(person):
    return " ".join(person.html.get_text(" ", strip=True).split())


def begin_another(person, service=None):
    """Press the button that begins one more application; its code."""
    person.open("/another")
    form = person.response.forms["another"]
    if service:
        form["service"] = service
    person._shown(form.submit("begin"))
    assert person.status == 200, person.page
    current = person.html.select("#members li:has(strong) .pd-code")
    return parse_code(current[0].get_text())


def send(person):
    person.open("/check").press("send")
    assert person.address.endswith("/receipt"), person.texts("#open-points")
    return [each.get_text() for each in person.html.select(".pd-reference bdi")]


def case_of(portal, reference):
    transaction.begin()
    setSite(portal)
    return casework.case_by_reference(portal, reference)


def test_three_children_one_before_two_after_sending(functional, portal_with_services):
    portal = portal_with_services
    people = children(3)
    answers = [full_answers("family", each) for each in people]
    papers = [documents_for("family", each) for each in answers]
    person = Applicant(functional, service="family")
    codes = [a_filled_draft(portal, "family", answers[0], papers[0])]
    resume(person, codes[0]).open("/check")
    assert person.html.select_one("a[href$='/another']"), "offered before sending"

    # The second is begun before the first is sent; the first stays as it is.
    codes.append(begin_another(person))
    assert codes[1] != codes[0]
    assert "Der Antrag für Person 2 ist angelegt" in person.page
    assert codes[0] in person.page, "the code of the first stays in sight"
    assert people[0]["family_name"] not in person.page, "no name on a shared phone"
    copy = entered(portal, codes[1])
    assert copy["street"] == answers[0]["street"]
    assert copy["email"] == answers[0]["email"]
    assert not PERSONAL & copy.keys()
    assert entered(portal, codes[0]).keys() >= {"family_name", "truth_declaration"}
    person.open("/step/address")
    assert "Antrag für Person 2" in " ".join(person.texts(".pd-person"))
    assert "aus dem anderen Antrag" in person.page
    assert person.value("street") == answers[0]["street"]

    # Back to the first, by the list of this browser, and off with it.
    person.open("/another")
    person._shown(person.response.forms["members"].submit("open", value="1"))
    assert "/step/" in person.address
    receipts = [send(person)]
    assert "Noch nicht gesendete Anträge Ihrer Familie" in said(person)

    # The third is begun from the receipt, when the first's draft is gone and the second filled in.
    fill(portal, codes[1], answers[1], papers[1])
    codes.append(begin_another(person))
    assert receipts[0][0] in person.page
    assert "Person 3" in person.page
    assert entered(portal, codes[2])["sponsor_family_name"] == answers[0]["sponsor_family_name"]
    assert not PERSONAL & entered(portal, codes[2]).keys()
    fill(portal, codes[2], answers[2], papers[2])
    for number in (1, 2):
        receipts.append(send(resume(person, codes[number])))

    assert len({each for receipt in receipts for each in receipt}) == 6, "each has its own"
    cases = [case_of(portal, reference) for reference, _code in receipts]
    assert len({case.application.family for case in cases}) == 1
    assert len({case.getPhysicalPath()[:-1] for case in cases}) == 1, "one desk for the family"
    assert [case.decision["reason"] for case in cases] == ["name-range", "family", "family"]
    for case, each in zip(cases, people, strict=True):
        assert case.application.answers["family_name"] == each["family_name"]


def test_a_relative_may_need_another_service(functional, portal_with_services):
    portal = portal_with_services
    answers = full_answers("family", children(1)[0])
    person = Applicant(functional, service="family")
    resume(person, a_filled_draft(portal, "family", answers))
    person.open("/another")
    offered = [each["value"] for each in person.html.select("#another [name=service]")]
    assert offered == ["family", "employment"], "no message, and nothing that is on paper only"
    code = begin_another(person, "employment")
    assert "/antrag/aufenthalt-arbeit/another" in person.address
    copy = entered(portal, code)
    assert copy["street"] == answers["street"]
    assert not {"sponsor_family_name", *PERSONAL} & copy.keys()


def test_pressed_twice_it_is_begun_once(functional, portal_with_services):
    person = Applicant(functional, service="family")
    answers = full_answers("family", children(1)[0])
    resume(person, a_filled_draft(portal_with_services, "family", answers)).open("/another")
    form = person.response.forms["another"]
    person._shown(form.submit("begin"))
    first = person.texts(".pd-code")
    person._shown(form.submit("begin"))
    assert person.texts(".pd-code") == first
    assert len(first) == 2


def test_who_has_no_draft_begins_nothing_and_a_get_changes_nothing(
    functional, portal_with_services
):
    portal = portal_with_services
    stranger = Applicant(functional, service="family").open("/another")
    assert stranger.address.endswith("/resume")
    stranger.post(f"{stranger.start}/another", {"begin": "1", "service": "family"})
    assert stranger.address.endswith("/resume")
    person = Applicant(functional, service="family")
    code = a_filled_draft(portal, "family", full_answers("family", children(1)[0]))
    resume(person, code)
    person.visit(f"{person.start}/another?begin=1&service=family")
    assert person.texts(".pd-code") == [code], "an address begins nothing"
    person.post(f"{person.start}/another", {"begin": "1", "service": "family"})
    assert "noch einmal" in person.page, "nor does a form that is not ours"
    assert person.texts(".pd-code") == [code]
    person.open("/another")
    token = person.response.forms["another"]["token"].value
    for service in ("contact", "nothing", ""):
        person.post(f"{person.start}/another", {"begin": "1", "service": service, "token": token})
        assert person.texts(".pd-code") == [code]
    person.post(f"{person.start}/another", {"open": "2", "token": token})
    assert "nicht mehr geöffnet" in said(person)


def test_a_cookie_opens_only_what_its_codes_open(functional, portal_with_services):
    """Names, references and codes that were guessed open nothing."""
    portal = portal_with_services
    person = Applicant(functional, service="family")
    code = a_filled_draft(portal, "family", full_answers("family", children(1)[0]))
    resume(person, code)
    other = parse_code("ABCD-EFGH-JKMN-PQRS-TVWX") or "ABCD-EFGH-JKMN-PQRS-TVWX"
    for value in (f"family:{other}", "family:", ":|:|", "../..:x", f"contact:{code}", "|" * 500):
        person.client.set_cookie("pd-family", value.replace("|", "%7C"))
        person.open("/another")
        assert person.status == 200
        assert person.texts(".pd-code") == [code], value


def test_closing_on_this_device_closes_the_whole_family(functional, portal_with_services):
    portal = portal_with_services
    person = Applicant(functional, service="family")
    code = a_filled_draft(portal, "family", full_answers("family", children(1)[0]))
    resume(person, code)
    begin_another(person)
    person.open("/save")
    assert "Ihre anderen Anträge schließen wir dabei auch" in said(person)
    person.press("leave")
    person.open("/another")
    assert person.address.endswith("/resume")
    resume(person, code).open("/another")
    assert person.texts(".pd-code") == [code]


def test_a_program_names_a_relative_by_reference_and_code(portal_with_services, monkeypatch):
    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    portal, (one, two, three) = portal_with_services, children(3)

    def apply(applicant, **more):
        return submit(**{**an_application(applicant), **more}, service="family")

    first = apply(one).json
    receipt = {name: first[name] for name in ("reference", "access_code")}
    second = apply(two, family_of=receipt)
    assert second.status == 201, second.text
    cases = [case_of(portal, each["reference"]) for each in (first, second.json)]
    assert cases[0].application.family == cases[1].application.family
    assert cases[1].decision["reason"] == "family"
    assert second.json["access_code"] != first["access_code"]

    stranger = {**receipt, "access_code": second.json["access_code"]}
    for wrong in (stranger, {**receipt, "reference": "FA-2026-QQQQQ-QQQQQ"}):
        answer = apply(three, family_of=wrong)
        assert answer.status == 400
        assert list(answer.json["error"]["fields"]) == ["family_of"]
    for malformed in ("x", {}, {"reference": 1, "access_code": 2}, {**receipt, "more": "x"}):
        assert apply(three, family_of=malformed).status == 400
    statuses = {apply(three, family_of=stranger).status for _try in range(tries.ALLOWED)}
    assert 429 in statuses, "guessing is limited"
    transaction.begin()
    assert len(office(portal).families.references(cases[0].application.family)) == 2


def test_a_further_person_counts_as_a_draft(functional, portal_with_services, monkeypatch):
    person, answers = (
        Applicant(functional, service="family"),
        full_answers("family", children(1)[0]),
    )
    resume(person, a_filled_draft(portal_with_services, "family", answers)).open("/another")
    gate.forget()
    monkeypatch.setenv("PERMITDESK_LIMITS", "begin=1/60")
    other = Applicant(functional, service="employment").open("/step/municipality")
    other.fill(residence_municipality="neumuehl").go_on()

    person._shown(person.response.forms["another"].submit("begin", expect_errors=True))
    assert person.status == 429 and "Noch nicht gespeichert" in person.page
    assert len(person.texts(".pd-code")) == 1
    with clock.frozen(clock.now() + timedelta(minutes=3)):
        person._shown(person.response.forms["another"].submit("begin"))
    assert len(person.texts(".pd-code")) == 2
    gate.forget()


# -- in the office


@pytest.fixture
def unit(portal):
    return an_office(portal)


def test_a_family_is_on_one_desk_even_with_different_surnames(portal, unit):
    logout()
    first = a_case("Abbas", evidence={"family": "f" * 32})
    second = a_case("Zhang", evidence={"family": "f" * 32})
    alone = a_case("Zhang", evidence={"family": "e" * 32})
    assert first.decision["reason"] == "name-range"
    assert second.getPhysicalPath()[4] == "a-k"
    assert second.decision == {
        **asdict(Decision("", "", "", "")),
        "desk": "a-k",
        "rule": "family",
        "version": rules_of(unit).version,
        "reason": "family",
    }
    assert alone.getPhysicalPath()[4] == "l-z"
    assert a_case("Zhang", evidence={"family": ""}).getPhysicalPath()[4] == "l-z"
    assert a_case("Zhang", evidence={}).getPhysicalPath()[4] == "l-z"


def test_a_family_without_its_desk_is_routed_by_name(portal, unit):
    first = a_case("Abbas", evidence={"family": "f" * 32})
    desk = first.aq_parent
    desk._delObject(first.getId(), suppress_events=True)
    first.unindexObject()
    assert office(portal).families.references("f" * 32) == ()
    assert a_case("Zhang", evidence={"family": "f" * 32}).getPhysicalPath()[4] == "l-z"


def test_an_error_about_a_family_fails_no_applicant(portal, unit, monkeypatch, caplog):
    a_case("Abbas", evidence={"family": "f" * 32})
    office(portal).cases._paths[a_case("Abbas").reference] = "broken"
    office(portal)._families._references["f" * 32] = ("XX-NOT-THERE", 17)
    case = a_case("Geheim", evidence={"family": "f" * 32})
    assert case.getPhysicalPath()[4] in ("team", "a-k")
    assert "Geheim" not in caplog.text


def test_an_office_of_the_first_version_has_no_families_yet(portal, unit):
    del office(portal)._families
    assert office(portal).families.references("f" * 32) == ()
    a_case("Abbas", evidence={"family": "f" * 32})
    assert len(office(portal).families.references("f" * 32)) == 1


def test_the_case_page_links_only_what_this_person_may_read(functional):
    portal = functional["portal"]
    an_office(portal)
    a_user(portal, "zoe", groups=("caseworkers",))
    first = a_case("Abbas", evidence={"family": "f" * 32})
    second = a_case("Zhang", evidence={"family": "f" * 32})
    # A third whose desk was another one when the family began.
    elsewhere = a_case("Zuber", evidence={"family": "g" * 32})
    office(portal).join_family("f" * 32, elsewhere.reference)
    transaction.commit()
    login(portal, "anna")
    assert [each.reference for each in relatives(first)] == [second.reference]
    login(portal, "chef")
    assert [each.reference for each in relatives(first)] == [
        second.reference,
        elsewhere.reference,
    ]
    login(portal, "zoe")
    assert relatives(first) == []

    anna = Browser(functional["app"])
    anna.addHeader("Authorization", f"Basic anna:{PASSWORD}")
    anna.open(first.absolute_url())
    shown = unescape(anna.contents)
    assert "Weitere Anträge dieser Familie" in shown
    assert f'href="{second.absolute_url()}"' in shown
    assert elsewhere.reference not in shown
    assert elsewhere.getId() not in shown
    anna.open(second.absolute_url())
    assert "Zusammen mit einem anderen Antrag der Familie begonnen" in unescape(anna.contents)
    anna.addHeader("Accept", "application/json")
    anna.open(first.absolute_url())
    assert json.loads(anna.contents)["family"] == [
        {"@id": second.absolute_url(), "reference": second.reference}
    ]
