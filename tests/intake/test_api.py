"""Submitting through the API: what is accepted, what is refused, what is the same."""

import io
import json
import secrets
import threading

import pikepdf
import pytest

from documents.files import a_pdf, a_picture
from permitdesk.core import tries
from permitdesk.core.languages import LANGUAGES
from permitdesk.core.reference import matches, parse_code, parse_reference

from .stranger import Stranger
from .world import JSON, PORTAL, a_document, a_message, publish, send_raw, submit


def test_a_message_becomes_a_case_with_its_documents_byte_for_byte(cases):
    pdf, photo = a_pdf(3), a_picture()

    received = submit(documents=[a_document(pdf), a_document(photo, filename="Foto.jpg")])

    assert received.status == 201, received.text
    reference = received.json["reference"]
    assert parse_reference(reference) == reference
    assert reference.startswith("KO-")
    assert parse_code(received.json["access_code"])
    case = cases()[reference]
    assert case.contents() == [pdf, photo]
    assert case.names == ["Vollmacht.pdf", "Foto.jpg"]
    assert case.answers == a_message()
    assert matches(received.json["access_code"], case.access_code_digest)
    assert received.json["access_code"] not in str(vars(case))
    assert received.headers["cache-control"] == "private, no-store"


def test_what_was_left_empty_is_no_answer(cases):
    empty = {"phone": None, "file_reference": "", "deadline_date": " ", "sender_name": "\u200b"}
    received = submit({**a_message(), **empty})

    assert received.status == 201, received.text
    plain = submit().json["reference"]
    case = cases()[received.json["reference"]]
    assert case.answers == a_message()
    assert case.answers == cases()[plain].answers, "the wizard sends nothing for it either"


def test_the_evidence_says_what_was_shown(cases):
    reference = submit(language="en").json["reference"]
    case = cases()[reference]
    assert case.language == case.evidence["language"] == "en"
    shown = case.evidence["texts"]["field.family_name.title"]
    assert shown["language"] == "en"
    assert shown["text"]
    assert len(case.evidence["digest"]) == 64
    assert "field.sender_organisation.title" not in case.evidence["texts"], "was not asked"


def test_sent_twice_it_is_one_case_and_the_same_receipt(cases):
    key, document = secrets.token_urlsafe(16), a_document()
    first = submit(documents=[document], key=key)
    again = submit(documents=[document], key=key)
    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json
    assert len(cases()) == 1


def test_the_same_key_with_other_content_is_refused(cases):
    key = secrets.token_hex(16)
    assert submit(key=key).status == 201
    other = submit(a_message(message="Etwas anderes"), key=key)
    assert other.status == 409
    assert other.json["error"]["type"] == "Conflict"
    assert len(cases()) == 1


def test_twice_at_once_is_one_case(offices, cases):
    key, body = secrets.token_hex(16), {"language": "de", "answers": a_message()}
    body = json.dumps(body).encode()
    answers, start = [], threading.Barrier(4)

    def send():
        start.wait()
        answers.append(send_raw(body, key))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [each.status for each in answers] == [201] * 4
    assert len({each.json["reference"] for each in answers}) == 1
    assert len({each.json["access_code"] for each in answers}) == 1
    assert len(cases()) == 1


def test_two_people_with_the_same_content_are_two_cases(cases):
    one, two = submit(), submit()
    assert one.json["reference"] != two.json["reference"]
    assert one.json["access_code"] != two.json["access_code"]
    assert len(cases()) == 2


@pytest.mark.parametrize("key", ["-", "short", "a" * 40, "x y" * 20, "1" * 31, "ü" * 30])
def test_a_key_without_128_bits_is_refused(cases, key):
    refused = submit(key=key)
    assert refused.status == 400
    assert refused.json["error"]["type"] == "IdempotencyKeyMissing"
    assert not cases()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"language": "de"}',
        b'{"language": "xx", "answers": {}}',
        b'{"language": ["de"], "answers": {}}',
        b'{"language": "de", "answers": []}',
        b'{"language": "de", "answers": {}, "documents": {}}',
        b'{"language": "de", "answers": {}, "documents": [7]}',
        b'{"language": "de", "answers": {"x": NaN}}',
        b'{"language": "de", "answers": {}, "more": 1}',
        json.dumps({"language": "de", "answers": {f"k{n}": 1 for n in range(200_000)}}).encode(),
        json.dumps(
            {"language": "de", "answers": {}, "documents": [{**a_document(), "data": "%%%"}]}
        ).encode(),
        json.dumps({"language": "de", "answers": {}, "documents": [a_document()] * 61}).encode(),
    ],
)
def test_a_body_that_is_no_submission_is_refused(cases, body):
    refused = send_raw(body)
    assert refused.status == 400, refused.text
    assert refused.json["error"]["type"] == "ValidationError"
    assert refused.json["error"]["message"]
    assert not cases()


@pytest.mark.parametrize(
    "changes, name",
    [
        ({"family_name": None}, "family_name"),
        ({"family_name": 7}, "family_name"),
        ({"family_name": "A\u202egnp.exe"}, "family_name"),
        ({"family_name": "x" * 300}, "family_name"),
        ({"topic": "no such topic"}, "topic"),
        ({"topic": ["other"]}, "topic"),
        ({"residence_municipality": "atlantis"}, "residence_municipality"),
        ({"residence_municipality": "auenburg"}, "residence_municipality"),
        ({"privacy_read": False}, "privacy_read"),
        ({"privacy_read": "yes"}, "privacy_read"),
        ({"reason": "medical"}, "reason"),  # asked only when it is urgent
        ({"no_such_field": 1}, "no_such_field"),
        ({"topic": "family", "birth_date": "2999-01-01"}, "birth_date"),
        ({"email": "nobody", "phone": None}, "email"),
    ],
)
def test_wrong_answers_are_named_and_nothing_is_stored(cases, changes, name):
    refused = submit(a_message(**changes))
    assert refused.status == 400, refused.text
    assert refused.json["error"]["type"] == "ValidationError"
    assert name in refused.json["error"]["fields"]
    assert all(refused.json["error"]["fields"][name])
    assert not cases()


def test_who_lives_elsewhere_is_told_whom_to_ask(cases):
    refused = submit(a_message(residence_municipality="auenburg"))
    (said,) = refused.json["error"]["fields"]["residence_municipality"]
    for part in ("Ausländerbehörde Auenburg", "Am Markt 1", "0123 456"):
        assert part in said
    assert not cases()


@pytest.mark.parametrize("family_name", ["O’Neill", "D'Angelo", "Ng", "E", "Müller-Lüdenscheidt"])
def test_names_as_they_are(cases, family_name):
    changes = {"given_names": None, "no_given_name": True}
    received = submit(a_message(family_name=family_name, **changes))
    assert received.status == 201, received.text


def test_dates_with_unknown_parts(cases):
    received = submit(a_message(topic="family", birth_date="1987-00-00"))
    assert received.status == 201, received.text


@pytest.mark.parametrize(
    "document",
    [
        a_document(b""),
        a_document(b"%PDF-1.7 no pdf at all"),
        a_document(b"MZ\x90\x00 a program", filename="Pass.pdf"),
        a_document(b"%PDF-" + b"0" * (11 * 1024 * 1024)),
    ],
)
def test_a_file_that_is_none_is_refused(cases, document):
    refused = submit(documents=[document])
    assert refused.status == 400, refused.text[:300]
    assert refused.json["error"]["fields"]["documents.attachments"]
    assert not cases()


def test_a_file_of_thirty_megabytes_is_refused(cases):
    refused = submit(documents=[a_document(b"%PDF-" + b"0" * (30 * 1024 * 1024))])
    assert refused.status == 400
    assert "documents.attachments" in refused.json["error"]["fields"]
    assert not cases()


def test_a_document_nobody_asked_for_is_refused(cases):
    refused = submit(documents=[a_document(requirement="tax_return")])
    assert refused.json["error"]["fields"]["documents.tax_return"]
    assert not cases()


@pytest.mark.parametrize(
    "filename, kept",
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\Pass.pdf", "Pass.pdf"),
        ("a\u202efdp.exe", "afdp"),
        ("x" * 300 + ".pdf", "x"),
        ("", ".pdf"),
    ],
)
def test_file_names_from_outside_are_made_harmless(cases, filename, kept):
    reference = submit(documents=[a_document(filename=filename)]).json["reference"]
    (name,) = cases()[reference].names
    assert name.endswith(".pdf")
    assert not set("/\\\u202e") & set(name)
    assert len(name) <= 120
    assert kept.split(".")[0][:5] in name


def test_an_oversize_body_is_refused(cases, monkeypatch):
    monkeypatch.setattr("permitdesk.intake.api.applications.MAX_BODY", 1000)
    refused = submit(documents=[a_document()])
    assert refused.status == 413
    assert refused.json["error"]["type"] == "PayloadTooLarge"
    assert not cases()


def test_an_unknown_service_is_not_found(cases):
    assert submit(service="no-such-service").status == 404


def test_an_error_speaks_the_language_of_the_submission(cases):
    german = submit(a_message(family_name=None)).json["error"]["fields"]["family_name"]
    assert german
    arabic = submit(a_message(family_name=None), language="ar")
    assert arabic.status == 400


@pytest.mark.every_text
def test_so_does_an_error_about_the_body(cases):
    def said(language):
        document = {**a_document(), "data": "!"}
        return submit(documents=[document], language=language).json["error"]["message"]

    assert len({said(language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("accept", ["*/*", "application/pdf", JSON])
def test_a_receipt_opens_for_whoever_asks_for_a_pdf(cases, accept):
    sent = submit().json
    path = sent["receipt"].removeprefix(PORTAL)

    paper = publish("GET", path, accept=accept, x_access_code=sent["access_code"])

    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")


def test_a_code_opens_its_receipt_and_no_other_does(cases):
    mine, other = submit().json, submit().json
    path = mine["receipt"].removeprefix(PORTAL)
    wrong = publish("GET", path, accept="application/json", x_access_code=other["access_code"])
    unknown = publish(
        "GET",
        path.replace(mine["reference"], "KO-2026-22222-22222"),
        accept="application/json",
        x_access_code=mine["access_code"],
    )
    assert (wrong.status, unknown.status) == (404, 404)
    assert wrong.json == unknown.json


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_receipt_is_a_pdf_in_the_language_of_the_person(offices, language):
    document = a_document(filename="عقد الإيجار.pdf")
    received = submit(documents=[document], language=language)
    assert received.status == 201, received.text
    path = received.json["receipt"].removeprefix(PORTAL)

    paper = publish("GET", path, accept=JSON, x_access_code=received.json["access_code"])

    assert paper.status == 200, paper.text
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.headers["cache-control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(paper.body)) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("service, language", [("contact", "uk"), ("employment", "de")])
def test_a_program_that_reads_nothing_but_the_form_can_apply(
    offices, service, language, everything
):
    stranger = Stranger(service, language, everything)

    def send():
        answers = stranger.answers()
        documents = stranger.documents(answers)
        return answers, submit(answers, documents, service=service, language=language)

    answers, received = send()
    if received.status == 400:
        # Who is responsible where is the district's knowledge: the answer names the question.
        (refused,) = received.json["error"]["fields"]
        stranger.avoided[refused] = {answers[refused]}
        assert refused == "residence_municipality", received.text
        answers, received = send()
    assert received.status == 201, received.text


def test_codes_can_be_tried_a_few_times_only(cases, monkeypatch):
    monkeypatch.setattr(tries, "_wrong", type(tries._wrong)())
    sent = submit().json
    path = sent["receipt"].removeprefix(PORTAL)
    answers = [
        publish("GET", path, accept=JSON, x_access_code=f"{number}")
        for number in range(tries.ALLOWED + 1)
    ]
    assert [answer.status for answer in answers] == [404] * tries.ALLOWED + [429]
    assert answers[-1].json["error"]["type"] == "TooManyRequests"
    assert answers[-1].headers["retry-after"] == "600"
