"""Documents in the office: closed until scanned, closed for ever with a virus, made readable."""

import hashlib
import html
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import requests
import transaction
from PIL import Image
from zope.component import getGlobalSiteManager

import clamav
from casework_builders import PASSWORD, a_case, a_document, a_paper, an_office, do_jobs
from documents.files import a_pdf, a_photo
from permitdesk import privacy
from permitdesk.casework import papers
from permitdesk.casework.interfaces import IVirusFound
from permitdesk.core import clock
from permitdesk.documents import scanner


@pytest.fixture
def portal(server):
    an_office(server["portal"])
    transaction.commit()
    return server["portal"]


@pytest.fixture
def clamd():
    with clamav.stopped() as daemon:
        yield daemon


def a_filed_case(*documents):
    case = a_case(documents=list(documents))
    transaction.commit()
    return case


def ask(address, user="anna", accept="application/json"):
    return requests.get(address, auth=(user, PASSWORD), headers={"Accept": accept}, timeout=60)


def fetched(case, id_):
    return ask(f"{case.absolute_url()}/@documents/{id_}")


def test_a_document_that_nobody_scanned_stays_closed(portal, clamd, monkeypatch):
    monkeypatch.setenv("PERMITDESK_CLAMD", clamd.address)  # which is down
    case = a_filed_case(a_paper(a_pdf(), "Pass.pdf"))
    (document,) = case.application.documents
    assert document.scan == scanner.UNSCANNED
    answer = fetched(case, "1")
    assert answer.status_code == 409 and answer.json()["error"]["type"] == "NotScanned"
    assert "noch nicht auf Viren geprüft" in answer.json()["error"]["message"]
    page = ask(f"{case.absolute_url()}/document/1", accept="text/html")
    assert page.status_code == 409 and "noch nicht auf Viren geprüft" in page.text
    page = html.unescape(ask(case.absolute_url(), accept="text/html").text)
    assert "noch nicht auf Viren geprüft" in page and "/document/1" not in page
    assert not do_jobs(portal)  # still down: tried again later
    assert fetched(case, "1").status_code == 409

    clamd.start()
    assert do_jobs(portal, timedelta(minutes=2))
    answer = fetched(case, "1")
    assert hashlib.sha256(answer.content).hexdigest() == document.given_sha256
    assert ask(case.absolute_url()).json()["documents"][0]["scan"] == "clean"


def test_a_virus_found_later_is_never_handed_out(portal, clamd, monkeypatch):
    monkeypatch.setenv("PERMITDESK_CLAMD", clamd.address)

    def infected(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"% " + clamav.EICAR)

    bad = a_paper(a_pdf(change=infected, compress_streams=False), "Vertrag.pdf")
    case = a_filed_case(bad, a_paper(a_photo("HEIF")))
    clamd.start()
    found = []
    told = getGlobalSiteManager()
    told.registerHandler(tell := lambda event: found.append(event.document), (IVirusFound,))
    try:
        assert do_jobs(portal)
    finally:
        told.unregisterHandler(tell, (IVirusFound,))
    assert found == ["1"]
    answer = fetched(case, "1")
    assert answer.status_code == 409 and answer.json()["error"]["type"] == "Infected"
    assert fetched(case, "2").status_code == 200
    told = ask(case.absolute_url()).json()
    assert [each["scan"] for each in told["documents"]] == ["infected", "clean"]
    assert [each["of"] for each in told["readable"]] == [["2"]]
    transaction.begin()
    trail = [entry.action for entry in privacy.trail(clock.today(), case.reference)]
    assert "document.infected" in trail and "document.closed" in trail


def test_a_scanner_taken_away_opens_nothing(portal, monkeypatch):
    monkeypatch.delenv("PERMITDESK_CLAMD", raising=False)
    case = a_filed_case(a_paper(a_pdf(), "Pass.pdf", scan=scanner.UNSCANNED))
    assert not do_jobs(portal)
    assert fetched(case, "1").status_code == 409


def test_without_a_scanner_documents_are_handed_out(portal, monkeypatch):
    monkeypatch.delenv("PERMITDESK_CLAMD", raising=False)
    case = a_filed_case(a_paper(a_pdf(), "Pass.pdf"))
    assert fetched(case, "1").content.startswith(b"%PDF")
    assert fetched(case, "r1").status_code == 404
    assert ask(case.absolute_url()).json()["documents"][0]["scan"] is None


def test_photos_of_one_requirement_become_one_pdf(portal):
    photos = [a_photo(format) for format in ("HEIF", "JPEG", "PNG")]
    single = a_paper(a_photo("HEIF"), "Mein Vertrag.heic", requirement="tenancy")
    case = a_filed_case(*map(a_paper, photos), a_paper(a_pdf(), "Brief.pdf"), single)
    assert ask(case.absolute_url()).json()["readable"] == []
    assert do_jobs(portal)
    told = ask(case.absolute_url()).json()
    whole, letter = told["readable"]
    assert (whole["id"], whole["of"], whole["pages"]) == ("r1", ["1", "2", "3"], 3)
    answer = ask(whole["@id"])
    assert hashlib.sha256(answer.content).hexdigest() == whole["sha256"]
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 3
    assert (letter["of"], letter["filename"]) == (["5"], "Mein Vertrag (aufrecht).jpg")
    with Image.open(BytesIO(fetched(case, "r2").content)) as image:
        assert image.size == (400, 600)
    page = ask(case.absolute_url(), accept="text/html").text
    assert "Zum Lesen aufbereitet" in page and f"{case.absolute_url()}/document/r1" in page

    # What was received stays beside it, without what it told; both hashes are known.
    first = told["documents"][0]
    answer = fetched(case, "1")
    assert answer.content[4:8] == b"ftyp" and len(answer.content) == first["size"]
    assert hashlib.sha256(answer.content).hexdigest() == first["sha256"]
    assert first["received"]["sha256"] == hashlib.sha256(photos[0]).hexdigest() != first["sha256"]
    assert ask(whole["@id"], "berta").status_code in (401, 404)

    papers.hand_over(case, case.documents)  # a job may be done twice
    assert do_jobs(portal)
    assert ask(case.absolute_url()).json()["readable"] == told["readable"]


def test_a_case_of_the_first_version_reads_on(portal):
    case = a_case(documents=[a_document()])
    (document,) = case.application.documents
    for name in ("kept_size", "kept_sha256", "scan"):
        del document.__dict__[name]
    del case.papers
    transaction.commit()
    assert (document.given_size, document.given_sha256) == (document.size, document.sha256)
    assert fetched(case, "1").content == b"%PDF-1.7 a passport"
    assert ask(case.absolute_url()).json()["readable"] == []
