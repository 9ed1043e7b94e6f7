"""What staff note stays with staff; a block is told to nobody whom it does not concern."""

import json

import pytest
import requests
import transaction
from plone.app.testing import login, logout

from casework_builders import CODE, PASSWORD, a_user
from dossier_builders import JSON, call
from permitdesk.casework import applicant, log
from permitdesk.casework.dossier import blocks, certificate, contact, labels, links, notes, tasks
from permitdesk.casework.handover.bundle.record import entries
from permitdesk.casework.routing.suggestions import Settled
from permitdesk.core import clock
from status_visitor import BORN, Visitor, an_employment_case, an_office_with_services

SECRET = "STRENG-INTERN"
RESOURCES = (
    "@notes", "@tasks", "@labels", "@links", "@certificate", "@contact", "@attached",
    "@case-history",
)  # fmt: skip
PAGES = (
    "@@note", "@@correct-note", "@@withdraw-note", "@@task", "@@change-task", "@@finish-task",
    "@@reopen-task", "@@set-label", "@@unset-label", "@@link-case", "@@unlink-case",
    "@@block-case", "@@lift-block", "@@keep-block", "@@issue-certificate", "@@refuse-certificate",
    "@@certificate-wanted", "@@certificate-handed-over", "@@answer-contact", "@@close-contact",
    "@@attach-contact", "@@no-reply", "@@attached", "_internal", "@@case?history=all",
)  # fmt: skip
FAMILY = {"family": "f" * 32}


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    unit = an_office_with_services(portal, "employment")
    unit["l-z"].members = ["berta"]
    return portal


@pytest.fixture
def wife(portal):
    return an_employment_case("Abbas", evidence=FAMILY)


@pytest.fixture
def husband(portal):
    """On another desk: his application names no family that brings them together."""
    return an_employment_case("Zhang")


def note_everything(portal, case, other):
    login(portal, "chef")
    notes.add_note(case, SECRET)
    tasks.add_task(case, SECRET, clock.today(), "anna")
    labels.set_label(case, labels.define(case.aq_parent.aq_parent, SECRET, "stop").id)
    links.link(case, other.reference, "spouse", SECRET)
    for here, there in ((case, other), (other, case)):
        said = Settled(clock.now(), "chef", other=there.reference, kind="person", confirmed=True)
        log.add(here, said, "case.suggestion-confirmed")
    blocks.set_block(case, [other.reference], SECRET)
    certificate.refuse(case, SECRET)
    logout()
    transaction.commit()


def whole_side_of_the_applicant(portal, case, language="de"):
    """Every page and answer that the applicant can get, as text."""
    visitor = Visitor(portal, language)
    visitor.sign_in(case.reference)
    shown = [visitor.answer.text]
    for page in ("", "messages", "documents", "mails", "contact", "withdraw", "link"):
        visitor.get(page)
        shown.append(visitor.answer.text)
    headers = {"Accept": "application/json", "X-Access-Code": CODE, "X-Birth-Date": BORN}
    address = f"{portal.absolute_url()}/@applications/{case.reference}"
    shown.append(requests.get(address, headers=headers, timeout=60).text)
    return "\n".join(shown)


def test_the_applicant_sees_nothing_of_what_staff_note(portal, wife, husband):
    transaction.commit()
    before = applicant.position(wife), applicant.position(husband)
    note_everything(portal, wife, husband)
    for case, other in ((wife, husband), (husband, wife)):
        shown = whole_side_of_the_applicant(portal, case)
        assert SECRET not in shown and other.reference not in shown
        for word in ("chef", "Sperre", "Ehegatte", "refused", "dieselbe Person"):
            assert word not in shown, word
    transaction.begin()
    assert (applicant.position(wife), applicant.position(husband)) == before, "not even a number"


@pytest.mark.parametrize("intruder", ["", "berta", "manager", "member"])
def test_no_address_of_the_dossier_answers_to_others(portal, wife, husband, intruder):
    a_user(portal, "manager", "Manager")
    a_user(portal, "member")
    note_everything(portal, wife, husband)
    before = len(wife._internal)
    body = {"text": "x", "title": "x", "reason": "x", "set": "x", "wanted": True, "close": "x"}
    for path in (*RESOURCES, *PAGES):
        for method in ("GET", "POST"):
            answer = call(wife, method, path, intruder, json=body if method == "POST" else None)
            sent_away = "login" in answer.url or "insufficient" in answer.url
            assert answer.status_code in (401, 403, 404) or sent_away, (method, path)
            assert SECRET not in answer.text and husband.reference not in answer.text, path
    assert len(wife._internal) == before > 5


def whole_side_of_a_desk(portal, case, user):
    """Everything of a case, and every list, as staff of its desk get it."""
    site, shown = portal.absolute_url(), []
    office = f"{site}/office"
    addresses = [case.absolute_url(), *(f"{case.absolute_url()}/{each}" for each in RESOURCES[:6])]
    addresses += [f"{case.absolute_url()}/@case-history", f"{case.absolute_url()}?history=all"]
    addresses += [office, f"{office}/@tasks", f"{site}/@cases", f"{site}/@cases?b_size=100"]
    for address in addresses:
        for accept in ("application/json", "text/html"):
            answer = requests.get(
                address, auth=(user, PASSWORD), headers={"Accept": accept}, timeout=60
            )
            shown.append(answer.text)
    return "\n".join(shown)


def test_each_desk_learns_nothing_of_the_other_side(portal, wife, husband):
    """By no page, service or list: neither reference, id, name, reason, nor who set the block."""
    login(portal, "chef")
    links.link(wife, husband.reference, "spouse", "Urkunde 81723-X")
    login(portal, "anna")
    blocks.set_block(wife, [husband.reference], "Schutzhaus am Weiher")
    logout()
    applicant.correct(wife, {"phone": "+49 171 5550100", "address": "Weiherweg 9\n12345 Neustadt"})
    transaction.commit()
    shown = whole_side_of_a_desk(portal, husband, "berta")
    assert husband.reference in shown and "Sperre" in shown, "this would have noticed something"
    for secret in (
        *(wife.reference, wife.getId(), "Abbas", "Weiher", "5550100", "Neustadt", "anna"),
        *("81723-X", "Verknüpft mit"),
    ):
        assert secret not in shown, secret
    shown = whole_side_of_a_desk(portal, wife, "anna")
    assert "Schutzhaus am Weiher" in shown
    for secret in (husband.reference, husband.getId(), "Zhang", "81723-X"):
        assert secret not in shown, secret


def test_who_may_read_both_sees_no_link_and_no_common_beginning(portal, wife):
    partner, child = (an_employment_case(name, evidence=FAMILY) for name in ("Zhang", "Aydin"))
    login(portal, "chef")
    links.link(wife, partner.reference, "spouse", "Urkunde 81723-X")
    blocks.set_block(partner, [wife.reference], "Trennung")
    logout()
    transaction.commit()
    cases = (wife, partner, child)
    for case in cases:
        page = call(case, "GET", "", "chef", headers={"Accept": "text/html"}).text
        data = call(case, "GET", "", "chef").json()
        assert data["family"] == [] and "Weitere Anträge dieser Familie" not in page
        assert call(case, "GET", "@links", "chef").json()["items"] == []
        told = json.dumps(call(case, "GET", "@case-history", "chef").json())
        assert "Verkn" not in told and "81723-X" not in told
    # Of the third case nobody reads who else there is.
    page = call(child, "GET", "", "chef", headers={"Accept": "text/html"}).text
    assert wife.reference not in page and partner.reference not in page


def test_a_contact_of_one_is_not_put_into_the_file_of_the_other(portal, wife, husband):
    husband.kind = "contact"
    login(portal, "chef")
    blocks.set_block(wife, [husband.reference], "Trennung")
    with pytest.raises(contact.KeptApartError):
        contact.attach(husband, wife.reference)
    logout()


def test_a_block_set_later_takes_the_contact_out_of_sight(portal, wife, husband):
    husband.kind = "contact"
    login(portal, "chef")
    contact.attach(husband, wife.reference)
    blocks.set_block(wife, [husband.reference], "Trennung")
    logout()
    transaction.commit()
    told = call(wife, "GET", "@contact", "chef").json()
    page = call(wife, "GET", "", "chef", headers={"Accept": "text/html"}).text
    bundle = json.dumps(call(wife, "GET", "@case-history", "chef").json())
    address = f"@attached/{husband.reference}/1"
    assert told["attached"] == [] and call(wife, "GET", address, "chef").status_code == 404
    assert "Wegen einer Sperre hier nicht zu lesen" in page
    login(portal, "chef")
    record = json.dumps(list(entries(wife)))
    (block,) = blocks.blocks_of(wife)
    assert "Anfrage" not in bundle and husband.reference not in record
    blocks.lift_block(wife, block.id, "Irrtum")
    logout()
    transaction.commit()
    assert len(call(wife, "GET", "@contact", "chef").json()["attached"]) == 1


def test_who_sent_a_contact_learns_of_no_case(portal, wife):
    from casework_builders import a_case

    sent = a_case("Abbas", "contact", prefix="KO", service="employment")
    login(portal, "chef")
    contact.attach(sent, wife.reference)
    logout()
    transaction.commit()
    headers = {"Accept": "application/json", "X-Access-Code": CODE}
    address = f"{portal.absolute_url()}/@applications/{sent.reference}"
    answer = requests.get(address, headers=headers, timeout=60)
    assert answer.json()["state"] == "closed"
    assert answer.json()["state_title"] == "Ihre Nachricht ist erledigt."
    assert wife.reference not in answer.text and "chef" not in answer.text


def test_a_page_of_another_site_changes_nothing(wife):
    transaction.commit()
    plain = {**JSON, "Content-Type": "text/plain"}
    for resource in RESOURCES[:6]:
        answer = call(wife, "POST", resource, headers=plain, data='{"text": "x", "wanted": true}')
        assert answer.status_code == 400, resource
    assert not hasattr(wife.aq_base, "_internal")
