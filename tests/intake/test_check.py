"""The check page: every answer can be changed and leads back, what is missing stands first, and the
last act is said before it is done (OZG § 9a)."""

import pytest

from builders import applicants, documents_for, full_answers

from .applicant import Applicant
from .drafted import a_filled_draft
from .every_kind import ANSWERS, published_with_every_kind

PATIENCE = 4  # pages of one step: new questions and hints are shown before going on


@pytest.fixture
def person(functional, offices):
    return Applicant(functional)


def come_back(functional, code, service="contact"):
    person = Applicant(functional, service=service).open("/resume").fill(resume_code=code)
    person.press()
    return person.open("/check")


def changes(person):
    """Each question on the page with its link, without the points listed first."""
    found = {}
    plain = ".pd-answers__row:not(.pd-answers__row--group)"
    for row in person.html.select(f"section .pd-answers:not(.pd-fees) > {plain}"):
        question = row.select_one("dt").get_text(" ", strip=True)
        links = row.select(".pd-answers__change a")
        found.setdefault(question, []).extend(each["href"] for each in links)
        assert len(links) == 1, f"{question} cannot be changed"
    return found


def back_to_check(person):
    for _page in range(PATIENCE):
        person.go_on()
        if person.address.endswith("/check"):
            return True
    return False


@pytest.mark.parametrize("service", ["every kind", "employment"])
def test_every_answer_has_a_link_that_leads_to_it_and_back(functional, offices, service):
    if service == "every kind":
        published_with_every_kind(offices)
        service, answers, uploads = "contact", ANSWERS, []
    else:
        applicant = max(applicants(service), key=lambda each: len(str(full_answers(service, each))))
        answers = full_answers(service, applicant)
        uploads = documents_for(service, answers)
    person = come_back(functional, a_filled_draft(offices, service, answers, uploads), service)
    asked = changes(person)
    links = sorted({link for links in asked.values() for link in links})
    assert len(links) >= len(answers) * 0.8, "each has its own"
    stepped = set()
    for link in links:
        address, _hash, place = link.partition("#")
        if address not in stepped:
            person.visit(address)
            page = person.response
            assert person.status == 200
        else:
            person.response = page
        assert person.html.select_one(f"[id='{place}'], [id^='{place}-']"), link
        if address not in stepped:
            stepped.add(address)
            assert back_to_check(person), f"{link} does not lead back: {person.texts('#errors')}"
            person.response = page
    assert set(changes(person.open("/check"))) == set(asked), "nothing was lost on the way"


def test_what_is_missing_stands_first_then_what_is_doubtful_then_everything(person, monkeypatch):
    from permitdesk.intake.views.check import CheckPage

    person.answer_contact().go_on()
    person.open("/step/reach").fill(email="").press("back")
    doubt = {"family_name": ["Steht das so im Pass?"]}  # no question of this form warns of itself
    monkeypatch.setattr(CheckPage, "doubts", doubt)
    person.open("/check")
    points = person.texts("#open-points dt")
    missing = person.html.select("#open-points .pd-answers__row--missing")
    assert len(points) > len(missing) > 0
    assert points[-1] == "Familienname"
    assert all("--missing" in " ".join(row["class"]) for row in person.html.select(
        "#open-points .pd-answers__row")[: len(missing)])  # fmt: skip
    page = person.page
    assert page.index('id="open-points"') < page.index('class="pd-answers__change"')
    assert page.index('id="open-points"') < page.index("<section")
    for link in person.html.select("#open-points a"):
        person.visit(link["href"])
        assert person.html.select_one(f"[id^='{link['href'].partition('#')[2]}']")


def test_before_the_button_stands_what_it_does_and_what_one_gets_to_keep(person):
    person.answer_contact().go_on()
    form = person.html.select_one("form#send")
    words = form.get_text(" ", strip=True)
    button = form.select_one("button[name=send]").get_text(strip=True)
    for said in (
        "bekommt die Behörde Ihre Angaben und Unterlagen",
        "können Sie hier nichts mehr ändern",
        "als PDF laden und aufheben",
    ):
        assert 0 <= words.find(said) < words.index(button), said
    assert "Noch ist nichts gesendet" in person.page


def test_the_copy_is_there_at_once_and_says_what_was_sent(person):
    person.answer_contact().go_on().press("send")
    links = [each["href"] for each in person.html.select("main a")]
    for path in ("/receipt.pdf", "/receipt-to-show.pdf", "/receipt.json"):
        assert person.start + path in links
        person.open(path)
        assert person.status == 200
        assert person.headers["content-disposition"].startswith("attachment")
        person.open("/receipt")
