"""A service without translation, walked in Arabic: wherever German stands, it says so."""

import subprocess
from collections.abc import Iterable

import pytest
import transaction
from lxml import html
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from builders import applicants, documents_for, full_answers
from gaps import NAMES, german_texts, without_labels
from permitdesk.core import clock
from permitdesk.core.texts import Mixed, Text, say
from permitdesk.intake.form import Form
from permitdesk.intake.paper_form import PaperForm, paper_form_pdf
from permitdesk.intake.paper_texts import NOT_REVIEWED
from permitdesk.services import asked_steps, import_library, published

from .applicant import Applicant
from .drafted import a_filled_draft
from .world import a_message, submit
from .world import publish as get


@pytest.fixture
def untranslated(functional, offices):
    """``untranslated(service)``: that service, published without its Arabic texts."""

    def without(name, keys=None):
        if name not in offices["services"].objectIds():
            import_library(offices, [name])
        service = offices["services"][name]
        without_labels(service, keys=keys)
        return published(service)

    return without


def text_of(paper):
    return subprocess.run(
        ["/usr/bin/pdftotext", "-", "-"], input=paper, capture_output=True, check=True
    ).stdout.decode()


# What has texts of the service, beside questions.
PARTS = (".pd-upload", ".pd-group", "option[lang]", ".pd-prerequisites")


def texts_in(answers):
    """Everything that was typed."""
    if isinstance(answers, str):
        return [answers]
    if isinstance(answers, dict):
        answers = answers.values()
    several = isinstance(answers, Iterable)
    return [text for each in answers for text in texts_in(each)] if several else []


def assert_marked(person, revision, least=1, answers=()):
    """Every German text of the service on the page shown is marked, and some are there."""
    assert person.status == 200, person.address
    assert person.html.html["lang"] == "ar", person.address
    marked, unmarked = german_texts(person.page, revision.sources, texts_in(answers))
    assert not unmarked, (person.address, unmarked[:5])
    assert len(marked) >= least, (person.address, marked)


def test_the_check_finds_what_it_looks_for(functional, offices):
    revision = published(offices["services"]["contact"])
    page = Applicant(functional).open().page

    marked, unmarked = german_texts(page.replace('lang="de"', 'lang="ar"'), revision.sources)
    assert len(unmarked) > 10 and not marked


@pytest.mark.parametrize("service", ["contact", "employment"])
def test_start_and_first_step(functional, untranslated, service):
    revision = untranslated(service)
    person = Applicant(functional, "ar", service).open()

    assert_marked(person, revision, 10)
    person.open(f"/step/{revision.definition.steps[0].name}")
    assert_marked(person, revision, 4)
    person.go_on()
    assert person.html.select("#errors"), "nothing was answered"
    assert_marked(person, revision, 5)


@pytest.mark.rotating(1)
@pytest.mark.parametrize("service", ["employment", "settlement", "family"])
def test_every_step_of_an_application_then_check_and_receipt(
    functional, offices, untranslated, service
):
    revision = untranslated(service)
    answers = full_answers(service, applicants(service)[0], residence_municipality="neumuehl")
    steps = asked_steps(revision.definition, answers, clock.today())
    code = a_filled_draft(offices, service, answers, documents_for(service, answers))
    person = Applicant(functional, "ar", service)

    person.open("/resume").fill(resume_code=code).press()
    seen = set()
    for step in steps:
        person.open(f"/step/{step.name}")
        assert person.step == step.name
        assert_marked(person, revision, 2)
        seen |= {each for each in PARTS if person.html.select(each)}
        person.go_on()  # hints, errors where the draft has any, or the next page
        assert_marked(person, revision, 2, answers)
    for page, least in (("/save", 0), ("/another", 1), ("/check", len(steps))):
        person.open(page)
        assert_marked(person, revision, least, answers)
    person.press("send")
    assert person.address.endswith("/receipt")
    assert_marked(person, revision, len(steps), answers)
    assert seen >= set(PARTS) - ({".pd-prerequisites"} if service != "settlement" else set())


@pytest.mark.rotating(1)
@pytest.mark.parametrize("service", ["employment", "settlement"])
def test_everything_that_is_wrong_quotes_its_question_in_german(
    functional, offices, untranslated, service
):
    revision = untranslated(service)
    code = a_filled_draft(offices, service, {"residence_municipality": "neumuehl"})
    person = Applicant(functional, "ar", service)
    person.open("/resume").fill(resume_code=code).press()

    for step in Form(revision, "ar", {}, {}, clock.today()).steps:
        person.open(f"/step/{step.name}").go_on()
        assert_marked(person, revision, 1)
    person.open("/check")
    assert len(person.texts("#open-points dt")) > 10
    assert_marked(person, revision, 20)


def test_from_the_first_step_to_the_receipt(functional, untranslated):
    revision = untranslated("contact")
    person = Applicant(functional, "ar").begin()
    assert_marked(person, revision, 3)
    person.fill(topic="other", urgency="normal").go_on()
    assert_marked(person, revision, 3)
    person.open("/step/topic").answer_contact()
    assert_marked(person, revision, 1)
    person.open("/check").press("send")
    assert person.address.endswith("/receipt")
    assert_marked(person, revision, 5)

    paper = person.open("/receipt.pdf").response.body
    text = text_of(paper)
    for key in ("service.title", "field.family_name.title"):
        assert text.count(revision.sources[key]) == 1, "the German stands once, not beside itself"


@pytest.mark.rotating(1)
@pytest.mark.parametrize("service", ["contact", "employment", "settlement"])
def test_the_form_on_paper_has_no_unmarked_german_in_its_arabic(untranslated, service):
    revision = untranslated(service)
    paper = PaperForm(revision, "ar", clock.today())
    plain, gaps = plain_and_gaps(paper.data())

    titles = {field.title for field in revision.definition.fields()}
    assert not [each for each in plain if any(title in each for title in titles)]
    assert {each.language for each in gaps} <= {"de"}
    assert paper_form_pdf(revision, "ar", clock.today()).startswith(b"%PDF-")


def plain_and_gaps(data, of_other=False):
    """Plain texts and others in the second language of a form on paper."""
    if isinstance(data, Text):
        return [], [data]
    if isinstance(data, Mixed):
        return [each for each in data.parts if isinstance(each, str)], [
            each for each in data.parts if isinstance(each, Text)
        ]
    if isinstance(data, str):
        return ([data] if of_other else []), []
    parts = data.items() if isinstance(data, dict) else enumerate(data or ())
    plain, gaps = [], []
    for key, value in parts:
        if isinstance(value, str | Text | Mixed | dict | list | tuple):
            more = plain_and_gaps(value, of_other or key == "other")
            plain, gaps = plain + more[0], gaps + more[1]
    return plain, gaps


def test_the_api_names_what_is_in_german(untranslated):
    revision = untranslated("contact", ["field.family_name.title", "service.summary"])
    form = get("GET", "/services/contact/@form?lang=ar", accept="application/json").json
    fields = {each["name"]: each for step in form["steps"] for each in step["fields"]}

    assert fields["family_name"]["text_languages"] == {"title": "de"}
    assert fields["family_name"]["title"] == revision.sources["field.family_name.title"]
    assert "text_languages" not in fields["given_names"]
    assert form["text_languages"] == {"summary": "de"}
    services = get("GET", "/@services?lang=ar", accept="application/json").json["items"]
    (contact,) = [each for each in services if each["id"] == "contact"]
    assert contact["text_languages"] == {"summary": "de"}
    german = get("GET", "/services/contact/@form?lang=de", accept="application/json").text
    assert "text_languages" not in german


def test_a_form_without_translation_names_every_text(untranslated):
    revision = untranslated("employment")
    form = get("GET", "/services/employment/@form?lang=ar", accept="application/json").json

    def every(data):
        if isinstance(data, dict):
            yield data
            data = list(data.values())
        for each in data if isinstance(data, list) else ():
            yield from every(each)

    german, named = set(revision.sources.values()) - {"", *NAMES}, 0
    for each in every(form):
        if each is form["texts"]:
            continue
        for name in ("title", "description", "text", "message", "example", "if_missing"):
            if each.get(name) in german:
                assert each["text_languages"][name] == "de", each
                named += 1
    assert named > 200
    assert set(form["text_languages"]) == {name for name, text in form["texts"].items() if text}


def test_a_german_message_of_a_rule_is_a_text_in_the_api(untranslated):
    untranslated("contact")
    answer = submit(a_message(message=None, deadline_date="2020-01-01"), language="ar")
    assert answer.status == 400
    for texts in answer.json["error"]["fields"].values():
        assert all(isinstance(each, str) and each for each in texts)


def test_a_single_gap_is_marked_and_nothing_beside_it(functional, untranslated, offices):
    key = "field.family_name.title"
    before = published(offices["services"]["contact"])
    revision = untranslated("contact", [key])
    german = revision.sources[key]
    person = Applicant(functional, "ar").begin()
    person.open("/step/sender").fill(sender_role="person").go_on()

    spans = html.document_fromstring(person.page).xpath("//main//span[@lang='de']")
    assert [each.text for each in spans] == [german]
    label = spans[0].getparent()
    assert label.tag == "label" and label.get("lang") is None
    given = before.labels["ar"]["field.given_names.title"]
    assert given in person.page
    person.go_on()
    (error,) = [a for a in person.html.select("#errors a") if german in a.get_text()]
    assert error.span["lang"] == "de" and error.span["dir"] == "ltr"
    assert error.get_text().startswith(f"{german}: "), "the message itself is Arabic"
    assert error.span.get_text() == german


def test_a_german_page_marks_nothing(functional, untranslated):
    untranslated("contact")
    person = Applicant(functional)
    for step in ("", "/step/municipality"):
        person.open(step)
        assert not html.document_fromstring(person.page).xpath("//main//span[@lang]")
    person.answer_contact().press("send")
    assert not html.document_fromstring(person.page).xpath("//main//span[@lang]")


def test_a_complete_translation_marks_nothing(functional, offices):
    person = Applicant(functional, "ar").open()
    assert not html.document_fromstring(person.page).xpath("//main//span[@lang and @dir]")
    person.open("/step/municipality")
    assert not html.document_fromstring(person.page).xpath("//main//span[@lang and @dir]")
    transaction.abort()


def test_receipt_and_form_say_that_the_language_is_not_reviewed(functional, offices):
    person = Applicant(functional, "uk")
    person.answer_contact().open("/check").press("send")
    assert person.address.endswith("/receipt")
    assert person.html.select_one("footer #not-reviewed")
    said = say(NOT_REVIEWED, "uk")
    assert said in " ".join(text_of(person.open("/receipt.pdf").response.body).split())
    form = person.open("/form.pdf")
    etag = form.headers["ETag"]
    data = PaperForm(published(offices["services"]["contact"]), "uk", clock.today()).data()
    assert str(NOT_REVIEWED.default) in [each["de"] for each in data["introduction"]]

    getUtility(IRegistry)["permitdesk.translation.reviewed_languages"] = ("uk",)
    transaction.commit()
    assert not person.open("/receipt").html.select_one("#not-reviewed")
    assert said not in " ".join(text_of(person.open("/receipt.pdf").response.body).split())
    assert person.open("/form.pdf").headers["ETag"] != etag, "no browser shows the old one"
