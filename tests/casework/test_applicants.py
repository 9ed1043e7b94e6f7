"""Every applicant of the list, sent through the API: in exactly the desk that the rules name."""

import base64
import json

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import setSite

from builders import MUNICIPALITIES, SERVICES, an_application, applicants
from intake.world import publish, submit
from permitdesk import casework
from permitdesk.casework.name_key import name_key
from permitdesk.casework.reading import read, requirement_of, revision_of
from permitdesk.demo.desks import create_desks
from testing import with_services

SHIPPED = tuple(SERVICES)


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    getUtility(IRegistry)["permitdesk.district.municipalities"] = tuple(
        f"{id_} | {name}" for name, id_ in MUNICIPALITIES.items()
    )
    with_services(portal, *SHIPPED)
    create_desks()
    transaction.commit()
    return portal


def the_desk(name):
    """The demo district's rules once more, spelled out by hand."""
    key = name_key(name)
    first, second = key[:1], key[1:2]
    if first == "a":
        if not second.isalpha() or not key:
            return "team"
        return "desk-4" if second <= "j" else "desk-2" if second <= "l" else "desk-3"
    for last, desk in (("d", "desk-1"), ("k", "desk-2"), ("r", "desk-3"), ("z", "desk-4")):
        if "a" <= first <= last:
            return desk
    return "team"


def test_each_applicant_lands_on_the_desk_of_the_rules(portal):
    desks = {}
    for applicant in applicants(*SHIPPED):
        sent = an_application(applicant)
        answer = submit(**sent, service=applicant["service"])
        assert answer.status == 201, (applicant["id"], answer.text)
        transaction.begin()
        case = casework.case_by_reference(portal, answer.json["reference"])
        desk = case.getPhysicalPath()[4]
        assert desk == the_desk(applicant["family_name"]), applicant["family_name"]
        desks[desk] = desks.get(desk, 0) + 1
        kept = []
        for document in case.application.documents:
            with document.blob.open("r") as stream:
                kept.append(stream.read())
        assert kept == [base64.b64decode(each["data"]) for each in sent["documents"]]
        assert case.application.answers["family_name"] == applicant["family_name"]
    assert {"desk-1", "desk-2", "desk-3", "desk-4"} <= desks.keys()


def test_from_the_api_to_the_status(portal):
    applicant = applicants("employment")[0]
    receipt = submit(**an_application(applicant), service="employment").json
    status = publish(
        "GET",
        f"/@applications/{receipt['reference']}",
        accept="application/json",
        x_access_code=receipt["access_code"],
    )
    assert status.status == 200
    assert json.loads(status.body)["state"] == "received"


def test_the_case_reads_in_german_whatever_language_it_came_in(portal):
    applicant = next(each for each in applicants("employment") if each["language"] == "ar")
    receipt = submit(**an_application(applicant), service="employment").json
    transaction.begin()
    case = casework.case_by_reference(portal, receipt["reference"])
    setSite(portal)  # the publisher has left it
    revision = revision_of(case)
    sections = read(revision, case.application.answers)
    lines = {line.name: line for section in sections for line in section.lines}
    assert lines["family_name"].question.startswith("Familienname")
    assert lines["family_name"].values == (applicant["family_name"],)
    shown = {name.partition(".")[0] for name in lines}
    filled = {n for n, v in case.application.answers.items() if v not in (None, "", [])}
    assert shown == filled
    raw = json.dumps(case.application.answers)
    assert f'"{applicant["nationality"]}"' in raw
    assert all(applicant["nationality"] not in line.values for line in lines.values())
    assert requirement_of(revision, case.application.documents[0].requirement) != (
        case.application.documents[0].requirement
    )
