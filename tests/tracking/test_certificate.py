"""What the owner of a Fiktionsbescheinigung reads on the status page and over REST."""

from datetime import timedelta

import pytest
import requests
import transaction
from plone.app.testing import login, logout

from casework_builders import CODE
from permitdesk.casework.dossier import certificate
from permitdesk.core import clock
from status_visitor import BORN, Visitor, an_employment_case, an_office_with_services

NO_PROOF = "Diese Seite und die Eingangsbestätigung sind keine."


@pytest.fixture
def portal(functional):
    an_office_with_services(functional["portal"], "employment")
    return functional["portal"]


@pytest.fixture
def case(portal):
    return an_employment_case()


def issue(portal, case, way="at-desk", days=90):
    login(portal, "chef")
    today = clock.today()
    certificate.issue(case, "81-4", today, today + timedelta(days), way, "T4711")
    logout()
    transaction.commit()


def api(portal, case, born=BORN):
    """What somebody learns who knows the code and, with ``born``, the person."""
    headers = {"Accept": "application/json", "X-Access-Code": CODE}
    headers |= {"X-Birth-Date": born} if born else {}
    address = f"{portal.absolute_url()}/@applications/{case.reference}"
    return requests.get(address, headers=headers, timeout=60).json()["certificate"]


def status(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    visitor.get()
    return visitor.text


def test_nothing_before_one_is_issued_and_nothing_of_a_refusal(portal, case):
    login(portal, "chef")
    certificate.want(case)
    certificate.refuse(case, "Kein Anspruch")
    logout()
    transaction.commit()
    assert api(portal, case) is None
    assert "Fiktionsbescheinigung)" not in status(portal, case)


def test_how_one_gets_it_and_that_this_page_is_none(portal, case):
    issue(portal, case)
    assert api(portal, case, born="") is None, "the code alone tells nothing personal"
    told = api(portal, case)
    assert (told["state"], told["valid_until"]) == (
        "issued",
        (clock.today() + timedelta(90)).isoformat(),
    )
    shown = status(portal, case)
    assert "Ihre Bescheinigung ist ausgestellt (Fiktionsbescheinigung)" in shown
    assert "Bringen Sie Ihren Pass mit." in shown and NO_PROOF in shown
    assert "T4711" not in shown and "chef" not in shown and "T4711" not in str(told)


def test_posted_handed_over_and_expired(portal, case):
    issue(portal, case, "by-post")
    assert "mit der Post" in api(portal, case)["text"]
    login(portal, "chef")
    certificate.hand_over(case)
    logout()
    transaction.commit()
    assert api(portal, case)["state"] == "handed-over"
    with clock.frozen(clock.now() + timedelta(91)):
        told = api(portal, case)
    assert told["state"] == "expired" and NO_PROOF in told["text"]
