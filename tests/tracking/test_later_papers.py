"""Documents that come later go the same way as those of an application: cleaned, scanned, closed
until they were, made readable.
"""

import hashlib
import html
from datetime import timedelta

import pytest
import requests
import transaction

import clamav
from casework_builders import PASSWORD, a_document, do_jobs
from documents.files import CAMERA, a_pdf, a_photo
from permitdesk import privacy
from permitdesk.casework import applicant
from permitdesk.casework.later import LaterDocument
from permitdesk.core import clock
from permitdesk.documents import scanner
from status_visitor import Visitor, an_employment_case, an_office_with_services


@pytest.fixture
def portal(functional):
    an_office_with_services(functional["portal"], "employment")
    return functional["portal"]


@pytest.fixture
def case(portal):
    case = an_employment_case("Abbas", documents=[a_document()])
    transaction.commit()
    return case


@pytest.fixture
def clamd(monkeypatch):
    with clamav.stopped() as daemon:
        monkeypatch.setenv("PERMITDESK_CLAMD", daemon.address)
        yield daemon


def missing(case):
    return [each.id for each in applicant.missing(case, "de")]


def hand_in(portal, case, item, *files):
    """Hand in files for one item; the documents that are kept of later then."""
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    for name, content in files:
        visitor.get("documents")
        fields = visitor.hidden(f"form-{item}")
        visitor.post("documents", files={f"file.{item}": (name, content)}, **fields)
    transaction.begin()
    return case.later.of(LaterDocument)


def ask(address, accept="application/json"):
    headers = {"Accept": accept}
    return requests.get(address, auth=("anna", PASSWORD), headers=headers, timeout=60)


def fetched(case, id_):
    """The document by the office's two ways: its service and its page."""
    return [
        ask(f"{case.absolute_url()}/@documents/{id_}"),
        ask(f"{case.absolute_url()}/document/{id_}", "text/html"),
    ]


def told(case):
    return ask(case.absolute_url()).json()


def test_one_that_nobody_scanned_stays_closed_until_the_job_has(portal, case, clamd):
    pdf = a_pdf()
    (kept,) = hand_in(portal, case, missing(case)[0], ("Pass.pdf", pdf))  # the daemon is down
    assert (kept.id, kept.scan) == ("2", scanner.UNSCANNED)
    assert [each.status_code for each in fetched(case, "2")] == [409, 409]
    page = html.unescape(ask(case.absolute_url(), "text/html").text)
    assert "noch nicht auf Viren geprüft" in page and "/document/2" not in page
    assert told(case)["documents"][1]["scan"] == "unscanned"
    assert not do_jobs(portal)  # still down: tried again later
    assert [each.status_code for each in fetched(case, "2")] == [409, 409]

    clamd.start()
    assert do_jobs(portal, timedelta(minutes=2))
    assert [each.content for each in fetched(case, "2")] == [pdf, pdf]
    assert told(case)["documents"][1]["scan"] == "clean"


def test_a_virus_found_later_is_never_handed_out_and_the_paper_is_missing_again(
    portal, case, clamd
):
    def infected(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"% " + clamav.EICAR)

    item = missing(case)[0]
    bad = a_pdf(change=infected, compress_streams=False)
    hand_in(portal, case, item, ("Vertrag.pdf", bad))
    assert item not in missing(case)
    clamd.start()
    assert do_jobs(portal)
    answers = fetched(case, "2")
    assert [each.status_code for each in answers] == [409, 409]
    assert answers[0].json()["error"]["type"] == "Infected"
    assert item in missing(case)
    assert "document.infected" in [e.action for e in privacy.trail(clock.today(), case.reference)]

    # With the daemon there it is not even kept, and a good one answers what was asked for.
    assert len(hand_in(portal, case, item, ("Noch einmal.pdf", bad))) == 1
    hand_in(portal, case, item, ("Gut.pdf", a_pdf()))
    assert [each.status_code for each in fetched(case, "3")] == [200, 200]
    assert item not in missing(case)


def test_a_photo_is_kept_without_what_it_tells_and_has_two_hashes(portal, case):
    photo = a_photo()
    assert CAMERA.encode() in photo
    (kept,) = hand_in(portal, case, missing(case)[0], ("IMG_1.jpg", photo))
    content = fetched(case, "2")[0].content
    assert CAMERA.encode() not in content
    assert kept.sha256 == hashlib.sha256(photo).hexdigest() != kept.kept_sha256
    assert kept.kept_sha256 == kept.stored_sha256() == hashlib.sha256(content).hexdigest()
    document = told(case)["documents"][1]
    assert (document["sha256"], document["size"]) == (kept.kept_sha256, len(content))
    assert document["received"] == {"size": len(photo), "sha256": kept.sha256}


def test_photos_are_made_readable_and_none_takes_the_address_of_another(portal, case):
    first, second = missing(case)[:2]
    hand_in(portal, case, first, ("IMG_1.jpg", a_photo()))
    assert do_jobs(portal)
    (one,) = told(case)["readable"]
    assert (one["id"], one["of"], one["filename"]) == ("r1", ["2"], "IMG_1 (aufrecht).jpg")

    hand_in(portal, case, second, ("IMG_2.jpg", a_photo("HEIF")))
    assert do_jobs(portal)
    assert [(each["id"], each["of"]) for each in told(case)["readable"]] == [
        ("r1", ["2"]),
        ("r2", ["3"]),
    ]
    assert told(case)["readable"][0] == one

    hand_in(portal, case, first, ("IMG_3.png", a_photo("PNG")))  # a page was forgotten
    assert do_jobs(portal)
    whole, other = told(case)["readable"]
    assert (whole["id"], whole["of"], whole["pages"]) == ("r3", ["2", "4"], 2)
    assert (other["id"], other["of"]) == ("r2", ["3"])
    assert ask(whole["@id"]).content.startswith(b"%PDF")
    assert fetched(case, "r1")[0].status_code == 404
