"""Documents that are the family's go along to the next person, sealed anew and to be checked."""

from dataclasses import replace

import pytest
import transaction
from zope.component.hooks import setSite

from builders import applicants, documents_for, full_answers
from permitdesk.intake import drafts, family
from permitdesk.intake.family import Relative, carried_documents
from permitdesk.services import UnpublishableError, import_library, parse, published
from permitdesk.services.compose import LIBRARY, read_service

from .applicant import Applicant
from .drafted import a_filled_draft

# Written down here once more: what may be the family's. Everything else is one person's.
OF_THE_FAMILY = {
    *("housing_proof", "insurance_proof", "income_proof", "sponsor_identity_copy"),
    *("sponsor_title_copy", "sponsor_payslips", "sponsor_income_proof"),
}
SHIPPED = sorted(each.parent.name for each in LIBRARY.glob("*/service.toml"))
MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
 xmlns:permitdesk="urn:permitdesk:service"><schema permitdesk:steps='{{"one": {{"shared": true}}}}'>
 <fieldset name="one" label="Eins"><field name="proof" type="plone.namedfile.field.NamedBlobFile"
 {0}><title>Nachweis</title></field></fieldset></schema></model>"""


@pytest.fixture
def portal(offices):
    import_library(offices, ["family"])
    transaction.commit()
    return offices


@pytest.fixture
def sent_to_family():
    """Answers and documents of somebody whose flat and sponsor's payslips are to be proved."""
    for applicant in applicants("family"):
        answers = full_answers("family", applicant)
        papers = documents_for("family", answers)
        if {"housing_proof", "sponsor_payslips"} <= {each.requirement for each in papers}:
            return answers, papers
    raise AssertionError("nobody in the list")


def opened(portal, code):
    transaction.begin()
    setSite(portal)
    return drafts.find(portal, code)


def begun(portal, code, answers, service="family"):
    """The draft of the next person, begun from the one that the code opens."""
    draft = opened(portal, code)
    definition = published(portal["services"]["family"]).definition
    relative = Relative(definition, answers, "m" * 32, draft)
    return draft, family.begin(portal, portal["services"][service], "de", relative, 2)


def content(draft, document):
    return b"".join(draft.read_document(document.id))


@pytest.mark.parametrize("service", SHIPPED)
def test_of_the_shipped_documents_only_these_are_the_familys(portal, service):
    files = read_service(service)
    definition = parse(files.fields_model, files.texts, files.hints)

    shared = {each.id for each in definition.requirements if each.shared}

    assert shared <= OF_THE_FAMILY
    assert service != "family" or shared == OF_THE_FAMILY


def test_a_document_says_so_itself_whatever_its_step_says():
    def shared(more):
        return [each.shared for each in parse(MODEL.format(more)).requirements]

    assert shared("") == [False]
    assert shared("permitdesk:shared='yes'") == [True]
    assert shared("permitdesk:shared='no'") == [False]
    with pytest.raises(UnpublishableError, match="shared"):
        parse(MODEL.format("permitdesk:shared='maybe'"))


def test_they_go_along_byte_for_byte_under_the_key_of_the_next_draft(portal, sent_to_family):
    answers, papers = sent_to_family
    code = a_filled_draft(portal, "family", answers, papers)

    first, second = begun(portal, code, answers)

    kept = [each for each in first.documents if each.requirement in OF_THE_FAMILY]
    assert {each.requirement for each in second.documents} < OF_THE_FAMILY
    assert [replace(d, id="", carried=False) for d in second.documents] == [
        replace(d, id="") for d in sorted(kept, key=lambda d: order(portal, d))
    ]
    assert all(each.carried for each in second.documents)
    originals = {each.sha256: each for each in kept}
    for each in second.documents:
        assert content(second, each) == content(first, originals[each.sha256])
    assert not {d.id for d in first.documents} & {d.id for d in second.documents}
    sealed = []
    for blob in (*first.draft.files.values(), *second.draft.files.values()):
        with blob.open("r") as stored:
            sealed.append(stored.read())
    assert len(set(sealed)) == len(sealed)
    assert len(first.documents) == len(papers), "the first keeps its own"


def order(portal, document):
    requirements = published(portal["services"]["family"]).definition.requirements
    return [each.id for each in requirements].index(document.requirement)


def test_what_the_first_application_does_not_call_for_stays_behind(portal, sent_to_family):
    answers, papers = sent_to_family
    code = a_filled_draft(portal, "family", answers, papers)

    _first, second = begun(portal, code, {**answers, "application_kind": "renewal"})

    assert "housing_proof" not in {each.requirement for each in second.documents}


def test_another_service_takes_those_that_it_shares_too(portal, sent_to_family):
    answers, papers = sent_to_family
    code = a_filled_draft(portal, "family", answers, papers)

    _first, second = begun(portal, code, answers, "employment")

    taken = {each.requirement for each in second.documents}
    assert "housing_proof" in taken
    assert taken <= {"housing_proof", "insurance_proof", "income_proof"}


def test_no_more_and_no_other_files_than_are_asked_for(portal, sent_to_family):
    answers, papers = sent_to_family
    draft = opened(portal, a_filled_draft(portal, "family", answers, papers))
    definition = published(portal["services"]["family"]).definition
    relative = Relative(definition, answers, "m" * 32, draft)

    def taken(**changes):
        requirements = tuple(
            replace(each, **changes) if each.id == "sponsor_payslips" else each
            for each in definition.requirements
        )
        found = carried_documents(relative, replace(definition, requirements=requirements))
        return sum(each.requirement == "sponsor_payslips" for each in found)

    assert taken() == 3
    assert taken(max_files=1) == 1
    assert taken(formats=("application/x-other",)) == 0
    assert taken(shared=False) == 0


def test_a_damaged_file_stays_behind_and_the_application_begins(portal, sent_to_family):
    answers, papers = sent_to_family
    code = a_filled_draft(portal, "family", answers, papers)
    for blob in opened(portal, code).draft.files.values():
        with blob.open("a") as stored:
            stored.write(b"x")
    transaction.commit()

    _first, second = begun(portal, code, answers)

    assert second.documents == ()
    assert second.step("address").values["street"] == answers["street"]


def test_after_sending_no_document_is_left_that_could_go_along(portal, sent_to_family):
    answers, _papers = sent_to_family
    definition = published(portal["services"]["family"]).definition

    assert carried_documents(Relative(definition, answers, "m" * 32), definition) == ()


def test_each_is_marked_until_somebody_has_looked_at_it(functional, portal, sent_to_family):
    answers, papers = sent_to_family
    code = a_filled_draft(portal, "family", answers, papers)
    person = Applicant(functional, service="family").open("/resume").fill(resume_code=code)
    person.press()
    person.open("/another")
    assert "Auch Unterlagen gehen mit" in person.page
    person._shown(person.response.forms["another"].submit("begin"))
    assert "auch manche Unterlagen" in person.page
    person.open("/step/precheck").fill(
        application_kind="first", current_status="residence_permit"
    ).press("save")

    mark = "Aus dem anderen Antrag Ihrer Familie."
    person.open("/step/documents")
    housing = person.html.select_one("#f-documents-housing_proof")
    assert mark in housing.find_parent(class_="pd-upload").get_text()
    person.open("/check")
    assert mark in person.html.select_one("#open-points").get_text()

    person.open("/step/documents").go_on()
    person.open("/check")
    assert mark not in person.page
    person.open("/step/documents")
    assert mark not in person.page
    assert "Entfernen" in person.page
