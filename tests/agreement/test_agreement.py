"""Wizard, API and case page agree: properties over random applications.

The short runs draw the same examples each time, so that a commit that has passed passes; the long
ones draw others, and a failure prints how to see it again (``reproduce_failure``).
"""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agreement.applied import applied_both_ways, asked_by_the_server
from agreement.books import books
from agreement.client import Codes, a_form
from permitdesk.core import clock

CODES = Codes()
MANY = int(os.environ.get("EXAMPLES", 150))
# The first is today. Around a 29 February, and at the end of months and years, days are counted
# otherwise than on most days.
DAYS = (None, None, (2027, 2, 28), (2028, 2, 29), (2026, 12, 31), (2027, 3, 31))


def a_sample(examples: int, *, others: bool = False):
    """Nothing is shrunk: an example takes a second, and each names what differs."""
    return settings(
        max_examples=examples,
        derandomize=not others,
        deadline=None,
        print_blob=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


def days():
    return st.sampled_from(DAYS).map(
        lambda day: datetime(*day, 11, tzinfo=UTC) if day else clock.now()
    )


def check(settings, test, service, *more, spoils=3):
    @settings
    @given(st.data())
    def holds(data):
        with clock.frozen(data.draw(days())):
            form = a_form(service, clock.today())
            test(form, data.draw(books(form, CODES, spoils)), CODES, *more)

    holds()


def test_wizard_api_and_case_page_agree(service, caseworker):
    check(a_sample(8 if service == "contact" else 3), applied_both_ways, service, caseworker)


def test_the_api_takes_what_its_form_asks_for_and_nothing_else(service):
    check(a_sample(5), asked_by_the_server, service, spoils=6)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_wizard_api_and_case_page_agree_on_many(service, caseworker):
    check(a_sample(MANY, others=True), applied_both_ways, service, caseworker)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_api_takes_what_its_form_asks_for_on_many(service):
    check(a_sample(2 * MANY, others=True), asked_by_the_server, service, spoils=6)
