"""*I hand this in later*: said on the step, shown on check page and receipt, told by the API."""

import subprocess
from datetime import date

import pytest
import transaction
from hypothesis import given
from hypothesis import strategies as st
from plone import api

from builders import applicants, documents_for, full_answers
from documents.files import a_pdf
from permitdesk.core import clock
from permitdesk.intake.submission import canonical
from permitdesk.services import LATER_REASONS, Announced
from permitdesk.services import publish as publish_revision
from permitdesk.services.announced import announced_errors

from .applicant import Applicant
from .drafted import a_filled_draft
from .world import publish, submit

TODAY = date(2026, 12, 1)
KEY = "0123456789abcdef" * 2
LATER = "documents.passport.later"


@pytest.fixture
def applied(offices):
    """Complete answers of an applicant for employment, and their documents but the passport."""
    applicant = applicants("employment")[0]
    answers = full_answers("employment", applicant, residence_municipality="neumuehl")
    return answers, [
        each for each in documents_for("employment", answers) if each.requirement != "passport"
    ]


@pytest.fixture
def person(functional, offices, applied):
    code = a_filled_draft(offices, "employment", *applied)
    someone = Applicant(functional, service="employment").open("/resume")
    someone.fill(resume_code=code).press()
    return someone.open("/step/documents")


def say(person, reason="not-issued", text="", day="", month="", year=""):
    person.form[f"{LATER}.reason"].force_value(reason)
    person.form[f"{LATER}.text"] = text
    for part, value in (("day", day), ("month", month), ("year", year)):
        person.form[f"{LATER}.until.{part}"] = value
    return person


def pointed_at(person, part):
    return " ".join(person.texts(f"#{part} .pd-answers__row"))


def read_pdf(data):
    told = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


@pytest.mark.parametrize(
    ("announced", "word"),
    [
        (Announced("x", "not-issued"), ""),
        (Announced("x", "other", "Es ist bei der Botschaft."), ""),
        (Announced("x", "not-at-hand", "", "2026-12-01"), ""),
        (Announced("x", ""), "Wählen Sie aus"),
        (Announced("x", "", "weil"), "Wählen Sie aus"),
        (Announced("x", "no-such"), "Wählen Sie aus"),
        (Announced("x", "other"), "Schreiben Sie kurz"),
        (Announced("x", "other", "y" * 251), "kürzen"),
        (Announced("x", "not-issued", "a\u202eb"), "Steuerzeichen"),
        (Announced("x", "not-issued", "", "2026-11-30"), "schon vorbei"),
        (Announced("x", "not-issued", "", "31.2.2027"), "Datum"),
        (Announced("x", "not-issued", "", "2027-02-30"), "Datum"),
    ],
)
def test_what_is_right_and_what_is_wrong(announced, word):
    found = announced_errors(announced, TODAY)
    assert bool(found) == bool(word)
    assert all(word in each.default for each in found), found


SAID = st.builds(
    Announced,
    st.sampled_from(("passport", "payslips", "cv")),
    st.sampled_from(tuple(LATER_REASONS)),
    st.text(max_size=9),
    st.sampled_from(("", "2026-12-01")),
)


@given(st.lists(SAID, max_size=3, unique_by=lambda each: each.requirement), st.randoms(), SAID)
def test_a_key_is_bound_to_what_comes_later_too_whatever_its_order(later, random, other):
    def taken(announced):
        return canonical("employment", "de", {"a": 1}, (), announced)

    shuffled = random.sample(later, len(later))
    assert taken(shuffled) == taken(later)
    assert taken([*later, other]) != taken(later)
    assert (taken(later) == taken(())) == (not later)
    assert taken(()) == canonical("employment", "de", {"a": 1}, ())


def test_a_day_that_was_named_is_over_the_day_after():
    announced = Announced("x", "not-issued", "", "2026-12-01")
    assert not announced.is_overdue(TODAY)
    assert announced.is_overdue(date(2026, 12, 2))
    assert not Announced("x", "not-issued").is_overdue(TODAY)


def test_a_needed_document_that_comes_later_lets_the_application_be_sent(person, cases):
    assert "Diese Unterlage fehlt noch." in person.open("/check").page
    person.open("/step/documents")
    day = clock.today().replace(year=clock.today().year + 1)
    say(person, "other", "Der Pass liegt bei der Botschaft.", 1, 3, day.year).go_on()
    person.open("/check")
    assert not person.html.select(".pd-answers__row--missing")
    told = pointed_at(person, "later")
    assert "Pass" in told and "Der Pass liegt bei der Botschaft." in told
    assert f"voraussichtlich bis 1. März {day.year}" in told
    person.press("send")
    assert person.address.endswith("/receipt")
    assert "Das reichen Sie später nach" in person.html.get_text()
    assert "Der Pass liegt bei der Botschaft." in person.page

    (case,) = cases().values()
    text = "Der Pass liegt bei der Botschaft."
    assert case.announced == (Announced("passport", "other", text, f"{day.year}-03-01"),)
    assert "passport" not in case.requirements
    person.open("/receipt.pdf")
    paper = read_pdf(person.response.body)
    assert "Das reichen Sie später nach" in paper
    assert "liegt bei der Botschaft" in paper


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(person):
    say(person, "other", "", 31, 2, 2027).go_on()
    assert person.step == "documents"
    assert "Schreiben Sie kurz, warum." in person.error("documents.passport")
    assert person.html.select_one(f"[name='{LATER}.reason'][value=other]").has_attr("checked")
    assert person.value(f"{LATER}.until.day") == "31"
    assert person.html.select_one("details.pd-later[open]")
    person.form[f"{LATER}.text"] = "Bei der Botschaft."
    person.go_on()
    assert "Datum" in person.error("documents.passport")
    assert person.value(f"{LATER}.text") == "Bei der Botschaft."
    assert "pd-answers__row--missing" in person.open("/check").page
    person.press("send")
    assert person.address.endswith("/check"), "it is not sent as long as it is wrong"


def test_uploading_afterwards_takes_it_back(person):
    say(person).go_on()
    assert person.open("/check").html.select("#later")
    person.open("/step/documents").attach("documents.passport", a_pdf(), "Pass.pdf").go_on()
    person.open("/check")
    assert not person.html.select("#later")
    assert "Pass.pdf" in person.page
    person.open("/step/documents")
    assert f"{LATER}.text" not in person.form.fields
    remove = person.html.select_one("button[name^='documents.passport.'][name$=remove]")["name"]
    person.press(remove)
    assert person.value(f"{LATER}.text") == ""
    assert not person.open("/check").html.select("#later"), "it was taken back for good"


def test_it_can_be_taken_back_without_a_file(person):
    say(person, text="Bei der Botschaft.").go_on()
    person.open("/step/documents").press(f"{LATER}.remove")
    assert person.value(f"{LATER}.text") == ""
    assert not person.html.select("details.pd-later[open]")
    assert "Diese Unterlage fehlt noch." in person.open("/check").page


def test_the_service_can_say_that_a_document_cannot_come_later(functional, offices, applied, cases):
    service = offices["services"]["employment"]
    model = service.fields_model
    service.fields_model = model.replace(
        '<field name="passport"', '<field name="passport" permitdesk:may-come-later="no"'
    )
    assert service.fields_model != model
    with api.env.adopt_roles(["Manager"]):
        publish_revision(service)
    transaction.commit()
    form = publish("GET", "/services/employment/@form", accept="application/json").json
    told = {each["id"]: each["may_come_later"] for each in form["documents"]}
    assert not told["passport"] and told["current_title"]
    answers, documents = applied
    answer = submit(
        answers,
        [each.as_json() for each in documents],
        service="employment",
        later=[{"requirement": "passport", "reason": "not-issued"}],
    )
    assert answer.status == 400
    assert "nicht später" in answer.json["error"]["fields"]["documents.passport"][0]
    code = a_filled_draft(offices, "employment", *applied)
    someone = Applicant(functional, service="employment").open("/resume")
    someone.fill(resume_code=code).press()
    assert not someone.open("/step/documents").html.select(f"[name='{LATER}.text']")


def test_through_the_api(offices, applied, cases):
    answers, documents = applied
    papers = [each.as_json() for each in documents]
    form = publish("GET", "/services/employment/@form?lang=en", accept="application/json").json
    assert [each["value"] for each in form["later_reasons"]] == [
        "not-issued",
        "somebody-else",
        "not-at-hand",
        "other",
    ]
    later = {"requirement": "passport", "reason": "other", "text": " Bei der Botschaft. "}
    sent = submit(answers, papers, KEY, "employment", later=[later])
    assert sent.status == 201, sent.text
    case = cases()[sent.json["reference"]]
    assert case.announced == (Announced("passport", "other", "Bei der Botschaft."),)
    again = submit(answers, papers, KEY, "employment", later=[later])
    assert again.json == sent.json
    other = {**later, "text": "Anders"}
    assert submit(answers, papers, KEY, "employment", later=[other]).status == 409


@pytest.mark.parametrize(
    ("later", "name", "word"),
    [
        ({"requirement": "passport", "reason": "because"}, "documents.passport", "Wählen Sie aus"),
        ({"requirement": "no_such", "reason": "other"}, "documents.no_such", "gibt es hier nicht"),
        ({"requirement": "current_title", "reason": "other", "text": "x"}, "*", "schon dabei"),
        ({"requirement": "passport", "reason": "other", "until": "bald"}, "documents.passport", ""),
        ({"requirement": "passport", "reason": 7}, "later.0", ""),
        ({"requirement": "passport", "why": "x"}, "later.0", ""),
        ("passport", "later.0", ""),
    ],
)
def test_the_api_says_what_is_wrong_and_stores_nothing(offices, applied, cases, later, name, word):
    answers, documents = applied
    if name == "*":
        later["requirement"] = documents[0].requirement
        name = f"documents.{documents[0].requirement}"
    papers = [each.as_json() for each in documents]
    answer = submit(answers, papers, service="employment", later=[later])
    assert answer.status == 400
    assert any(word in text for text in answer.json["error"]["fields"][name]), answer.text
    assert not cases()


def test_saying_it_twice_for_one_document_is_malformed(offices, applied, cases):
    later = [{"requirement": "passport", "reason": "not-issued"}] * 2
    assert submit(applied[0], [], service="employment", later=later).status == 400
