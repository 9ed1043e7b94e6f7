"""Makes the world of the tests: units, desks, staff, submissions, cases."""

import hashlib
import io
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import transaction

from documents.files import inspected
from permitdesk import casework
from permitdesk.casework import papers
from permitdesk.casework.office import office
from permitdesk.casework.person import Person
from permitdesk.casework.routing.filing import file_case
from permitdesk.core import clock, jobs, reference, worker
from permitdesk.intake.interfaces import Submission, SubmittedDocument
from permitdesk.intake.papers import handed_on

PASSWORD = "Geheim-genug-17"
CODE = reference.make_code(b"access code of a test")


def a_user(portal, name, *roles, groups=()):
    """A person who can log in with PASSWORD."""
    portal.portal_membership.addMember(name, PASSWORD, ["Member", *roles], [])
    member = portal.portal_membership.getMemberById(name)
    member.setMemberProperties({"email": f"{name}@amt.example", "fullname": name.title()})
    for group in groups:
        portal.portal_groups.addPrincipalToGroup(name, group)
    return name


def an_office(portal):
    """Unit ``two`` for employment and contact with desks A–K (anna) and L–Z (berta)."""
    for name in ("anna", "berta", "chef", "dora"):
        a_user(portal, name, groups=("caseworkers",))
    place = office(portal)
    unit = casework.add_unit(place, "two", "Sachgebiet 2", ["employment", "contact"], head="chef")
    casework.add_desk(unit, "a-k", "Ordner A–K", "A–K", members=["anna"])
    casework.add_desk(unit, "l-z", "Ordner L–Z", "L–Z", members=["berta"])
    return unit


def a_document(content=b"%PDF-1.7 a passport", filename="Reisepass.pdf"):
    return SubmittedDocument(
        requirement="passport",
        filename=filename,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        open=lambda: io.BytesIO(content),
        pages=2,
    )


def a_paper(data, filename="IMG_1.HEIC", requirement="passport", **changes):
    """A document as intake hands it on, looked at and measured."""
    found, kept = inspected(data, filename)
    document = handed_on(requirement, found)
    return replace(document, open=lambda: io.BytesIO(kept), **changes)


def a_submission(name="Abbas", prefix="EM", **changes):
    answers = {"family_name": name, "given_names": "Geheimvorname", "purpose": "GEHEIME ANTWORT"}
    values = {
        "service": "employment",
        "revision": 1,
        "language": "ar",
        "answers": answers,
        "documents": [a_document()],
        "received_at": datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        "reference": reference.make_reference(prefix, 2026, secrets.token_bytes(16)),
        "access_code_digest": reference.digest(CODE),
        "fingerprint": hashlib.sha256(repr(answers).encode()).hexdigest(),
        "evidence": {"title": "shown"},
    }
    return Submission(**{**values, **changes})


def a_case(name="Abbas", kind="application", **changes):
    """A case filed on the responsible desk, as an anonymous person's submission makes it."""
    submission = a_submission(name, **changes)
    return file_case(submission, kind, Person(name, "Geheimvorname", deadline="2026-12-31"))


def do_jobs(portal, later=timedelta()):
    """Do what is due now or a while later, as the worker does; whether no papers are left over."""
    transaction.commit()
    with clock.frozen(clock.now() + later):
        while worker.run_one(portal) is not None:
            pass
    transaction.begin()
    queue = jobs.queue(portal)
    return not [key for key in queue if queue.get(key).name == papers.JOB]
