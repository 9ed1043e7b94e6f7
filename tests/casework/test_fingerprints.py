"""The office confirms what it has, by fingerprint, and can compute each fingerprint again."""

from datetime import UTC, date, datetime

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from casework_builders import a_case, an_office
from intake.world import a_document, a_message, submit
from permitdesk.casework import remember_fingerprints
from permitdesk.casework.fingerprints import Fingerprints
from permitdesk.casework.office import case_by_reference, office
from permitdesk.intake.fingerprint import fingerprint, shown, text_of
from permitdesk.intake.interfaces import IFingerprints
from permitdesk.intake.submission import Receipt, listed
from testing import with_services

DAY = date(2026, 11, 28)
ONE, OTHER = "a" * 64, "a" * 30 + "b" * 34


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    return portal


def test_a_beginning_names_one_or_nothing():
    found = Fingerprints()
    assert found.day(ONE) is None
    found.add(ONE, DAY)
    assert found.day(ONE) == found.day("a" * 20) == DAY
    found.add(OTHER, DAY)
    assert found.day("a" * 20) is None, "two begin so"
    assert found.day(ONE) == found.day("a" * 30 + "b") == DAY
    assert found.day("") is None
    assert found.day("0" * 64) is None
    found.remove(ONE)
    found.remove(ONE)
    assert found.day("a" * 20) == DAY, "the other one is alone now"


def test_a_case_is_confirmed_from_its_filing_to_its_end(portal):
    case = a_case("Abbas", received_at=datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
    named = case.application.fingerprint
    assert IFingerprints(portal).received_on(named) == DAY, "the day at the office"
    case.reindexObject()
    assert IFingerprints(portal).received_on(named) == DAY
    case.unindexObject()
    assert IFingerprints(portal).received_on(named) is None


def test_an_office_from_before_knows_its_cases_after_the_upgrade(portal):
    case = a_case("Abbas")
    del office(portal)._fingerprints
    transaction.commit()
    named = case.application.fingerprint
    assert IFingerprints(portal).received_on(named) is None
    for _time in range(2):
        remember_fingerprints(portal)
        transaction.commit()
        assert IFingerprints(portal).received_on(named) is not None


def test_the_office_computes_the_same_from_what_it_keeps(portal):
    registry = getUtility(IRegistry)
    registry["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    with_services(portal, "contact")
    transaction.commit()
    sent = submit(a_message(), [a_document()])
    assert sent.status == 201, sent.text
    transaction.begin()
    kept = case_by_reference(portal, sent.json["reference"]).application
    again = Receipt(
        reference=sent.json["reference"],
        access_code="",
        received_at=kept.received_at,
        service=kept.service,
        revision=kept.revision,
        language=kept.language,
        fingerprint="",
        answers=kept.answers,
        documents=listed(kept.documents),
        channel=kept.channel,
        shown=shown(kept.evidence),
        announced=tuple(kept.announced.values()),
    )
    assert fingerprint(text_of(again)) == kept.fingerprint
    assert IFingerprints(portal).received_on(kept.fingerprint) is not None
