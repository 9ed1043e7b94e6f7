"""Viruses, with a real ClamAV: found, not there, not answering, taken away."""

import hashlib
import socket
import tempfile
import threading
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

import clamav
from clamav import EICAR
from documents.files import a_pdf, a_photo, inspected
from permitdesk.documents import Refused, scanner


def infected_pdf() -> bytes:
    def change(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"% " + EICAR)

    return a_pdf(change=change, compress_streams=False)


@pytest.fixture(scope="module")
def clamd():
    # A Unix socket's path may have 107 characters: pytest's own folders can be longer.
    with tempfile.TemporaryDirectory() as folder, clamav.running(Path(folder)) as daemon:
        yield daemon


@pytest.fixture
def scanned(clamd, monkeypatch):
    monkeypatch.setenv("PERMITDESK_CLAMD", clamd.address)


def test_a_harmless_file_is_clean(scanned):
    for data in (a_pdf(), a_photo("HEIF")):
        found, _ = inspected(data)
        assert found.scan == scanner.CLEAN


def test_a_virus_is_refused_with_what_to_do(scanned):
    with pytest.raises(Refused) as refused:
        inspected(infected_pdf())
    assert refused.value.reason == "infected"
    assert "Fotografieren Sie das Dokument neu" in refused.value.message.default


def test_a_virus_in_what_would_be_taken_out_is_found_too(scanned):
    photo = a_photo("JPEG", comment=EICAR)
    with pytest.raises(Refused) as refused:
        inspected(photo)
    assert refused.value.reason == "infected"


def test_ten_megabytes_reach_the_scanner_whole(scanned):
    data = bytes(10 * 1024 * 1024 - len(EICAR)) + EICAR
    stream = BytesIO(data)
    with pytest.raises(scanner.InfectedError, match="Test-Signatur"):
        scanner.scan(stream)
    assert stream.tell() == 0
    assert scanner.scan(BytesIO(data[:-1])) == scanner.CLEAN


def test_without_a_scanner_nobody_says_clean(monkeypatch):
    monkeypatch.delenv("PERMITDESK_CLAMD", raising=False)
    found, _ = inspected(infected_pdf())
    assert found.scan == scanner.NO_SCANNER and not scanner.is_configured()


@pytest.mark.parametrize(
    "address", ["/nirgends/clamd.sock", "unix:/nirgends/x", "ohne-port", "[::1"]
)
def test_a_scanner_that_is_not_there_marks_the_file(monkeypatch, address):
    monkeypatch.setenv("PERMITDESK_CLAMD", address)
    data = infected_pdf()
    found, kept = inspected(data)
    assert found.scan == scanner.UNSCANNED
    assert kept == data and found.sha256 == hashlib.sha256(data).hexdigest()


def test_a_scanner_that_hangs_up_or_stammers_marks_the_file(monkeypatch):
    for said in (b"", b"stream: Can't allocate memory ERROR\n", b"1: stream: maybe\n"):
        with socket.create_server(("127.0.0.1", 0)) as server:
            monkeypatch.setenv("PERMITDESK_CLAMD", f"127.0.0.1:{server.getsockname()[1]}")
            with _answering(server, said):
                assert inspected(a_pdf())[0].scan == scanner.UNSCANNED


def test_by_network_too(clamd, monkeypatch):
    """A relay, for Debian's clamd listens on a socket here."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("PERMITDESK_CLAMD", f"127.0.0.1:{server.getsockname()[1]}")
        with _relaying(server, clamd.address), pytest.raises(Refused) as refused:
            inspected(infected_pdf())
    assert refused.value.reason == "infected"


@contextmanager
def _in_background(work):
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join(30)


def _answering(server, said):
    def answer():
        line, _ = server.accept()
        with line:
            line.recv(64)
            line.sendall(said)
            line.shutdown(socket.SHUT_WR)
            while line.recv(65536):
                pass

    return _in_background(answer)


def _relaying(server, path):
    def relay():
        line, _ = server.accept()
        with line, socket.socket(socket.AF_UNIX) as there:
            there.connect(path)
            whole = b""
            while not whole.endswith(b"\0\0\0\0"):
                whole += line.recv(65536)
            there.sendall(whole)
            line.sendall(there.recv(4096))

    return _in_background(relay)
