"""A case as one file to take along: whole, the same twice, and harmful to nobody."""

import io
import json
import os
import subprocess
import tracemalloc
import zipfile
from datetime import date, timedelta
from types import SimpleNamespace

import pikepdf
import pytest
import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from plone.app.testing import login, logout

from casework_builders import a_case, a_document, an_office
from permitdesk.casework import applicant, caseworker
from permitdesk.casework.checklist.entries import Accepted
from permitdesk.casework.dossier import contact
from permitdesk.casework.handover.bundle import contents, package
from permitdesk.casework.handover.bundle.check import check_bundle, main
from permitdesk.casework.handover.bundle.contents import Source, placed
from permitdesk.casework.handover.bundle.record import content_mark, plain
from permitdesk.casework.letters.letter import FINISHED, Finished, Letter, Letters
from permitdesk.casework.papers import papers_of
from permitdesk.core import clock
from permitdesk.documents import scanner

NASTY = "../../etc/passwd\u202efdp.exe"


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    transaction.commit()
    login(portal, "anna")
    yield portal
    logout()


def a_full_case(**more):
    documents = [
        a_document(filename=NASTY),
        a_document(b"%PDF-1.7 second", "zweites.pdf"),
        a_document(b"%PDF-1.7 infected", "böse.pdf"),
        a_document(b"%PDF-1.7 nobody looked", "später.pdf"),
    ]
    case = a_case("Nguyễn-Ölçer ʻOkina", documents=documents, **more)
    transaction.commit()
    papers_of(case).scans["3"] = scanner.INFECTED
    papers_of(case).scans["4"] = scanner.UNSCANNED
    caseworker.write(case, "Guten Tag,\n\nbitte den Pass.", "k1")
    applicant.write(case, "مرحبا، هذا جواز سفري", "ar", "k2")
    return case


def packed(case, bundle=None):
    bundle = bundle or package.freeze(case)
    with package.written(case, bundle) as file:
        return bundle, file.read()


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_everything_that_may_be_opened_is_in_it_and_the_rest_is_named(portal, tmp_path):
    case = a_full_case()
    bundle, data = packed(case)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        first = next(name for name in names if name.startswith("unterlagen/001-"))
        assert archive.read(first) == b"%PDF-1.7 a passport"

    drawn, handed_in = names[:3], [name.partition("-")[0] for name in names[3:]]
    assert drawn == ["manifest.json", "vorgang.json", "vorgang.pdf"]
    assert handed_in == ["unterlagen/001", "unterlagen/002"]
    assert manifest["reference"] == case.reference
    left = [(each["filename"], each["reason"]) for each in manifest["left_out"]]
    assert left == [("böse.pdf", "infected"), ("später.pdf", "unscanned")]
    assert b"%PDF-1.7 infected" not in data and b"%PDF-1.7 a passport" in data

    path = tmp_path / bundle.filename
    path.write_bytes(data)
    checked = check_bundle(path)
    assert checked.problems == ()
    assert (checked.reference, checked.sha256) == (case.reference, bundle.sha256)
    assert main([str(path)]) == 0


def test_the_record_has_what_was_sent_word_for_word_and_what_came_after(portal):
    case = a_full_case()
    record = json.loads(package.freeze(case).record)

    assert (record["schema"], record["version"]) == ("permitdesk-case", 1)
    assert record["answers"] == case.application.answers
    assert record["applicant"]["family_name"] == "Nguyễn-Ölçer ʻOkina"
    letters = [each for each in record["entries"] if each["kind"] == "Message"]
    assert [each["data"]["text"] for each in letters] == [
        "Guten Tag,\n\nbitte den Pass.",
        "مرحبا، هذا جواز سفري",
    ]
    assert [each["by"] for each in letters] == ["anna", None]
    assert record["documents"][2]["left_out"] == "infected"
    assert record["history"][0]["text"] == "Eingegangen"


def test_the_paper_is_tagged_german_and_holds_names_and_foreign_words(portal):
    case = a_full_case()
    drawn = package.freeze(case).sheet
    pdf = pikepdf.open(io.BytesIO(drawn))

    assert pdf.Root.Lang == "de"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.StructTreeRoot.K
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert case.reference in metadata["dc:title"]
    text = text_of(drawn)
    for expected in (
        case.reference,
        "Nguyễn-Ölçer",
        "GEHEIME ANTWORT",
        "Guten Tag,",
        "جواز",
        "böse.pdf",
        "enthält ein Schadprogramm",
        "Verlauf",
    ):
        assert expected in text, expected
    assert "\u202e" not in text


def test_the_same_bundle_is_the_same_bytes_whatever_came_since(portal):
    case = a_full_case()
    bundle, data = packed(case)
    with clock.frozen(clock.now() + timedelta(days=3)):
        caseworker.write(case, "Noch etwas.", "k9")
        assert packed(case, bundle)[1] == data
        assert packed(case)[0].sha256 != bundle.sha256


def test_a_document_that_may_no_longer_be_opened_is_not_in_an_older_bundle_either(portal):
    case = a_full_case()
    bundle = package.freeze(case)
    papers_of(case).scans["1"] = scanner.INFECTED
    with pytest.raises(package.DamagedBundleError):
        packed(case, bundle)


def test_no_document_is_in_memory_as_a_whole(portal):
    large = b"%PDF-1.7 " + os.urandom(30_000_000)
    case = a_case("Lang", documents=[a_document(large), a_document(large + b"x")])
    transaction.commit()
    bundle = package.freeze(case)
    tracemalloc.start()
    try:
        with package.written(case, bundle) as file:
            assert file.seek(0, 2) > 60_000_000
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


def test_a_damaged_document_leaves_the_house_in_no_bundle(portal, monkeypatch):
    case = a_full_case()
    bundle = package.freeze(case)
    monkeypatch.setattr(contents, "_opener", lambda document: lambda: io.BytesIO(b"something else"))
    with pytest.raises(package.DamagedBundleError):
        packed(case, bundle)


def test_finished_letters_and_what_staff_said_of_documents_belong_to_the_file(portal):
    case = a_full_case()
    login(portal, "berta")
    wording = SimpleNamespace(title="Bescheid", texts={})
    letter = Letter(
        "ab12cd34",
        SimpleNamespace(id="t1", kind="decision"),
        SimpleNamespace(number=1, wording=wording),
        "berta",
        clock.now(),
    )
    letter.finished = Finished(b"%PDF-1.7 the letter", at=clock.now(), by="berta")
    letter.state = FINISHED
    letters = Letters()
    letters.every = (letter,)
    case.aq_base._letters = letters
    case.add_later(Accepted(clock.now(), "berta", document="1"))
    transaction.commit()

    bundle, data = packed(case)
    record = json.loads(bundle.record)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("schreiben/001-bescheid.pdf") == b"%PDF-1.7 the letter"
    assert [each["state"] for each in record["documents"][:2]] == ["accepted", "received"]
    assert "angenommen" in text_of(bundle.sheet) and "Schreiben" in text_of(bundle.sheet)


def test_a_contact_in_the_file_leaves_with_it_whole(portal):
    case = a_full_case()
    before = content_mark(case)
    papers = [a_document(b"%PDF-1.7 of the contact"), a_document(b"%PDF-1.7 bad", "virus.pdf")]
    sent = a_case("Abbas", "contact", prefix="KO", documents=papers)
    applicant.write(sent, "Noch eine Frage", "uk", "k5")
    login(portal, "chef")
    assert contact.attach(sent, case.reference)
    papers_of(sent).scans["2"] = scanner.INFECTED  # said of the contact after it was filed
    transaction.commit()
    assert content_mark(case) != before

    bundle, data = packed(case)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = (name for name in archive.namelist() if name.startswith("anfragen/"))
        assert archive.read(name) == b"%PDF-1.7 of the contact"
    left = json.loads(bundle.manifest)["left_out"]
    assert ("attached", "virus.pdf") in [(each["kind"], each["filename"]) for each in left]
    (entry,) = (e for e in json.loads(bundle.record)["entries"] if e["kind"] == "Attached")
    said = entry["data"]
    assert said["answers"] == sent.application.answers
    assert said["messages"][0]["text"] == "Noch eine Frage"
    assert said["documents"] == [f"{sent.reference}/1", f"{sent.reference}/2"]
    told = text_of(bundle.sheet)
    assert sent.reference in told and "Noch eine Frage" in told and "virus.pdf" in told


def test_a_value_that_has_no_form_in_the_file_is_not_left_out_silently():
    assert plain({"days": (date(2026, 11, 29), None)}) == {"days": ["2026-11-29", None]}
    with pytest.raises(TypeError):
        plain({"of": object()})


def _tampered(data, change):
    """The same ZIP with its files changed by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda files: files.update({"vorgang.json": b"{}"}), "changed: vorgang.json"),
        (
            lambda files: files.update({"vorgang.json": files["vorgang.json"] + b" "}),
            "changed: vorgang.json",
        ),
        (
            lambda files: files.pop(next(name for name in files if "/001-" in name)),
            "missing: unterlagen/001",
        ),
        (lambda files: files.update({"more.txt": b"x"}), "not in the manifest: more.txt"),
        (lambda files: files.update({"../evil": b"x"}), "unsafe path: ../evil"),
        (lambda files: files.pop("manifest.json"), "no manifest.json"),
        (lambda files: files.update({"manifest.json": b"[]"}), "manifest.json cannot be read"),
    ],
)
def test_what_was_tampered_with_is_found(portal, tmp_path, change, problem):
    path = tmp_path / "bundle.zip"
    path.write_bytes(_tampered(packed(a_full_case())[1], change))
    found = check_bundle(path)
    assert not found.is_whole and main([str(path)]) == 1
    assert any(each.startswith(problem) for each in found.problems), found.problems


@pytest.mark.parametrize("junk", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_bundle_is_said_to_be_none(tmp_path, junk):
    (tmp_path / "x.zip").write_bytes(junk)
    assert not check_bundle(tmp_path / "x.zip").is_whole
    assert not check_bundle(tmp_path / "none.zip").is_whole


def test_a_mark_tells_whether_something_was_added(portal):
    case = a_full_case()
    before = content_mark(case)
    login(portal, "berta")
    portal.portal_workflow.doActionFor(case, "take_up")
    caseworker.mark_read(case, 99)
    assert content_mark(case) == before
    caseworker.write(case, "Noch etwas.", "k3")
    assert content_mark(case) != before


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=80)), max_size=12))
def test_no_name_of_a_file_or_a_paper_makes_a_path_unsafe_or_twice(named):
    files = [
        Source("original", str(number), title, name, "application/pdf", 1, "0", io.BytesIO)
        for number, (title, name) in enumerate(named)
    ]
    paths = [each.path for each in placed(files)]
    assert len(set(map(str.casefold, paths))) == len(files)
    for path in paths:
        assert path.isascii() and path.startswith("unterlagen/") and path.count("/") == 1
        assert set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") and ".." not in path
        assert len(path) < 100
