"""What staff note on the case page, as they meet it: no JavaScript, errors beside the field."""

import re

import pytest
import transaction

from casework_builders import a_case, an_office
from dossier_builders import Desk
from permitdesk.casework import applicant
from permitdesk.casework.dossier import blocks, certificate, contact, labels, links, notes, tasks
from permitdesk.core import clock


@pytest.fixture
def portal(functional):
    an_office(functional["portal"])
    return functional["portal"]


@pytest.fixture
def case(portal):
    case = a_case("Abbas")
    transaction.commit()
    return case


@pytest.fixture
def desk_of(functional):
    return lambda user: Desk(functional["app"], user)


@pytest.fixture
def anna(desk_of):
    return desk_of("anna")


def in_parts(day, name):
    return {
        f"{name}__day": f"{day:%d}",
        f"{name}__month": f"{day:%m}",
        f"{name}__year": f"{day:%Y}",
    }


def test_a_note_is_written_corrected_and_withdrawn(case, anna, desk_of):
    anna.open(case)
    assert 'href="#f-note_text"' in anna.send("note"), "the error leads to the field"
    assert notes.notes(case) == ()
    shown = anna.send("note", note_text="Anwältin rief <an>.")
    assert "Anwältin rief <an>." in shown and anna.browser.url.endswith("#notes")
    (note,) = notes.notes(case)
    chef = desk_of("chef")
    assert "Berichtigen" not in chef.open(case)
    shown = anna.send(f"correct-note-{note.id}", **{f"note_text_{note.id}": "Anwalt rief an."})
    assert "Diese Notiz wurde berichtigt." in shown
    assert "Zurückgezogen am" in anna.press("withdraw-note")
    assert "Anwalt rief an." not in anna.text


def test_what_was_typed_is_not_lost_where_something_is_wrong(case, anna):
    anna.open(case)
    shown = anna.send(
        "task", task_title="Anrufen", task_due__day="31", task_due__month="2", task_due__year="2026"
    )
    assert 'value="Anrufen"' in shown and 'value="31"' in shown
    assert "Dieses Datum gibt es nicht" in shown
    assert tasks.open_tasks(case) == ()


def test_a_task_is_given_seen_as_due_done_and_opened_again(case, anna):
    anna.open(case)
    shown = anna.send(
        "task", task_title="Anrufen", task_who=["chef"], **in_parts(clock.today(), "task_due")
    )
    assert "heute fällig" in shown and "Heute ist eine Aufgabe fällig" in shown
    (task,) = tasks.open_tasks(case)
    assert task.assignee == "chef"
    assert "Erledigte Aufgaben" in anna.press("finish-task")
    assert "Heute ist eine Aufgabe fällig" not in anna.text
    anna.press("reopen-task")
    shown = anna.send(f"change-task-{task.id}", **{f"task_due_{task.id}__year": "2020"})
    assert "überfällig seit" in shown and "Eine Aufgabe ist überfällig" in shown


def test_how_long_a_label_may_be_is_said_before_and_after(portal, case, desk_of):
    unit, chef = portal["office"]["two"], desk_of("chef")
    chef.open(unit, "/@@labels")
    assert "Höchstens 40 Zeichen." in chef.text
    for title in ("Nachgereicht", "x" * 41):
        form = chef.browser.getForm(index=len(chef.browser._getAllResponseForms()) - 1)
        form.getControl(name="title").value = title
        form.getControl(name="colour").value = ["info"]
        form.submit()
    assert "auf höchstens 40 Zeichen" in chef.text
    transaction.begin()
    assert [each.title for each in labels.defined(unit)] == ["Nachgereicht"]


def test_the_head_says_which_labels_there_are_and_staff_give_them(portal, case, anna, desk_of):
    unit, chef = portal["office"]["two"], desk_of("chef")
    chef.open(unit, "/@@labels")
    form = chef.browser.getForm(index=len(chef.browser._getAllResponseForms()) - 1)
    form.getControl(name="title").value = "Eilig"
    form.getControl(name="colour").value = ["stop"]
    form.submit()
    assert "Eilig" in chef.text
    anna.open(case)
    form = anna.browser.getForm(action="/@@set-label")
    form.submit()
    transaction.begin()
    assert [each.title for each in labels.shown_on(case)] == ["Eilig"]
    anna.press("unset-label")
    assert labels.labels_of(case) == ()
    anna.browser.handleErrors = True
    anna.open(unit, "/@@labels")
    assert "Kennzeichen des Sachgebiets" not in anna.text, "for the head alone"


def test_links_and_the_block_on_the_page(portal, case, desk_of):
    other = a_case("Zhang")
    transaction.commit()
    chef, anna, berta = desk_of("chef"), desk_of("anna"), desk_of("berta")
    fields = {"link_relation": ["spouse"], "link_reason": "Heiratsurkunde"}
    anna.open(case)
    shown = anna.send("link-case", link_reference=other.reference, **fields)
    assert "Diesen Vorgang gibt es nicht, oder Sie dürfen ihn nicht lesen." in shown
    assert "Heiratsurkunde" in shown, "nothing typed is lost"
    chef.open(case)
    shown = chef.send("link-case", link_reference=other.reference, **fields)
    assert f'href="{other.absolute_url()}"' in shown
    assert other.reference not in anna.open(case)

    shown = anna.send("block-case", block_references="Unsinn", block_reason="Schutzhaus")
    assert "„Unsinn“ ist keine Vorgangsnummer" in shown
    shown = anna.send("block-case", block_references=other.reference, block_reason="Schutzhaus")
    assert "Sperre: Diese Person" in shown and "Schutzhaus" in shown
    assert "Sperre aufheben" not in shown
    shown = berta.open(other)
    assert "Sperre: Diese Person" in shown and "Schutzhaus" not in shown
    assert case.reference not in shown and "Abbas" not in shown
    transaction.begin()
    assert links.ties(portal["office"]).linked(case.reference) == {}

    chef.open(case)
    (block,) = blocks.blocks_of(case)
    assert "Sperre: Diese Person" in chef.send(f"lift-block-{block.id}")
    shown = chef.send(f"lift-block-{block.id}", **{f"lift_reason_{block.id}": "Versöhnt"})
    assert "Sperre: Diese Person" not in shown


def test_a_certificate_is_issued_handed_over_and_renewed(case, anna):
    anna.open(case)
    anna.press("certificate-wanted")
    assert "Fiktionsbescheinigung gewünscht" in anna.text
    today = clock.today()
    fields = {"certificate_kind": ["81-4"], "certificate_way": ["at-desk"]}
    shown = anna.send(
        "issue-certificate",
        **fields,
        **in_parts(today, "certificate_day"),
        **in_parts(today.replace(year=today.year - 1), "certificate_until"),
    )
    assert "Der letzte Tag liegt nach dem ersten" in shown
    shown = anna.send(
        "issue-certificate",
        certificate_serial="T0123",
        **fields,
        **in_parts(today, "certificate_day"),
        **in_parts(today.replace(year=today.year + 1, day=1), "certificate_until"),
    )
    assert "Fiktionsbescheinigung ausgestellt" in shown and "T0123" in shown
    assert "Erneuerung eintragen" in shown
    assert "Fiktionsbescheinigung ausgehändigt" in anna.press("certificate-handed-over")
    assert certificate.certificate_until(case) == today.replace(year=today.year + 1, day=1)
    with clock.frozen(clock.now().replace(year=today.year + 2)):
        assert "Fiktionsbescheinigung abgelaufen" in anna.open(case)
    shown = anna.send("refuse-certificate", certificate_reason="Kein Anspruch")
    assert "Keine Fiktionsbescheinigung" in shown


def test_a_contact_is_answered_or_closed_with_a_reason(portal, anna):
    case, other = a_case("Abbas", "contact", prefix="KO"), a_case("Abbas", "contact", prefix="KO")
    transaction.commit()
    assert "Was geschieht mit dieser Nachricht?" in anna.open(case)
    assert "Als beantwortet eintragen" not in anna.text, "an answer answers, no button"
    anna.send("answer-contact", answer_text="Ja, montags.")
    assert case.state == "answered"
    anna.open(other)
    assert "close_unanswered" not in anna.text, "no button closes it without a reason"
    anna.send("close-contact")
    assert other.state == "received"
    shown = anna.send("close-contact", close_reason="Werbung")
    assert other.state == "closed"
    assert "Werbung" in shown and "Was geschieht mit" not in shown


def test_a_contact_goes_into_the_file_of_a_case(portal, case, desk_of):
    sent, far = a_case("Zhang", "contact", prefix="KO"), a_case("Zuber")
    transaction.commit()
    chef, anna, berta = desk_of("chef"), desk_of("anna"), desk_of("berta")
    berta.open(sent)
    shown = berta.send("attach-contact", attach_reference=case.reference)
    assert "Diesen Vorgang gibt es nicht, oder Sie dürfen ihn nicht bearbeiten." in shown
    chef.open(sent)
    shown = chef.send("attach-contact", attach_reference=case.reference)
    assert f'href="{case.absolute_url()}"' in shown and sent.state == "closed"

    assert case.reference not in berta.open(sent), "who may not read the case learns nothing of it"
    assert "Zu einem anderen Vorgang genommen" in berta.text
    shown = anna.open(case)
    assert sent.reference in shown and "Anfragen in diesem Vorgang" in shown
    address = f"{case.absolute_url()}/@@attached/{sent.reference}/1"
    assert address in shown
    anna.browser.open(address)
    assert anna.browser.contents == b"%PDF-1.7 a passport"
    # By the rights of that case, and only what lies in its file.
    anna.browser.handleErrors = True
    for wrong in (f"{sent.reference}/2", f"{far.reference}/1", sent.reference, ""):
        anna.browser.open(f"{case.absolute_url()}/@@attached/{wrong}".rstrip("/"))
        assert anna.browser.headers["status"].startswith("404"), wrong
    berta.browser.handleErrors = True
    berta.browser.open(address)
    assert berta.browser.headers["status"].startswith("404")


def test_the_file_keeps_what_lies_in_it_when_the_contact_goes(portal, case, anna):
    sent = a_case("Abbas", "contact", prefix="KO")
    applicant.write(sent, "Noch etwas", "uk", "1")
    from plone.app.testing import login, logout

    login(portal, "anna")
    assert contact.attach(sent, case.reference)
    assert not contact.attach(sent, case.reference)
    logout()
    desk = sent.aq_parent
    sent.unindexObject()
    desk._delOb(sent.getId())
    transaction.commit()
    shown = anna.open(case)
    assert "GEHEIME ANTWORT" in shown and "Noch etwas" in shown
    anna.browser.open(f"{case.absolute_url()}/@@attached/{sent.reference}/1")
    assert anna.browser.contents == b"%PDF-1.7 a passport"


def test_a_message_waits_for_a_reply_until_there_is_one_or_none_is_needed(case, anna):
    applicant.write(case, "Wann?", "uk", "1")
    transaction.commit()
    assert "noch ohne Antwort" in anna.open(case)
    anna.send("write", text="Bald.")
    assert "noch ohne Antwort" not in anna.text
    applicant.write(case, "Danke", "uk", "2")
    transaction.commit()
    assert "noch ohne Antwort" in anna.open(case)
    assert "noch ohne Antwort" not in anna.press("no-reply")


def test_the_history_can_be_looked_at_by_kind(case, anna):
    anna.open(case)
    anna.send("note", note_text="Eine Notiz")
    for number in range(35):
        notes.add_note(case, f"Notiz {number}")
    tasks.add_task(case, "Anrufen")
    transaction.commit()
    shown = anna.open(case, "?history=task")
    events = shown[shown.index('<ol class="pd-history">') :]
    assert "Anrufen" in events and "Notiz geschrieben" not in events
    shown = anna.open(case)
    assert re.search(r"Weitere\s+8\s+Einträge zeigen", shown)
    assert "Einträge zeigen" not in anna.open(case, "?history=all")
    assert anna.open(case, "?history=<x>").count("Weitere") >= 1


def test_what_changes_something_needs_post_and_token(case, anna):
    for page in ("note", "task", "block-case", "issue-certificate", "unset-label", "no-reply"):
        anna.open(case, f"/@@{page}")
        assert anna.browser.url.startswith(case.absolute_url())
        anna.browser.handleErrors = True
        anna.browser.post(f"{case.absolute_url()}/@@{page}", "note_text=x&task_title=x")
        assert anna.browser.headers["status"].startswith("403"), page
    assert len(getattr(case, "_internal", ())) == 0
