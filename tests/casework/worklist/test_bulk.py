"""Many cases at once: all or nothing, said clearly, and long ones as a job with progress."""

import io
import tempfile
import zipfile
from dataclasses import asdict
from datetime import timedelta
from html import unescape

import pytest
import transaction
from openpyxl import load_workbook
from zExceptions import NotFound
from ZODB.POSException import ConflictError

from casework_builders import a_case, a_document, an_office, do_jobs
from decision_builders import acting
from permitdesk import privacy
from permitdesk.casework import case_by_reference, once
from permitdesk.casework.dossier.labels import define, labels_of, retire
from permitdesk.casework.handover.assigning import assign
from permitdesk.casework.office import office as the_office
from permitdesk.casework.worklist import errand as errands
from permitdesk.casework.worklist import work
from permitdesk.casework.worklist.files import csv_rows, harmless, write_xlsx
from permitdesk.casework.worklist.kept import kept
from permitdesk.casework.worklist.orders import GONE, Order, StoodInTheWayError, carry_out
from permitdesk.casework.worklist.views import bulk
from permitdesk.core import clock, jobs


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def unit(portal):
    return an_office(portal)


def text(browser):
    return unescape(browser.contents)


def choose(browser, portal, action, *references, every=False, **filters):
    """Open the list, mark rows and choose what shall be done with them."""
    browser.open(f"{portal.absolute_url()}/office")
    for name, value in filters.items():
        browser.getControl(name=name).value = value
    if filters:
        browser.getControl("Anzeigen").click()
    if references:
        browser.getControl(name="case").value = references
    if every:
        browser.getControl(name="which").value = ["all"]
    browser.getControl(name="action").value = [action]
    browser.getControl("Weiter").click()


def test_marked_cases_go_to_another_desk_with_a_reason(portal, unit, browser_of):
    cases = [a_case(name) for name in ("Abbas", "Bauer", "Celik")]
    transaction.commit()
    anna = browser_of("chef")
    choose(anna, portal, "assign", cases[0].reference, cases[1].reference)
    anna.getControl("In einen anderen Ordner geben").click()
    assert "Wählen Sie einen Ordner" in text(anna)
    anna.getControl(name="to").value = ["two/l-z"]
    anna.getControl(name="reason").value = " "
    anna.getControl("In einen anderen Ordner geben").click()
    assert "Schreiben Sie einen Grund" in text(anna)
    assert anna.getControl(name="to").value == ["two/l-z"], "nothing typed is lost"
    anna.getControl(name="reason").value = "Vertretung"
    anna.getControl("In einen anderen Ordner geben").click()
    assert "Erledigt." in text(anna) and "Vorgänge: 2" in text(anna)
    transaction.begin()
    paths = [the_office(portal).cases.path(case.reference) for case in cases]
    assert [path.rpartition("/")[0] for path in paths] == ["two/l-z", "two/l-z", "two/a-k"]


def test_one_case_in_the_way_stops_all_and_is_named(portal, unit, browser_of):
    cases = [a_case(name) for name in ("Abbas", "Bauer")]
    transaction.commit()
    anna = browser_of("anna")
    anna.open(cases[1].absolute_url())
    anna.getControl("In Bearbeitung nehmen").click()
    choose(anna, portal, "transition", *(case.reference for case in cases))
    anna.getControl(name="transition").value = ["take_up"]
    anna.getControl("Stand ändern").click()
    assert "Es ist nichts geschehen." in text(anna)
    assert "1 von 2 Vorgängen standen im Weg" in text(anna)
    assert "ist „In Bearbeitung“: „In Bearbeitung nehmen“ geht nicht (mehr)" in text(anna)
    assert cases[1].reference in text(anna) and cases[0].reference not in text(anna)
    transaction.begin()
    assert cases[0].state == "received"


def test_what_is_sent_twice_is_done_once(portal, unit, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "transition", case.reference)
    page = anna.contents
    anna.getControl(name="transition").value = ["take_up"]
    key = anna.getControl(name="key").value
    anna.getControl("Stand ändern").click()
    first = anna.url
    assert key in page and key not in first, "nobody else can name the errand"
    choose(anna, portal, "transition", case.reference)
    anna.getControl(name="transition").value = ["take_up"]
    anna.getControl(name="key").value = key
    anna.getControl("Stand ändern").click()
    assert anna.url == first and "Erledigt." in text(anna)
    transaction.begin()
    assert len(case.history) == 2


def test_with_the_same_key_something_else_is_an_errand_of_its_own(portal, unit, browser_of):
    cases = [a_case(name) for name in ("Abbas", "Bauer")]
    transaction.commit()
    anna = browser_of("anna")
    key, addresses = "", []
    for case in cases:
        choose(anna, portal, "transition", case.reference)
        key = key or anna.getControl(name="key").value
        anna.getControl(name="transition").value = ["take_up"]
        anna.getControl(name="key").value = key
        anna.getControl("Stand ändern").click()
        addresses.append(anna.url)
    transaction.begin()
    assert len(set(addresses)) == 2
    assert [case.state for case in cases] == ["in_review", "in_review"]
    with pytest.raises(once.OtherContentError):
        for content in ("one", "another"):
            errands.ask_for(the_office(portal), "anna", Order("xlsx"), ["x"], "k", content)


def test_nobody_takes_the_errand_of_another_person_and_no_job_acts_as_another(portal, unit):
    mine, theirs = a_case("Abbas"), a_case("Zhang")
    place, export, step = (
        the_office(portal),
        Order("xlsx"),
        Order("transition", transition="take_up"),
    )
    annas = errands.ask_for(place, "anna", export, [mine.reference], "k" * 32)
    for key in ("k" * 32, annas.id):
        bertas = errands.ask_for(place, "berta", step, [theirs.reference], key)
        assert bertas.id != annas.id
    assert errands.find(place, annas.id, "anna") is annas
    # Whatever lies under the id when the job runs: it is not what berta asked for.
    for by, order in (("berta", step), ("anna", step), ("berta", export)):
        payload = {"errand": annas.id, "by": by, "order": asdict(order)}
        for job in (work.Change(), work.Export()):
            job(portal, payload)
            job.failed(portal, payload, ValueError())
    assert (annas.status, mine.state) == (errands.WAITING, "received")


def test_labels_are_given_and_taken_and_can_be_looked_for(portal, unit, browser_of):
    label = define(unit, "Eilig", "warning")
    cases = [a_case(name) for name in ("Abbas", "Bauer")]
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "label", every=True)
    anna.getControl(name="give").value = [label.id]
    anna.getControl("Kennzeichen geben").click()
    assert "Erledigt." in text(anna)
    anna.open(f"{portal.absolute_url()}/office?label={label.id}")
    assert "1–2 von 2" in text(anna) and "Eilig" in text(anna)
    choose(anna, portal, "unlabel", cases[0].reference)
    anna.getControl(name="give").value = [label.id]
    anna.getControl("Kennzeichen abnehmen").click()
    transaction.begin()
    assert [labels_of(case) for case in cases] == [(), (label.id,)]

    choose(anna, portal, "label", cases[0].reference)
    anna.getControl(name="give").value = [label.id]
    transaction.begin()
    retire(unit, label.id)
    transaction.commit()
    anna.getControl("Kennzeichen geben").click()
    assert "hat in seinem Sachgebiet dieses Kennzeichen nicht" in text(anna)


def test_who_has_no_labels_is_told_who_makes_them(portal, unit, browser_of):
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "label", case.reference)
    assert "Es gibt noch keine Kennzeichen" in text(anna)
    assert 'name="give"' not in text(anna)
    choose(anna, portal, "transition", case.reference)
    assert "Welcher Schritt?" in text(anna)


def test_nothing_is_done_when_the_list_has_changed_meanwhile(portal, unit, browser_of):
    a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "transition", every=True, q="abb")
    anna.getControl(name="transition").value = ["take_up"]
    late = a_case("Abbasi")
    transaction.commit()
    anna.getControl("Stand ändern").click()
    assert "Inzwischen passen 2 Vorgänge zu Ihrer Auswahl, vorher waren es 1" in text(anna)
    assert "abb" not in anna.url
    transaction.begin()
    assert late.state == "received"


def test_more_than_a_few_are_a_job_with_progress(portal, unit, browser_of, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr("permitdesk.casework.worklist.work.STEP", 1)
    cases = [a_case(f"A{letter}bas") for letter in "abc"]
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "transition", every=True)
    anna.getControl(name="transition").value = ["take_up"]
    anna.getControl("Stand ändern").click()
    assert "Der Auftrag beginnt gleich." in text(anna) and 'http-equiv="refresh"' in text(anna)
    told = []
    tell = errands.tell_progress

    def listened(site, errand, done, **more):
        tell(site, errand, done, **more)
        told.append(done)

    monkeypatch.setattr(errands, "tell_progress", listened)
    assert do_jobs(portal)
    assert told == [0, 1, 2, 3]
    assert {case.state for case in cases} == {"in_review"}
    assert {case.history[-1]["actor"] for case in cases} == {"anna"}
    anna.reload()
    assert "Erledigt." in text(anna) and "http-equiv" not in text(anna)
    with pytest.raises(NotFound):
        browser_of("chef").open(anna.url)


def test_a_job_has_no_more_rights_than_its_person_has_then(portal, unit, browser_of, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 0)
    case = a_case("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "transition", every=True)
    anna.getControl(name="transition").value = ["take_up"]
    anna.getControl("Stand ändern").click()
    transaction.begin()
    unit["a-k"].members = ["dora"]
    do_jobs(portal)
    anna.reload()
    assert "Es ist nichts geschehen." in text(anna)
    assert "liegt nicht mehr in Ihren Ordnern" in text(anna)
    transaction.begin()
    assert case.state == "received"


def test_the_list_as_a_spreadsheet_is_for_who_asked_and_for_a_day(portal, unit, browser_of):
    case = a_case("=cmd|' /C calc'!A0")
    case = case_by_reference(portal, case.reference)
    other = a_case("Abbas")
    transaction.commit()
    chef = browser_of("chef")
    choose(chef, portal, "xlsx", every=True)
    do_jobs(portal)
    chef.reload()
    chef.getLink("Datei herunterladen").click()
    sheet = load_workbook(io.BytesIO(chef.contents)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Nummer", "Name", "Warum jetzt")
    assert {row[0] for row in rows[1:]} == {case.reference, other.reference}
    names = {row[0]: row[1] for row in rows[1:]}
    assert names[case.reference].startswith("'=cmd"), "no spreadsheet calculates it"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "no-store" in chef.headers["Cache-Control"]
    address = chef.url
    transaction.begin()
    trail = {(e.action, e.who, e.subject) for e in privacy.trail(clock.today())}
    assert ("case.exported", "chef", case.reference) in trail

    errand = errands.find(the_office(portal), address.split("/")[-2], "chef")
    with errand.blob.open("r") as stored:
        assert b"PK" not in stored.read(64), "kept encrypted"
    unit.head = "dora"
    transaction.commit()
    for user in ("chef", "anna"):
        with pytest.raises(NotFound):
            browser_of(user).open(address)
    unit.head = "chef"
    transaction.commit()
    do_jobs(portal, later=timedelta(days=1, minutes=1))
    with pytest.raises(NotFound):
        chef.open(address)
    assert list(filter(None, kept(the_office(portal)).errands.values())) == []


def test_a_zip_has_an_index_and_a_folder_for_each_case(portal, unit, browser_of):
    content = b"%PDF-1.7 a passport"
    case = a_case("Abbas", documents=[a_document(content)])
    a_case("Zhang")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "zip", every=True)
    do_jobs(portal)
    anna.reload()
    anna.getLink("Datei herunterladen").click()
    archive = zipfile.ZipFile(io.BytesIO(anna.contents))
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[:3] == ["index.xlsx", "index.csv", f"{case.reference}/vorgang.json"]
    assert {name.partition("/")[0] for name in names} == {
        "index.xlsx",
        "index.csv",
        case.reference,
    }
    (paper,) = [name for name in names if name.endswith(".pdf")]
    assert archive.read(paper) == content
    assert archive.read("index.csv").decode("utf-8-sig").startswith("Nummer;Name;")
    assert "Abbas" not in "".join(names)


def test_the_list_is_printed_without_its_tools(portal, unit, browser_of):
    case, other = a_case("Abbas"), a_case("Adam")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "print", case.reference)
    assert case.reference in text(anna) and other.reference not in text(anna)
    transaction.begin()
    trail = [e for e in privacy.trail(clock.today()) if e.action == "case.printed"]
    assert [(e.who, e.subject) for e in trail] == [("anna", case.reference)]


def test_cases_of_others_are_in_nobodys_list(portal, unit, browser_of):
    mine, theirs = a_case("Abbas"), a_case("Zhang")
    transaction.commit()
    place = the_office(portal)
    errand = errands.ask_for(
        place, "anna", Order("xlsx"), [mine.reference, theirs.reference], "a" * 32
    )
    errands.enqueue(errand, Order("xlsx"))
    do_jobs(portal)
    errand = errands.known(place, "anna", "a" * 32)
    assert errand.state == errands.STOPPED and errand.blob is None
    assert [each.reference for each in errand.obstacles] == [theirs.reference]


def test_too_many_are_refused_and_nothing_chosen_is_said(portal, unit, browser_of, monkeypatch):
    a_case("Abbas"), a_case("Adam")
    transaction.commit()
    anna = browser_of("anna")
    choose(anna, portal, "assign")
    assert "Wählen Sie Vorgänge aus" in text(anna)
    assert anna.getControl(name="action").value == ["assign"], "nothing chosen is lost"
    reference = anna.getControl(name="case").options[0]
    choose(anna, portal, "", reference)
    assert "Wählen Sie, was Sie mit den Vorgängen tun wollen" in text(anna)
    assert anna.getControl(name="case").value == [reference]
    choose(anna, portal, "", every=True)
    assert anna.getControl(name="which").value == ["all"]
    monkeypatch.setattr("permitdesk.casework.worklist.orders.MOST_CHANGES", 1)
    choose(anna, portal, "transition", every=True)
    assert "höchstens 1 Vorgängen auf einmal, gewählt sind 2" in text(anna)
    assert jobs.queue(portal) is None or not list(jobs.queue(portal).dead.keys())[1:]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "|"])
def test_what_looks_like_a_formula_is_text(start):
    assert harmless(f"{start}1+1").startswith("'")
    written = b"".join(csv_rows([["N"], [f"{start}1+1"]])).decode("utf-8-sig")
    assert written.splitlines()[1].lstrip('"').startswith("'")
    target = io.BytesIO()
    assert write_xlsx(target, "Vorgänge", [["N"], [f"{start}1+1\x00"]]) == 1
    (cell,) = list(load_workbook(target).active.iter_rows())[1]
    assert cell.data_type == "s"


def test_nothing_of_a_list_is_to_be_found_while_it_is_made(monkeypatch, tmp_path):
    """Nor afterwards, when the process is killed in the middle or a row cannot be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = []

    def rows(end):
        yield ["Name", "Tag"]
        for number in range(2000):
            found.extend(tmp_path.iterdir())
            yield [f"Geheim {number}", number]
        yield from end

    target = io.BytesIO()
    assert write_xlsx(target, "Vorgänge", rows(())) == 2000
    sheet = load_workbook(target).active
    assert [cell.value for cell in list(sheet.iter_rows())[2000]] == ["Geheim 1999", 1999]
    assert sheet.freeze_panes == "B2" and sheet.column_dimensions["A"].width == 12
    with pytest.raises(ZeroDivisionError):
        write_xlsx(io.BytesIO(), "Vorgänge", rows(1 // 0 for _row in "x"))
    assert [*found, *tmp_path.iterdir()] == []


def test_a_conflict_in_the_middle_changes_none_and_the_next_try_all(portal, unit):
    cases = [a_case(name) for name in ("Abbas", "Bauer", "Dogan")]
    transaction.commit()
    references = [case.reference for case in cases]
    order = Order("transition", transition="take_up")

    def a_colleague_works_on_the_last(number):
        if number == 1:
            with errands.aside(portal) as there:
                steps = case_by_reference(there, references[-1]).workflow_history
                steps.update(dict(steps))  # writes where their step writes

    with acting(portal, "anna"):
        carry_out(order, the_office(), references, "key", a_colleague_works_on_the_last)
        with pytest.raises(ConflictError):
            transaction.commit()
        transaction.abort()
        assert {case.state for case in cases} == {"received"}
        assert carry_out(order, the_office(), references, "key") == 3
        transaction.commit()
    assert {case.state for case in cases} == {"in_review"}


def test_a_case_that_went_away_meanwhile_stops_all_and_is_named(portal, unit):
    cases = [a_case(name) for name in ("Abbas", "Bauer")]
    references = [case.reference for case in cases]
    with acting(portal, "chef"):
        assign(cases[1], unit["l-z"], "Umzug")
    order = Order("assign", desk="two/team", reason="Vertretung")
    with acting(portal, "anna"), pytest.raises(StoodInTheWayError) as stood:
        carry_out(order, the_office(), references, "key")
    assert [(each.reference, each.why) for each in stood.value.obstacles] == [
        (references[1], GONE),
    ]
    assert cases[0].aq_parent.getId() == "a-k"
