"""Somebody hands in one document with a code that an applicant gave them, and sees nothing else."""

import hashlib
import html
import io
import secrets
from html import unescape

import pytest
import requests
import transaction
from lxml import html as lxml_html
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from builders import applicants, documents_for, full_answers
from casework_builders import CODE, PASSWORD, a_document
from documents.files import a_pdf
from intake.applicant import Applicant
from intake.drafted import a_filled_draft
from permitdesk import privacy
from permitdesk.casework import applicant, case_by_reference
from permitdesk.casework.later import LaterDocument
from permitdesk.core import clock, gate, reference, tries
from permitdesk.intake import drafts, inboxes
from permitdesk.services import Announced
from status_visitor import Visitor, an_employment_case, an_office_with_services

OFFICE = "Amt Musterstadt, Ausländerbehörde"
PAPER = "employer_declaration"
TITLE = "Erklärung zum Beschäftigungsverhältnis"


class Employer:
    """Somebody with nothing but the address and a code, without cookies and scripts."""

    def __init__(self, portal, language="de"):
        self.portal = portal
        self.address = inboxes.address(portal, language)
        self.answer = None

    def get(self):
        transaction.commit()
        return self._seen(requests.get(self.address, timeout=60))

    def type(self, code):
        transaction.commit()
        return self._seen(requests.post(self.address, data={"code": code}, timeout=60))

    def upload(self, code, data=None, name="Erklaerung.pdf"):
        transaction.commit()
        files = {"file": (name, a_pdf() if data is None else data)} if data != b"" else None
        data = {"code": code, "upload": "1"}
        found = self._seen(requests.post(self.address, data=data, files=files, timeout=60))
        transaction.begin()
        return found

    def _seen(self, answer):
        self.answer = answer
        main = lxml_html.fromstring(answer.text).xpath("//main")[0]
        return unescape(" ".join(main.text_content().split()))


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    district = getUtility(IRegistry)
    district["permitdesk.district.office_name"] = OFFICE
    district["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    tries._wrong.clear()
    transaction.commit()
    return portal


@pytest.fixture
def answers(portal):
    applicant = applicants("employment")[0]
    return full_answers("employment", applicant, residence_municipality="neumuehl")


@pytest.fixture
def person(functional, portal, answers):
    """At their browser, with everything answered and handed in but the employer's declaration."""
    uploads = [each for each in documents_for("employment", answers) if each.requirement != PAPER]
    code = a_filled_draft(portal, "employment", answers, uploads)
    someone = Applicant(functional, service="employment").open("/resume")
    someone.fill(resume_code=code).press()
    return someone


def make_code(person):
    """A code for the employer's declaration, asked for on its step; and that it is one."""
    person.open("/step/work-documents").press(f"documents.{PAPER}.link")
    assert person.address.endswith(f"/link/{PAPER}")
    person.response = person.response.forms["link"].submit("make")
    person._shown(person.response)
    code = person.html.select_one(".pd-reference bdi").get_text()
    assert reference.parse_code(code) == code
    return code


def test_files_by_a_code_are_counted_like_all_others(person, portal, monkeypatch):
    code, employer = make_code(person), Employer(portal)
    gate.forget()
    monkeypatch.setenv("PERMITDESK_LIMITS", "upload=2/1")
    for _ in range(2):
        employer.upload(code, b"no document")
        assert employer.answer.status_code == 200
    employer.upload(code)
    assert employer.answer.status_code == 429 and employer.answer.headers["Retry-After"]
    gate.forget()
    assert hashlib.sha256(a_pdf()).hexdigest()[:4] in employer.upload(code)
    gate.forget()


def test_a_code_made_in_the_draft_lets_somebody_hand_in_one_document(person, portal):
    code = make_code(person)
    assert person.html.select_one(".pd-address").get_text().endswith("/de/hand-in")
    employer = Employer(portal)
    assert TITLE not in employer.get()
    text = employer.type(code)
    assert TITLE in text and OFFICE in text and "Dieses Formular füllt Ihr Arbeitgeber aus." in text
    pdf = a_pdf(3)
    text = employer.upload(code, pdf)
    assert "Das Dokument ist angekommen." in text
    assert hashlib.sha256(pdf).hexdigest() in text.replace(" ", "")

    person.open(f"/link/{PAPER}")
    assert "Erklaerung.pdf" in person.page
    person.open(f"/handed-in/{PAPER}")
    assert person.response.body == pdf
    assert person.headers["content-disposition"].startswith("attachment")
    assert person.headers["cache-control"] == "private, no-store"
    person.open("/step/work-documents")
    assert "jemand anderes mit Ihrem Code" in person.html.get_text()
    person.open("/check")
    assert not person.html.select(".pd-answers__row--missing")
    person.press("send")
    assert person.address.endswith("/receipt"), person.texts("#errors li")
    number = person.html.select_one(".pd-reference bdi").get_text()

    transaction.begin()
    case = case_by_reference(portal, number)
    (sent,) = [each for each in case.documents if each.requirement == PAPER]
    assert sent.by_link and sent.sha256 == hashlib.sha256(pdf).hexdigest()
    assert [each.by_link for each in case.documents].count(True) == 1
    assert "Das Dokument ist angekommen." in employer.type(code), "the employer can still see it"


def test_the_page_says_nothing_of_the_person(person, portal, answers):
    code = make_code(person)
    employer = Employer(portal)
    shown = [employer.type(code), employer.answer.text, employer.upload(code)]
    personal = [
        str(value)
        for name, value in answers.items()
        if isinstance(value, str) and len(value) > 4 and name in (
            "family_name", "given_names", "email", "phone", "street", "birth_date",
            "passport_number",
        )
    ]  # fmt: skip
    assert len(personal) > 3
    for text in shown:
        assert not [each for each in personal if each in text]
        assert "Aufenthaltstitel zum Arbeiten" not in text.partition("</header>")[2]
        assert "Gehaltsabrechnung" not in text, "no other document"
    headers = employer.answer.headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers.get("X-Robots-Tag", "") + employer.answer.text
    assert "Set-Cookie" not in headers


def test_a_get_with_whatever_address_changes_and_shows_nothing(person, portal):
    code = make_code(person)
    before = portal._p_jar.db().lastTransaction()
    employer = Employer(portal)
    for tail in ("", f"?code={code}", f"?code={code}&upload=1", f"/{code}"):
        answer = requests.get(employer.address + tail, timeout=60)
        assert TITLE not in html.unescape(answer.text)
    assert portal._p_jar.db().lastTransaction() == before


def test_the_code_opens_nothing_else(person, portal, functional):
    code = make_code(person)
    stranger = Applicant(functional, service="employment").open("/resume")
    stranger.fill(resume_code=code).press()
    assert "keinen Entwurf" in stranger.html.get_text()
    for path in ("check", "save", "receipt", "step/documents", f"link/{PAPER}"):
        for name in ("draft-employment", "permitdesk-employment", stranger.portal.getId()):
            answer = requests.get(
                f"{stranger.start}/{path}", cookies={name: code}, timeout=60, allow_redirects=False
            )
            assert answer.status_code in (302, 303)
            assert answer.headers["Location"].endswith("/resume")
    case = an_employment_case("Abbas", documents=[a_document()])
    transaction.commit()
    for number in (case.reference, code):
        answer = requests.get(
            f"{portal.absolute_url()}/@applications/{number}",
            headers={"Accept": "application/json", "X-Access-Code": code},
            timeout=60,
        )
        assert answer.status_code == 404
    visitor = Visitor(portal)
    visitor.sign_in(case.reference, code=code)
    assert not visitor.is_signed_in


def test_every_wrong_code_is_answered_alike(person, portal):
    link_code = make_code(person)
    employer = Employer(portal)
    transaction.begin()
    (own,) = [
        each
        for each in person.client.cookies.values()
        if reference.parse_code(each.strip('"')) is not None
    ] or [reference.make_code(secrets.token_bytes(32))]
    wrong = [reference.make_code(secrets.token_bytes(32)), own.strip('"'), CODE]
    texts = [employer.type(each) for each in wrong]
    person.open(f"/link/{PAPER}")
    person._shown(person.response.forms["link"].submit("withdraw"))
    texts.append(employer.type(link_code))
    texts.append(employer.upload(link_code))
    assert len(set(texts)) == 1
    assert "gilt nicht oder nicht mehr" in texts[0]


def test_a_mistyped_code_is_told_and_many_wrong_ones_are_refused(person, portal):
    code = make_code(person)
    employer = Employer(portal)
    mistyped = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert "Im Code ist ein Zeichen falsch." in employer.type(mistyped)
    assert "Geben Sie Ihren Code ein." in employer.type(" ")
    for _turn in range(tries.ALLOWED):
        employer.type(reference.make_code(secrets.token_bytes(32)))
    assert "zu viele Versuche" in employer.type(reference.make_code(secrets.token_bytes(32)))
    assert employer.answer.status_code == 429
    # Others of the house may have typed those: the right one is no guess.
    assert TITLE in employer.type(code.lower().replace("-", " "))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "Wählen Sie zuerst eine Datei aus."),
        (b"no pdf at all", "Dateiart"),
        (a_pdf()[:200], ""),
    ],
)
def test_a_file_that_is_no_good_is_refused_and_the_code_goes_on(person, portal, data, word):
    code = make_code(person)
    employer = Employer(portal)
    text = employer.upload(code, data)
    assert "Das Dokument ist angekommen." not in text
    assert word in text or "kern-error" in employer.answer.text
    assert 'name="upload"' in employer.answer.text, "it can be tried again at once"
    assert "Das Dokument ist angekommen." in employer.upload(code)


def test_files_are_counted_like_everybody_elses(person, portal, monkeypatch):
    code = make_code(person)
    employer = Employer(portal)
    gate.forget()
    monkeypatch.setenv("PERMITDESK_LIMITS", "upload=1/60")
    employer.upload(code, b"no document")
    text = employer.upload(code)
    assert employer.answer.status_code == 429 and "sehr viele Dateien" in text
    assert 0 < int(employer.answer.headers["retry-after"]) <= 60
    gate.forget()
    assert "Das Dokument ist angekommen." in employer.upload(code)


def test_a_second_document_is_not_taken(person, portal):
    code = make_code(person)
    employer = Employer(portal)
    first = a_pdf(1)
    employer.upload(code, first)
    text = employer.upload(code, a_pdf(4))
    assert hashlib.sha256(first).hexdigest() in text.replace(" ", "")
    assert person.open(f"/handed-in/{PAPER}").response.body == first

    person.open(f"/link/{PAPER}")
    person._shown(person.response.forms["link"].submit("withdraw"))
    assert "gilt nicht oder nicht mehr" in employer.type(code)
    assert "Diese Unterlage fehlt noch." in person.open("/check").page


def test_what_came_while_somebody_read_the_check_page_is_seen_before_it_is_sent(person, portal):
    code = make_code(person)
    person.open("/step/work-documents")
    person.form[f"documents.{PAPER}.later.reason"].force_value("somebody-else")
    person.go_on().open("/check")
    assert not person.html.select(".pd-answers__row--missing")
    Employer(portal).upload(code)
    person.press("send")
    assert person.address.endswith("/check")
    assert "Inzwischen hat jemand anderes" in person.html.get_text()
    assert "Erklaerung.pdf" in person.page
    person.press("send")
    assert person.address.endswith("/receipt")


def test_a_code_from_the_draft_leads_to_the_case_after_sending(person, portal):
    code = make_code(person)
    person.open("/step/work-documents")
    person.form[f"documents.{PAPER}.later.reason"].force_value("somebody-else")
    person.go_on().open("/check").press("send")
    number = person.html.select_one(".pd-reference bdi").get_text()
    transaction.begin()
    case = case_by_reference(portal, number)
    assert PAPER in [each.id for each in applicant.missing(case, "de")]

    employer, pdf = Employer(portal), a_pdf(2)
    assert TITLE in employer.type(code)
    assert "Das Dokument ist angekommen." in employer.upload(code, pdf)
    case = case_by_reference(portal, number)
    (later,) = case.later.of(LaterDocument)
    assert later.by_link and later.sha256 == hashlib.sha256(pdf).hexdigest()
    assert PAPER not in [each.id for each in applicant.missing(case, "de")]
    trail = privacy.trail(clock.today(), number)
    (entry,) = [each for each in trail if each.action == "case.document-received"]
    assert "third party" in entry.why
    assert "Das Dokument ist angekommen." in employer.upload(code), "a second one is not taken"
    assert len(case.later.of(LaterDocument)) == 1


@pytest.fixture
def case(portal):
    later = (Announced(PAPER, "somebody-else"),)
    case = an_employment_case("Abbas", documents=[a_document()], later=later)
    transaction.commit()
    return case


def code_of_status_page(visitor):
    visitor.get("link")
    fields = visitor.hidden(f"form-{PAPER}")
    visitor.post("link", make="1", **fields)
    return visitor.page.xpath("string(//p[contains(@class, 'pd-reference')]/bdi)")


def test_a_code_made_on_the_status_page(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.get("documents")
    assert visitor.page.xpath(f"//main//a[contains(@href, '/link#form-{PAPER}')]")
    first = code_of_status_page(visitor)
    second = code_of_status_page(visitor)
    employer = Employer(portal)
    assert "gilt nicht oder nicht mehr" in employer.type(first), "one code for one document"
    assert TITLE in employer.type(second)
    assert "Das Dokument ist angekommen." in employer.upload(second)
    assert [each.by_link for each in case.later.of(LaterDocument)] == [True]
    visitor.get("link")
    assert "ist ein Dokument angekommen" in visitor.text
    page = requests.get(
        case.absolute_url(), auth=("anna", PASSWORD), headers={"Accept": "text/html"}, timeout=60
    )
    assert "von einer anderen Person mit einem Code hochgeladen" in html.unescape(page.text)
    told = requests.get(
        case.absolute_url(),
        auth=("anna", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    ).json()
    assert [each["by_link"] for each in told["documents"]] == [False, True]


def test_a_code_can_be_ended_on_the_status_page_and_ends_with_the_case(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    code = code_of_status_page(visitor)
    visitor.get("link")
    visitor.post("link", withdraw="1", **visitor.hidden(f"form-{PAPER}"))
    employer = Employer(portal)
    assert "gilt nicht oder nicht mehr" in employer.type(code)
    code = code_of_status_page(visitor)
    transaction.begin()
    applicant.withdraw(case)
    transaction.commit()
    assert "gilt nicht oder nicht mehr" in employer.type(code)
    assert "gilt nicht oder nicht mehr" in employer.upload(code)
    assert not case.later.of(LaterDocument)


def test_no_code_for_a_document_that_is_the_persons_own(person, portal, case):
    assert person.open("/link/passport").status == 404
    assert person.open("/link/no_such").status == 404
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    code_of_status_page(visitor)
    fields = visitor.hidden(f"form-{PAPER}")
    visitor.post("link", make="1", **{**fields, "item": "current_title"})
    assert not visitor.page.xpath("//p[contains(@class, 'pd-reference')]")


def test_nobody_makes_a_code_without_the_token_or_the_draft(person, portal, functional):
    person.open(f"/link/{PAPER}")
    person.post(person.start + f"/link/{PAPER}", "make=1")
    assert not person.html.select(".pd-reference")
    stranger = Applicant(functional, service="employment").open(f"/link/{PAPER}")
    assert stranger.address.endswith("/resume")
    assert stranger.open(f"/handed-in/{PAPER}").address.endswith("/resume")


def test_the_language_of_the_page_is_that_of_its_address(person, portal):
    code = make_code(person)
    employer = Employer(portal, "ar")
    employer.type(code)
    assert 'lang="ar"' in employer.answer.text and 'dir="rtl"' in employer.answer.text
    assert 'action="' + inboxes.address(portal, "ar") in employer.answer.text


def test_drafts_of_a_case_that_were_dropped_leave_no_file(person, portal):
    code = make_code(person)
    Employer(portal).upload(code)
    transaction.begin()
    inbox = inboxes.find(portal, code)
    (draft,) = drafts.stored(portal)
    drafts.drop(portal, draft)
    transaction.commit()
    assert inbox.file is None
    assert "gilt nicht oder nicht mehr" in Employer(portal).type(code)


def test_the_file_is_streamed_by_the_limits_of_the_requirement(person, portal):
    code = make_code(person)
    big = io.BytesIO(a_pdf() + b"%" * (11 * 1024 * 1024)).getvalue()
    text = Employer(portal).upload(code, big)
    assert "Das Dokument ist angekommen." not in text
