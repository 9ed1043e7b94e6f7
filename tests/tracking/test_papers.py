"""Documents that come later: asked for, handed in, kept beside an application that stays."""

import hashlib

import pytest
import transaction
from requests import get

from casework_builders import PASSWORD, a_document
from documents.files import a_pdf, a_picture
from permitdesk import privacy
from permitdesk.casework import applicant
from permitdesk.casework.later import Asked, LaterDocument
from permitdesk.core import clock, jobs, reference
from status_visitor import Visitor, an_employment_case, an_office_with_services

PDF = a_pdf()
OTHER_CODE = reference.make_code(b"the code of another case")


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    return portal


@pytest.fixture
def case(portal):
    case = an_employment_case("Abbas", documents=[a_document()])
    transaction.commit()
    return case


@pytest.fixture
def visitor(portal, case):
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    return visitor


def hand_in(visitor, form, content=None, name="Geheim.pdf", **changes):
    visitor.get("documents")
    fields = {**visitor.hidden(f"form-{form}"), **changes}
    file = {f"file.{form}": (name, PDF if content is None else content)}
    return visitor.post("documents", files=file, **fields)


def missing(case):
    return [each.id for each in applicant.missing(case, "de")]


def mails(portal):
    queue = jobs.queue(portal)
    return [jobs.payload(queue.get(key)) for key in queue or ()]


def test_what_the_answers_call_for_is_missing_and_is_handed_in(portal, case, visitor):
    before = case.application.fingerprint
    assert "passport" not in missing(case)
    item = missing(case)[0]
    assert "Es fehlt" in visitor.get()
    shown = hand_in(visitor, item)
    assert "Das ist schon bei uns angekommen" in shown
    assert "Geheim.pdf" not in shown
    transaction.begin()
    assert item not in missing(case)
    (kept,) = case.later.of(LaterDocument)
    assert kept.sha256 == kept.stored_sha256() == hashlib.sha256(PDF).hexdigest()
    assert (kept.requirement, kept.id, kept.filename) == (item, "2", "Geheim.pdf")
    assert abs((clock.now() - kept.at).total_seconds()) < 60
    assert case.application.fingerprint == before
    assert [each.id for each in case.application.documents] == ["1"]
    actions = [e.action for e in privacy.trail(clock.today(), case.reference)]
    assert "case.document-received" in actions
    assert [mail["to"] for mail in mails(portal) if "Neues" in mail.get("subject", "")] == [
        "anna@amt.example"
    ]


def test_sent_twice_is_kept_once(case, visitor):
    item = missing(case)[0]
    visitor.get("documents")
    fields = visitor.hidden(f"form-{item}")
    for content, kept in ((PDF, 1), (PDF, 1), (a_pdf(pages=2), 2)):
        visitor.post("documents", files={f"file.{item}": ("a.pdf", content)}, **fields)
        transaction.begin()
        # The same page sent again counts once; another file chosen on it is not lost.
        assert len(case.later.of(LaterDocument)) == kept
    hand_in(visitor, item)
    transaction.begin()
    assert len(case.later.of(LaterDocument)) == 2  # the same file
    hand_in(visitor, item, a_picture(), "Seite 2.jpg")
    transaction.begin()
    assert [each.id for each in case.later.of(LaterDocument)] == ["2", "3", "4"]


def test_only_the_first_news_brings_a_mail(portal, case, visitor):
    first, second = missing(case)[:2]
    hand_in(visitor, first)
    hand_in(visitor, second)
    transaction.begin()
    assert len([mail for mail in mails(portal) if "Neues" in mail.get("subject", "")]) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Wählen Sie zuerst|leer"),
        (b"no document at all", "Diese Art von Datei|keines"),
        (b"MZ" + b"\0" * 100, "Art von Datei|keines"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(case, visitor, content, said):
    item = missing(case)[0]
    shown = hand_in(visitor, item, content)
    assert any(words in shown for words in said.split("|"))
    assert "Etwas fehlt noch oder stimmt nicht" in shown
    transaction.begin()
    assert not case.later.of(LaterDocument)


def test_what_is_not_missing_is_not_taken(case, visitor):
    item = missing(case)[0]
    shown = hand_in(visitor, item, item="passport")
    assert "brauchen wir nicht mehr" in shown
    hand_in(visitor, item, item="../../x")
    hand_in(visitor, item, token="0" * 64)
    transaction.begin()
    assert not case.later.of(LaterDocument)


def test_a_key_of_another_case_names_nothing(portal, case, visitor):
    other = an_employment_case("Yilmaz", code=OTHER_CODE)
    asked = Asked(clock.now(), "berta", "b" * 32, requirement="", title="Geheime Urkunde", note="")
    other.add_later(asked)
    transaction.commit()
    item = missing(case)[0]
    visitor.get("documents")
    fields = {**visitor.hidden(f"form-{item}"), "item": asked.key}
    visitor.post("documents", files={f"file.{asked.key}": ("a.pdf", PDF)}, **fields)
    assert "brauchen wir nicht mehr" in visitor.text
    assert "Geheime Urkunde" not in visitor.text
    transaction.begin()
    assert not case.later.of(LaterDocument) and not other.later.of(LaterDocument)


def test_without_a_session_nothing_is_kept(portal, case):
    item = missing(case)[0]
    stranger = Visitor(portal)
    stranger.post(
        "documents",
        files={f"file.{item}": ("a.pdf", PDF)},
        item=item,
        key="a" * 32,
        token="0" * 64,
    )
    assert not stranger.is_signed_in
    transaction.begin()
    assert not case.later.of(LaterDocument)


def test_what_staff_asked_for_comes_first_even_if_it_was_there(case, visitor):
    case.add_later(
        Asked(clock.now(), "anna", "a" * 32, requirement="passport", title="", note="Seite 3 fehlt")
    )
    case.add_later(
        Asked(clock.now(), "anna", "c" * 32, requirement="", title="Sterbeurkunde", note="")
    )
    transaction.commit()
    assert missing(case)[:2] == ["passport", "c" * 32]
    shown = visitor.get("documents")
    assert "Seite 3 fehlt" in shown and "Sterbeurkunde" in shown
    hand_in(visitor, "passport")
    hand_in(visitor, "c" * 32)
    transaction.begin()
    assert not {"passport", "c" * 32} & set(missing(case))
    assert "Sterbeurkunde" in visitor.get("documents")


def test_the_caseworker_sees_it_with_its_day_and_reads_it(portal, case, visitor):
    hand_in(visitor, missing(case)[0])
    for user, statuses in (("anna", {200}), ("berta", {403, 404})):
        answer = get(f"{case.absolute_url()}/document/2", auth=(user, PASSWORD), timeout=60)
        assert answer.status_code in statuses
        assert (answer.content == PDF) is (user == "anna")
    page = get(case.absolute_url(), auth=("anna", PASSWORD), timeout=60).text
    assert "nachgereicht am" in page and "Geheim.pdf" in page
    data = get(
        case.absolute_url(),
        auth=("anna", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    ).json()
    assert [each["handed_in_at"] is None for each in data["documents"]] == [True, False]


def test_a_closed_case_takes_nothing(portal, case, visitor):
    item = missing(case)[0]
    visitor.get("documents")
    fields = visitor.hidden(f"form-{item}")
    applicant.withdraw(case)
    transaction.commit()
    visitor.post("documents", files={f"file.{item}": ("a.pdf", PDF)}, **fields)
    transaction.begin()
    assert not case.later.of(LaterDocument)
