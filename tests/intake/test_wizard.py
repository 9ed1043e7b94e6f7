"""The wizard as a person meets it, without JavaScript."""

import pytest

from .applicant import Applicant


@pytest.fixture
def person(functional, offices):
    return Applicant(functional)


def test_the_start_page_says_what_is_needed_and_leads_to_the_first_step(person):
    person.open()
    assert person.html.select_one("h1").get_text() == "Nachricht an die Ausländerbehörde"
    (begin,) = person.html.select("a.kern-btn--primary")
    person.browser.open(begin["href"])
    assert person.step == "topic"
