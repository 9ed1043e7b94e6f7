"""Staff enter what came on paper, by e-mail or at the counter."""

import re
from datetime import timedelta
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from plone.testing.zope import Browser
from zope.component import getUtility

from casework_builders import PASSWORD, a_user, an_office
from documents.files import a_pdf
from intake.applicant import Applicant
from permitdesk import privacy
from permitdesk.casework import case_by_reference
from permitdesk.casework.office import office
from permitdesk.casework.worklist.listing import Filter, worklist
from permitdesk.core import clock
from permitdesk.core.reference import matches
from permitdesk.services import publish
from testing import with_services


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    with_services(portal, "contact")
    an_office(portal)
    transaction.commit()
    return portal


class Clerk(Applicant):
    """A person of staff at a browser, logged in."""

    def __init__(self, layer, user, password=PASSWORD):
        super().__init__(layer)
        browser = Browser(layer["app"])
        self.client = browser.testapp
        self.client.authorization = ("Basic", (user, password))
        self.start = f"{self.portal.absolute_url()}/office/entry"

    @property
    def form(self):
        forms = self.response.forms
        return forms.get("entry") or super().form

    def enter(self, service="contact", channel="counter", language="ar", day="2", month="3"):
        self.open()
        self.form["service"] = service
        self.form["channel"] = channel
        self.form["language"] = language
        self.fill(received_on__day=day, received_on__month=month, received_on__year="2026")
        return self.press("begin")


@pytest.fixture
def anna(functional, portal):
    return Clerk(functional, "anna")


def at(clerk, step):
    """Go on to a step, whatever lies between."""
    for _ in range(12):
        if clerk.step == step:
            return clerk
        clerk.go_on()
    raise AssertionError(f"{step} was not reached: {clerk.address}")


def entered(clerk, family_name="Zhang"):
    """A contact form from the counter with gaps: no topic, no way to reach the person."""
    clerk.enter()
    at(clerk, "municipality").fill(residence_municipality="neumuehl")
    at(clerk, "about").fill(family_name=family_name, given_names="Wei")
    at(clerk, "message").fill(message="Wann kann ich kommen?").go_on()
    return clerk


def filed(clerk, **changes):
    entered(clerk, **changes)
    clerk.visit(re.sub(r"/(step/\w+|check).*", "/check", clerk.address)).press("send")
    assert clerk.address.endswith("/receipt"), clerk.page
    return clerk.texts(".pd-reference bdi")


def test_a_counter_application_becomes_a_case_with_its_channel_and_gaps(portal, anna):
    reference, code = filed(anna)

    transaction.begin()
    case = case_by_reference(portal, reference)
    application = case.application
    assert (application.channel, application.entered_by) == ("counter", "anna")
    assert application.language == "ar"
    assert clock.day_of(application.received_at).isoformat() == "2026-03-02"
    assert "topic" in application.missing
    assert "privacy_read" in application.missing
    assert application.answers["family_name"] == "Zhang"
    assert matches(code, case.access_code_digest)
    assert application.evidence["texts"] == {}, "nobody knows what the person had before them"
    assert case.aq_parent.getId() == "l-z", "routed as any other"
    trail = {(e.who, e.action): e.why for e in privacy.trail(clock.today(), reference)}
    assert trail["anna", "case.entered"] == "counter"


def test_who_entered_it_sees_the_desk_and_no_more(portal, anna, functional):
    reference, _code = filed(anna)

    assert "Ordner L–Z" in unescape(anna.page)
    assert "Zhang" not in anna.page
    case = case_by_reference(portal, reference)
    assert case.absolute_url() not in anna.page
    assert anna.visit(case.absolute_url()).status in (401, 403, 404)
    assert "Zhang" not in anna.page
    assert worklist("anna", office(portal), Filter())[0] == 0
    berta = Clerk(functional, "berta")
    page = unescape(berta.visit(case.absolute_url()).page)
    for expected in ("Am Schalter, erfasst von Anna", "2. März 2026", "Fehlt", "Zhang", "Arabisch"):
        assert expected in page, expected
    assert "Am Schalter" in unescape(berta.visit(f"{portal.absolute_url()}/office").page)


def test_one_s_own_case_is_one_click_away(portal, functional):
    berta = Clerk(functional, "berta")
    reference, _code = filed(berta)
    transaction.begin()
    assert case_by_reference(portal, reference).absolute_url() in berta.page


def test_the_receipt_is_in_the_applicant_s_language_without_answers(portal, anna):
    reference, _code = filed(anna)
    address = anna.address
    paper = anna.visit(f"{address}.pdf")
    assert paper.response.body.startswith(b"%PDF-")
    transaction.begin()
    printed = [e for e in privacy.trail(clock.today(), reference) if e.action == "receipt.printed"]
    assert [e.who for e in printed] == ["anna"]
    anna.visit(address).press()
    assert anna.address.endswith("/office/entry")
    assert anna.visit(f"{address}.pdf").address.endswith("/office/entry"), "over"


def test_what_is_malformed_gets_its_error(anna):
    anna.enter()
    at(anna, "about").fill(family_name="Чжан 12").go_on()
    assert anna.step == "about"
    assert anna.error("family_name")
    anna.visit(re.sub(r"/step/.*", "/check", anna.address)).press("send")
    assert anna.address.endswith("/check"), "malformed values are not filed"


def test_the_first_page_says_what_is_wrong(anna):
    anna.open().press("begin")
    assert anna.error("service")
    assert anna.error("channel")
    later = clock.today() + timedelta(days=2)
    anna.open()
    anna.form["service"], anna.form["channel"] = "contact", "paper"
    parts = {"day": later.day, "month": later.month, "year": later.year}
    anna.fill(**{f"received_on__{part}": str(value) for part, value in parts.items()})
    anna.press("begin")
    assert "Zukunft" in anna.error("received_on")


def test_a_scan_lies_with_its_requirement(portal, anna):
    entered(anna)
    anna.visit(re.sub(r"/(step/\w+|check).*", "/step/documents", anna.address))
    anna.attach("documents.attachments", a_pdf(2)).go_on()
    anna.visit(re.sub(r"/(step/\w+|check).*", "/check", anna.address)).press("send")
    reference = anna.texts(".pd-reference bdi")[0]
    transaction.begin()
    (document,) = case_by_reference(portal, reference).application.documents
    assert (document.requirement, document.pages) == ("attachments", 2)


def test_the_api_shows_the_channel_to_who_may_read(portal, anna, functional):
    reference, _code = filed(anna)
    berta = Clerk(functional, "berta")
    json = {"Accept": "application/json"}
    address = portal.absolute_url()
    found = berta.client.get(f"{address}/@cases?channel=counter", headers=json).json
    assert [(each["reference"], each["channel"]) for each in found["items"]] == [
        (reference, "counter")
    ]
    assert berta.client.get(f"{address}/@cases?channel=online", headers=json).json["items"] == []
    case = berta.client.get(found["items"][0]["@id"], headers=json).json
    assert (case["channel"], case["entered_by"]) == ("counter", "anna")
    assert "topic" in case["missing"]


def test_paper_titles_are_entered_too(portal, anna):
    service = portal["services"]["contact"]
    with api.env.adopt_roles(["Manager"]):
        service.accepts_applications = False
        publish(service)
    transaction.commit()
    reference, _code = filed(anna)
    transaction.begin()
    assert case_by_reference(portal, reference).application.channel == "counter"


# -- whom it does not concern


INTRUDERS = ("designer", "editor", "auditor", "admin")


@pytest.fixture
def intruders(portal):
    a_user(portal, "designer", groups=("service-designers",))
    a_user(portal, "editor", groups=("editors",))
    a_user(portal, "auditor", groups=("auditors",))
    a_user(portal, "admin", groups=("Site Administrators",))
    transaction.commit()


def addresses(clerk):
    begun = clerk.enter().address
    base = begun.split("/step/")[0]
    return begun, base


def test_nobody_else_can_enter_or_open_an_entry(portal, functional, anna, intruders):
    _begun, base = addresses(anna)
    anna.fill().go_on()
    others = [Clerk(functional, name) for name in INTRUDERS]
    others.append(Clerk(functional, SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    others.append(Applicant(functional))
    for other in others:
        for cookie in anna.client.cookiejar:  # even with the code in the browser
            other.client.cookiejar.set_cookie(cookie)
        for path in ("", "/step/topic", "/check", "/save", "/receipt", "/receipt.pdf"):
            for address in (base + path, f"{portal.absolute_url()}/office/entry"):
                for method in (other.client.get, other.client.post):
                    answer = method(address, expect_errors=True)
                    assert answer.status_int in (302, 401, 403, 429), (address, answer.status_int)
                    assert "Antrag erfassen" not in answer.text
                    assert "pd-code" not in answer.text


def test_an_entry_opens_for_the_login_that_began_it_only(portal, functional, anna):
    _begun, base = addresses(anna)
    code = anna.texts("bdi.pd-code")
    anna.go_on()
    code = anna.texts("bdi.pd-code")[0]
    berta = Clerk(functional, "berta")
    for cookie in anna.client.cookiejar:
        berta.client.cookiejar.set_cookie(cookie)
    for path in ("/step/topic", "/check", "/save", "/receipt"):
        assert berta.visit(base + path).address.endswith("/office/entry"), path
    berta.open()
    berta.response.forms["resume"]["resume_code"] = code
    berta._shown(berta.response.forms["resume"].submit("resume", expect_errors=True))
    assert "keinen Entwurf" in berta.page
    # nor on the applicants' pages, with the code alone
    stranger = Applicant(functional).open("/resume")
    stranger.form["resume_code"] = code
    stranger.press()
    assert "/step/" not in stranger.address
    # but for who began it
    anna.client.cookiejar.clear()
    anna.open()
    anna.response.forms["resume"]["resume_code"] = code
    anna._shown(anna.response.forms["resume"].submit("resume", expect_errors=True))
    assert anna.address.startswith(base)


def test_an_applicant_s_draft_does_not_open_as_an_entry(portal, functional, anna):
    visitor = Applicant(functional).begin()
    code = visitor.texts("bdi.pd-code")[0]
    anna.open()
    anna.response.forms["resume"]["resume_code"] = code
    anna._shown(anna.response.forms["resume"].submit("resume", expect_errors=True))
    assert anna.address.endswith("/office/entry")


def test_a_form_that_did_not_come_from_our_page_changes_nothing(portal, anna):
    anna.open()
    anna.form["token"] = "forged"
    anna.form["service"], anna.form["channel"] = "contact", "paper"
    anna.press("begin")
    assert anna.address.endswith("/office/entry")
    assert "noch einmal" in anna.page
    anna.enter()
    anna.form["token"] = "forged"
    before = anna.address
    anna.press("continue")
    assert anna.address.split("#")[0] == before.split("#")[0]
