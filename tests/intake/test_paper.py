"""The form on paper, and services that exist on paper only."""

import io

import pikepdf
import pytest
import transaction
from plone import api

from documents.files import a_pdf
from permitdesk.core import clock
from permitdesk.intake.paper_form import PaperForm, paper_form_pdf
from permitdesk.services import import_library, publish, published
from permitdesk.services.paper_files import keep_form, let_stand_instead, looked_at

from .applicant import Applicant
from .world import PORTAL, a_message, submit
from .world import publish as get


@pytest.fixture
def on_paper(offices):
    """``contact`` as a service that is not offered online."""
    service = offices["services"]["contact"]
    with api.env.adopt_roles(["Manager"]):
        service.accepts_applications = False
        publish(service)
    transaction.commit()
    return service


def every_item(form):
    for section in form["sections"]:
        for block in section["blocks"]:
            for item in block["items"]:
                yield item, block["condition"]


@pytest.mark.parametrize("service", ["contact", "employment"])
@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_every_service_has_a_tagged_form_of_few_pages(offices, service, language):
    revision = published(offices["services"][service])
    with pikepdf.open(io.BytesIO(paper_form_pdf(revision, language, clock.today()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de"
        pages = len(pdf.pages)
    # On two sides at most eight sheets, for a hundred questions in two languages.
    assert pages <= {"contact": 5, "employment": 16}[service]


def test_the_form_asks_everything_once_and_says_of_whom(offices):
    revision = published(offices["services"]["employment"])
    form = PaperForm(revision, "ar", clock.today()).data()

    items = list(every_item(form))
    asked = [item["label"]["de"] for item, _ in items if item["kind"] != "explanation"]
    titles = [f.title for f in revision.definition.fields() if f.type != "explanation"]
    assert asked == titles
    numbers = [item["number"] for item, _ in items if item["number"]]
    assert len(set(numbers)) == len(numbers) == len(titles)
    conditions = {item["label"]["de"]: when for item, when in items}
    number = {item["label"]["de"]: item["number"] for item, _ in items}
    passport = number["Haben Sie einen gültigen Pass oder Passersatz?"]
    assert conditions["Passnummer"]["de"] == f"Nur ausfüllen, wenn Frage {passport}: „Ja“"
    assert "نعم" in conditions["Passnummer"]["other"]
    assert conditions["Familienname"] is None
    until = conditions["Bis wann ist dieses Dokument gültig?"]["de"]
    status = number["Welches Dokument haben Sie im Moment?"]
    assert until == f"Nur ausfüllen, wenn Frage {status}: a, b, c, e, f oder g"
    translated = [item for item, _ in items if item["label"]["other"]]
    assert len(translated) > len(items) * 0.9, "what has no translation yet is German once"


def test_documents_signature_address_and_the_ways_stand_behind_the_questions(offices):
    revision = published(offices["services"]["employment"])
    form = PaperForm(revision, "de", clock.today()).data()

    documents, signature, ways, privacy = form["closing"]
    assert len(documents["items"]) == len(revision.definition.requirements)
    assert signature["kind"] == "signature"
    assert ways["items"]
    assert "Art. 6" in privacy["text"]["de"]
    assert {item["label"]["other"] for item, _ in every_item(form)} == {""}


def test_the_form_is_public_cacheable_and_knows_nobody(offices):
    paper = get("GET", "/ar/apply/ittisal/form.pdf", accept="*/*")
    if paper.status == 404:  # the slug of the test's library
        pytest.fail(paper.text)
    assert paper.status == 200
    assert paper.body.startswith(b"%PDF-")
    assert paper.headers["content-type"].startswith("application/pdf")
    assert paper.headers["cache-control"].startswith("public, max-age=")
    assert "set-cookie" not in paper.headers
    assert paper.headers["content-language"] == "de, ar"
    again = get(
        "GET", "/ar/apply/ittisal/form.pdf", accept="*/*", if_none_match=paper.headers["etag"]
    )
    assert (again.status, again.body) == (304, b"")
    german = get("GET", "/de/antrag/kontakt/form.pdf", accept="*/*")
    assert german.headers["etag"] != paper.headers["etag"]


def test_the_list_of_services_names_the_forms(offices, on_paper):
    answer = get("GET", "/@services?lang=en", accept="application/json").json
    items = {each["id"]: each for each in answer["items"]}
    assert items["employment"]["accepts_applications"] is True
    assert items["contact"]["accepts_applications"] is False
    forms = {each["language"]: each for each in items["employment"]["pdf_forms"]}
    assert {"de", "en", "uk", "ar"} <= set(forms)
    path = forms["en"]["@id"].removeprefix(PORTAL)
    assert get("GET", path, accept="*/*").body.startswith(b"%PDF-")


def test_the_start_page_leads_to_the_form(functional, offices):
    visitor = Applicant(functional).open()
    links = [each["href"] for each in visitor.html.select("a[type='application/pdf']")]
    assert links == [f"{visitor.start}/form.pdf"]


def test_a_service_on_paper_only_cannot_be_begun_and_says_so(functional, on_paper):
    visitor = Applicant(functional)
    for path in ("/step/topic", "/check", "/save", "/step/nothing-of-the-kind"):
        visitor.open(path)
        assert visitor.status == 200, path
        assert "noch nicht online" in visitor.page, path
        assert f"{visitor.start}/form.pdf" in visitor.page
    visitor.open()
    assert "/step/" not in visitor.page
    assert "noch nicht online" not in visitor.page
    assert visitor.open("/form.pdf").response.body.startswith(b"%PDF-")
    for path in ("/resume", "/receipt", "/receipt.pdf"):
        assert visitor.open(path).status == 200, path
    posted = visitor.post(f"{visitor.start}/step/topic", {"topic": "other", "continue": "1"})
    assert "noch nicht online" in posted.page


def test_the_api_refuses_an_application_on_paper_only_and_shows_the_way(on_paper, cases):
    refused = submit(language="en")
    assert refused.status == 403
    assert refused.json["error"]["type"] == "NotOnline"
    assert refused.json["error"]["pdf_form"].endswith("/form.pdf")
    assert refused.json["error"]["pdf_form"] in refused.json["error"]["message"]
    assert cases() == {}


def test_a_draft_from_before_can_still_be_finished(functional, offices, cases):
    visitor = Applicant(functional).answer_contact()
    service = offices["services"]["contact"]
    with api.env.adopt_roles(["Manager"]):
        service.accepts_applications = False
        publish(service)
    transaction.commit()
    visitor.open("/check").press("send")
    assert visitor.address.endswith("/receipt")
    assert len(cases()) == 1


def test_a_setting_that_staff_changed_survives_the_next_import(offices, on_paper):
    import_library(offices, ["contact"])
    assert on_paper.accepts_applications is False
    assert published(on_paper).accepts_applications is False


@pytest.mark.parametrize("forged", ["channel", "entry", "entered_by", "missing", "received_at"])
def test_how_it_came_cannot_be_forged_through_the_api(offices, cases, forged):
    refused = submit(**{forged: "paper"})
    assert refused.status == 400
    answers = submit({**a_message(), forged: "paper"})
    assert answers.status == 400
    assert forged in answers.json["error"]["fields"]
    assert cases() == {}


def test_nor_through_the_wizard(functional, offices, cases):
    visitor = Applicant(functional).answer_contact()
    visitor.open("/check")
    page = {name: visitor.value(name) for name in ("token", "seen")}
    forged = {"channel": "paper", "entry": "paper", "entered_by": "anna", "missing": "topic"}
    visitor.post(f"{visitor.start}/check", {**page, "send": "1", **forged})
    (case,) = cases().values()
    assert (case.channel, case.entered_by, case.missing) == ("online", "", ())


def own_form(offices, tag: str, instead: bool = False, pages: int = 1) -> bytes:
    service = offices["services"]["contact"]
    form, data = looked_at(io.BytesIO(a_pdf(pages)), "Unser Formular.pdf", "2026-05-03")
    with api.env.adopt_roles(["Manager"]):
        keep_form(service, tag, form, data)
        let_stand_instead(service, instead)
        publish(service)
    transaction.commit()
    return data


def test_the_office_s_own_form_is_offered_beside_the_portal_s(functional, offices):
    data = own_form(offices, "uk")
    page = Applicant(functional, "uk").open().page
    assert "/office-form.pdf" in page and "/form.pdf" in page and "Українська" in page
    german = Applicant(functional).open()
    assert "/office-form.pdf" not in german.page
    assert german.open("/office-form.pdf").response.status_int == 404

    site = functional["portal"].absolute_url()
    path = Applicant(functional, "uk").start.removeprefix(site) + "/office-form.pdf"
    answer = get("GET", path)
    assert answer.body == data and answer.headers["content-type"] == "application/pdf"
    assert (
        answer.headers["content-language"] == "uk" and "public" in answer.headers["cache-control"]
    )
    assert get("GET", path, if_none_match=answer.headers["etag"]).status == 304


def test_or_instead_of_it(functional, offices):
    own_form(offices, "all", instead=True)
    page = Applicant(functional, "ar").open().page
    assert "/office-form.pdf" in page and "/form.pdf" not in page
    items = get("GET", "/@services?lang=de", accept="application/json").json["items"]
    forms = {each["id"]: each["pdf_forms"] for each in items}
    assert all(each["own"] and each["day"] == "2026-05-03" for each in forms["contact"])
    assert len(forms["contact"]) == len(forms["employment"]) == 8
