"""A document on its way into a draft: what is kept, how much at once is in memory, how many."""

import hashlib
import random
import tracemalloc
from io import BytesIO

import pytest

import clamav
from builders import applicants, documents_for, full_answers
from builders.files import an_upload
from documents.files import XMP, a_pdf, a_photo, a_picture
from permitdesk.documents import scanner
from permitdesk.intake import drafts, uploads
from permitdesk.intake.papers import submitted
from permitdesk.services import published
from permitdesk.services.definition import Limits, Requirement

from .applicant import Applicant
from .drafted import a_filled_draft

BY_SCRIPT = {"X-Permitdesk-Upload": "1"}

MB = 1024 * 1024
PASS = Requirement("passport", "Pass", max_files=10)


class Upload(BytesIO):
    def __init__(self, data, filename="Pass.pdf"):
        super().__init__(data)
        self.filename = filename


@pytest.fixture
def draft(portal):
    return drafts.create(portal, "employment", 1, "de")


def of_ten_megabytes() -> bytes:
    def change(pdf):
        pdf.pages[0].Extra = pdf.make_stream(random.Random(7).randbytes(10 * MB - 20_000))

    return a_pdf(change=change, compress_streams=False)


def test_a_photo_is_kept_without_what_it_tells_and_both_hashes_are_known(draft):
    photo = a_photo("HEIF", xmp=XMP)
    assert uploads.take(draft, PASS, Upload(photo, "IMG_1.HEIC")) is None
    (kept,) = draft.documents
    assert (kept.content_type, kept.filename) == ("image/heic", "IMG_1.HEIC")
    assert (kept.size, kept.sha256) == (len(photo), hashlib.sha256(photo).hexdigest())
    paper = submitted(draft, kept)
    with paper.open() as stream:
        data = stream.read()
    assert hashlib.sha256(data).hexdigest() == paper.kept_sha256 != paper.sha256
    assert len(data) == paper.kept_size and b"GPSLatitude" not in data


def test_ten_megabytes_are_never_in_memory(draft):
    data = of_ten_megabytes()
    assert 9.9 * MB < len(data) < 10 * MB
    assert uploads.take(draft, PASS, Upload(a_pdf())) is None  # what is loaded once is loaded
    upload = Upload(data)
    tracemalloc.start()
    try:
        assert uploads.take(draft, PASS, upload) is None
        with submitted(draft, draft.documents[-1]).open() as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert digest == hashlib.sha256(data).hexdigest()
    assert peak < 2 * MB, f"{peak / MB:.1f} MB"


def test_a_service_sets_how_many_and_how_large(draft):
    few = Requirement("passport", "Pass", max_files=9, limits=Limits(files=2, megabytes=1))
    large = Upload(a_picture("PNG", size=(900, 700)))
    assert len(large.getvalue()) > MB
    assert uploads.take(draft, few, large).mapping == {"limit": "1"}
    for _ in range(2):
        assert uploads.take(draft, few, Upload(a_pdf())) is None
    message = uploads.take(draft, few, Upload(a_pdf()))
    assert message == "intake_files_too_many" and message.mapping == {"count": 2}
    only = Requirement("passport", "Pass", max_files=1, limits=Limits(files=2))
    assert uploads.take(draft, only, Upload(a_pdf())) is None  # takes the place of the others


def test_the_scanner_is_down_and_the_draft_remembers(draft, monkeypatch, tmp_path):
    monkeypatch.setenv("PERMITDESK_CLAMD", f"{tmp_path}/nobody.sock")
    assert uploads.take(draft, PASS, Upload(a_pdf())) is None
    (kept,) = draft.documents
    assert kept.scan == scanner.UNSCANNED == submitted(draft, kept).scan


def test_a_virus_is_not_taken(draft, monkeypatch):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder, clamav.running(Path(folder)) as daemon:
        monkeypatch.setenv("PERMITDESK_CLAMD", daemon.address)
        photo = a_photo("JPEG", comment=clamav.EICAR)
        assert uploads.take(draft, PASS, Upload(photo, "x.jpg")) == "documents_infected"
    assert draft.documents == ()


def test_files_for_what_is_not_asked_any_more_take_no_place(draft):
    """They are on no page: nobody could remove one to make room."""
    few = Limits(files=2)
    contract, proof = (Requirement(n, n, max_files=9, limits=few) for n in ("contract", "proof"))
    for _ in range(2):
        assert uploads.take(draft, contract, Upload(a_pdf()), {"contract"}) is None
    assert uploads.take(draft, contract, Upload(a_pdf()), {"contract"}) == "intake_files_too_many"

    for _ in range(2):
        assert uploads.take(draft, proof, Upload(a_pdf()), {"proof"}) is None
    assert uploads.take(draft, proof, Upload(a_pdf()), {"proof"}) == "intake_files_too_many"


def test_too_many_files_in_all_are_not_sent(functional, offices):
    """Those of two purposes can come together when answers change."""
    (applicant, *_others) = applicants("employment")
    answers = full_answers("employment", applicant, residence_municipality="neumuehl")
    papers = documents_for("employment", answers)
    most = published(offices["services"]["employment"]).definition.limits.files
    more = [an_upload(papers[0].requirement, 90 + n, f"{n}") for n in range(most + 1 - len(papers))]
    code = a_filled_draft(offices, "employment", answers, [*papers, *more])
    person = Applicant(functional, service="employment")
    person.open("/resume").fill(resume_code=code).press()

    person.open("/check").press("send")
    assert person.address.endswith("/check")
    missing = person.html.select("#open-points .pd-answers__row--missing")
    (told,) = [each for each in missing if f"kann höchstens {most} Dateien" in each.get_text()]
    person.visit(told.select_one("a")["href"])
    assert person.html.select("[name^='documents.'][name$='.remove']")


def test_the_same_file_sent_again_is_kept_once(functional, offices):
    """A phone that lost the answer sends it again."""
    person = Applicant(functional)
    person.answer_contact()
    same = a_pdf()
    for filename in ("Vollmacht.pdf", "Vollmacht.pdf", "Andere.pdf"):
        person.attach("documents.attachments", same, filename)
        person.form.submit("documents.attachments.add", headers=BY_SCRIPT)
        person.open("/step/documents")
    assert len(person.texts(".pd-files__file")) == 2


def test_a_script_that_sends_is_told_where_to_go_on(functional, offices):
    person = Applicant(functional)
    person.answer_contact()
    person.attach("documents.attachments")
    answer = person.form.submit("documents.attachments.add", headers=BY_SCRIPT, expect_errors=True)
    assert answer.status_int == 204 and "location" not in answer.headers
    where = answer.headers["x-permitdesk-location"]
    assert where.endswith("/step/documents#f-documents-attachments")
    person.attach("documents.attachments", data=b"nothing")
    answer = person.form.submit("continue", headers=BY_SCRIPT)
    assert answer.status_int == 200 and "x-permitdesk-location" not in answer.headers
    assert "errors" in answer.text


def test_scripts_come_only_where_a_file_can_be_chosen(functional, offices):
    person = Applicant(functional)
    pages = [person.open("/step/municipality").page]
    person.answer_contact()
    pages += [person.open(f"/{path}").page for path in ("step/topic", "save", "check")]
    assert not any("<script" in page for page in pages)
    assert person.open("/step/documents").page.count("<script") == 1
