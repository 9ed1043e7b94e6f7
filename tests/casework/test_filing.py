import dataclasses
import hashlib

import pytest
import transaction
from AccessControl import Unauthorized
from OFS.CopySupport import CopyError
from plone import api
from plone.app.testing import logout

from casework_builders import a_case, a_document, a_submission, an_office
from permitdesk import casework, privacy
from permitdesk.casework.application import DamagedError, UnchangeableError
from permitdesk.casework.catalogue import DuplicateReferenceError, Row
from permitdesk.casework.office import office
from permitdesk.casework.person import Person
from permitdesk.casework.routing.book import rules_of
from permitdesk.casework.routing.filing import file_case
from permitdesk.core import clock


@pytest.fixture
def unit(portal):
    return an_office(portal)


def test_a_case_lands_on_the_desk_of_the_surname(portal, unit):
    logout()
    case = a_case("Abbas")
    assert case.getPhysicalPath()[2:5] == ("office", "two", "a-k")
    assert a_case("Zhang").getPhysicalPath()[4] == "l-z"
    assert a_case("Шевченко").getPhysicalPath()[4] == "team"
    assert a_case("").getPhysicalPath()[4] == "team"
    assert (case.decision["rule"], case.decision["range"]) == ("names", "A–K")
    assert case.decision["version"] == rules_of(unit).version


def test_a_case_holds_what_was_sent(portal, unit):
    content = bytes(range(256)) * 500
    submission = a_submission(documents=[a_document(content)])
    case = file_case(submission, "application", Person("Abbas"))
    assert case.application.answers == submission.answers
    assert case.application.evidence == submission.evidence
    assert case.application.received_at == submission.received_at
    assert case.title == case.reference == submission.reference
    [document] = case.application.documents
    assert document.stored_sha256() == hashlib.sha256(content).hexdigest()
    assert casework.case_by_reference(portal, case.reference) == case
    assert casework.case_by_reference(portal, "EM-2026-QQQQQ-QQQQQ") is None


def test_what_was_sent_does_not_change(portal, unit):
    application = a_case().application
    with pytest.raises(UnchangeableError):
        application.language = "de"
    with pytest.raises(UnchangeableError):
        del application.fingerprint
    with pytest.raises(UnchangeableError):
        application.documents[0].filename = "other.pdf"
    application.answers["family_name"] = "Other"
    assert application.answers["family_name"] == "Abbas"


def test_a_document_that_arrived_damaged_is_refused(portal, unit):
    damaged = dataclasses.replace(a_document(), sha256="0" * 64)
    with pytest.raises(DamagedError):
        file_case(a_submission(documents=[damaged]), "application", Person("Abbas"))


def test_a_reference_stands_for_one_case(portal, unit):
    submission = a_submission()
    file_case(submission, "application", Person("Abbas"))
    with pytest.raises(DuplicateReferenceError):
        file_case(submission, "application", Person("Zhang"))


def test_an_error_in_the_rules_fails_no_applicant(portal, unit, caplog):
    # Written past the field's check, as a broken import might.
    unit["a-k"].ranges = "Z–A"
    case = a_case("Geheim")
    assert case.getPhysicalPath()[4] == "team"
    assert case.decision["reason"] == "failed"
    assert "Geheim" not in caplog.text
    assert [e.action for e in privacy.trail(clock.today(), case.reference)][-1] == "routing.failed"


def test_a_portal_without_units_takes_applications(portal):
    logout()
    assert a_case("Abbas").getPhysicalPath()[3:5] == ("eingang", "team")


def test_a_service_that_no_unit_names_goes_to_the_first_unit(portal, unit):
    case = a_case("Abbas", service="unknown")
    assert case.getPhysicalPath()[3] == "two"
    actions = [entry.action for entry in privacy.trail(clock.today(), case.reference)]
    assert "routing.no-unit" in actions


def test_a_missing_inbox_is_made_anew(portal, unit):
    unit._delOb("team")
    assert a_case("").getPhysicalPath()[4] == "team"


def test_filing_tells_the_desk_without_anything_personal(portal, unit, monkeypatch):
    mails = []
    monkeypatch.setattr("permitdesk.casework.notice.queue_mail", lambda *mail: mails.append(mail))
    case = a_case("Abbas")
    [(to, subject, body, language)] = mails
    assert (to, language) == ("anna@amt.example", "de")
    assert case.reference in subject
    assert case.reference in body
    assert "Abbas" not in subject + body
    assert case.getId() not in body


def test_a_bad_address_of_a_desk_refuses_no_application(portal, unit):
    unit["a-k"].address = "no address"
    case = a_case("Abbas")
    assert "desk.bad-address" in [e.action for e in privacy.trail(clock.today(), case.reference)]


def test_filing_touches_no_list_and_no_public_catalogue(portal, unit):
    transaction.savepoint(optimistic=True)
    a_case("Abbas")  # the day's first brings the day's tree
    transaction.savepoint(optimistic=True)
    portal.portal_catalog.getCounter()
    before = portal.portal_catalog.getCounter()
    case = a_case("Ali")
    names = {type(obj).__name__ for obj in portal._p_jar._registered_objects}
    assert portal.portal_catalog.getCounter() == before
    assert not names & {"PersistentList", "Desk", "Unit", "Office", "PloneSite"}
    assert "__uuid__" not in "".join(case.aq_base.__dict__)
    assert (
        portal.portal_catalog.unrestrictedSearchResults(path="/plone/office/two/a-k")[0].portal_type
        == "Desk"
    )
    assert len(portal.portal_catalog.unrestrictedSearchResults(path="/plone/office/two/a-k")) == 1


def test_ids_cannot_be_guessed(portal, unit):
    first, second = a_case("Abbas"), a_case("Ali")
    assert len(first.getId()) == 25
    assert first.getId() != second.getId()


def test_the_worklist_filters_sorts_and_batches(portal, unit):
    from permitdesk.casework.worklist.listing import Filter, worklist

    names = [f"K{letter}mar" for letter in "abcdefghij"]
    cases = {name: a_case(name) for name in names}
    a_case("Zhang")
    place = office(portal)
    total, rows = worklist("anna", place, Filter(sort_on="name_key", descending=False), 3, 4)
    assert total == 10
    assert [row.name.split(",")[0] for row in rows] == names[3:7]
    total, rows = worklist("anna", place, Filter(sort_on="name_key", descending=True), 8, 4)
    assert [row.name.split(",")[0] for row in rows] == names[1::-1]
    assert worklist("chef", place, Filter())[0] == 11
    assert worklist("berta", place, Filter())[0] == 1
    assert worklist("dora", place, Filter())[0] == 0
    assert worklist("berta", place, Filter(desk="two/a-k"))[0] == 0
    found = worklist("anna", place, Filter(text=cases["Kcmar"].reference.lower()))
    assert [row.reference for row in found[1]] == [cases["Kcmar"].reference]
    assert worklist("anna", place, Filter(text="kc"))[0] == 1
    assert worklist("anna", place, Filter(text="EM-2026"))[0] == 10
    assert worklist("anna", place, Filter(state="closed"))[0] == 0
    assert worklist("anna", place, Filter(service="contact"))[0] == 0


def test_a_desk_with_cases_and_a_case_keep_their_place(portal, unit):
    """The case catalogue knows a case by its place, so nothing moves behind its back."""
    case = a_case("Kamar")
    with api.env.adopt_roles(["Manager"]):
        for place, id_, name in (
            (unit, "a-k", "renamed"),
            (unit["a-k"], case.getId(), "renamed"),
            (unit.aq_parent, "two", "renamed"),
        ):
            with pytest.raises((CopyError, Unauthorized)):
                place.manage_renameObject(id_, name)
    assert casework.case_by_reference(portal, case.reference).getId() == case.getId()


def test_a_row_from_before_there_were_labels_goes_on(portal, unit):
    old = a_case("Abbas")
    catalogue = office(portal).cases
    shelf = catalogue._desks["two/a-k"]
    (number,) = shelf._rows
    shelf._rows[number] = shelf._rows[number][: list(Row.__dataclass_fields__).index("labels")]
    total, rows = catalogue.rows({"two/a-k"}, {})
    assert (total, next(rows).labels) == (1, ())
    old.reindexObject()
    assert catalogue.row(old.reference).matters
