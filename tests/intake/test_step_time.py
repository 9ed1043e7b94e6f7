"""Each step says about how long it takes, and how long it is to the end."""

import re

import pytest

from permitdesk.services import published

from .applicant import Applicant


@pytest.mark.parametrize("service", ["contact", "employment"])
def test_a_step_says_how_long_it_takes(functional, offices, service):
    steps = published(offices["services"][service]).definition.steps
    person = Applicant(functional, service=service).open("/step/municipality")
    (said,) = person.texts(".pd-step__time")
    here, left = map(int, re.findall(r"\d+", said))
    assert here == steps[0].minutes
    assert here < left <= sum(step.minutes for step in steps)


def test_the_last_step_speaks_of_itself_only(functional, offices):
    person = Applicant(functional)
    person.answer_contact()
    person.open("/step/documents")
    (said,) = person.texts(".pd-step__time")
    assert len(re.findall(r"\d+", said)) == 1
