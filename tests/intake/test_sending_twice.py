"""A double click, *Back*, a second window, an answer lost on a bad line: one case, one receipt."""

import threading
from urllib.parse import urlencode, urlsplit

import pytest
import transaction

from documents.files import a_pdf
from permitdesk.intake import close_receipt

from .applicant import Applicant
from .world import ROOT, publish


@pytest.fixture
def person(functional, offices):
    return Applicant(functional)


@pytest.fixture
def checked(person):
    """Everything is answered; the check page is shown."""
    return person.answer_contact().attach("documents.attachments").go_on()


@pytest.fixture
def second_window(functional, checked):
    """Another window of the same browser: it has the same cookies."""
    other = Applicant(functional)
    other.client.cookiejar = checked.client.cookiejar
    return other


def receipt(person):
    assert person.address.partition("?")[0].endswith("/receipt"), person.texts("#errors")
    return person.texts(".pd-reference bdi")


def posted(person, data):
    """What a browser sends, without waiting for it."""
    path = urlsplit(person.address).path.removeprefix(ROOT)
    cookies = "; ".join(f"{each.name}={each.value}" for each in person.client.cookiejar)
    body = urlencode(data).encode()
    return publish(
        "POST", path, body, content_type="application/x-www-form-urlencoded", cookie=cookies
    )


def sending(person):
    return {name: person.value(name) for name in ("token", "seen")} | {"send": "1"}


@pytest.mark.parametrize("clicks", [2, 5])
def test_a_double_click_is_one_case_and_both_lead_to_its_receipt(checked, cases, clicks):
    data, start, answers = sending(checked), threading.Barrier(clicks), []

    def click():
        start.wait()
        answers.append(posted(checked, data))

    threads = [threading.Thread(target=click) for _ in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(cases()) == 1
    # Of many at once one may be beaten again and again: it is asked to send again.
    assert {answer.status for answer in answers} <= ({303} if clicks == 2 else {303, 503})
    led = {answer.headers["location"] for answer in answers if answer.status == 303}
    assert [each.rpartition("/")[2] for each in led] == ["receipt"]
    (reference,) = cases()
    assert receipt(checked.open("/receipt"))[0] == reference


def test_a_double_click_on_continue_stores_once_and_complains_of_nothing(checked):
    checked.open("/step/message")
    data = {name: checked.value(name) for name in ("token", "shown", "base", "had_draft")}
    data |= {"message": "Neu", "privacy_read": "yes", "continue": "1"}
    first, second = posted(checked, data), posted(checked, data)
    assert first.status == second.status == 303
    assert first.headers["location"] == second.headers["location"]
    assert checked.open("/step/message").value("message") == "Neu"


def test_an_answer_lost_on_the_line_and_sent_again_is_the_same_receipt(checked, cases):
    data = sending(checked)
    posted(checked, data)  # nobody hears the answer
    (reference,) = cases()
    again = posted(checked, data)
    assert again.status == 303
    assert again.headers["location"].endswith("/receipt")
    checked.open("/check")
    assert receipt(checked)[0] == reference
    assert len(cases()) == 1


def test_with_the_code_the_receipt_is_found_on_another_device_too(functional, checked, cases):
    code = checked.html.select_one(".pd-saved .pd-code").get_text()
    posted(checked, sending(checked))  # nobody hears the answer, and the battery is empty
    other = Applicant(functional).open("/resume").fill(resume_code=code)
    other.press()
    (reference,) = cases()
    assert receipt(other)[0] == reference


def test_back_and_send_again_shows_the_same_receipt(checked, cases):
    page = checked.response
    first = receipt(checked.press("send"))
    checked.response = page  # Back: the browser still has the page
    assert receipt(checked.press("send")) == first
    assert not checked.texts(".kern-alert")
    assert len(cases()) == 1


def test_what_another_window_changed_is_not_sent_unseen(checked, second_window, cases):
    second_window.open("/step/about").fill(family_name="Tran").go_on()
    checked.press("send")
    assert not cases()
    assert "In einem anderen Fenster" in checked.texts("#errors")[0]
    assert "Tran" in checked.html.select_one("main").get_text()
    receipt(checked.press("send"))
    (case,) = cases().values()
    assert case.answers["family_name"] == "Tran"


@pytest.mark.parametrize("change", ["added", "removed"])
def test_a_file_changed_in_another_window_is_not_sent_unseen(checked, second_window, cases, change):
    second_window.open("/step/documents")
    if change == "added":
        second_window.attach("documents.attachments", a_pdf(3), "Zwei.pdf").go_on()
    else:
        second_window.press(second_window.html.select_one(".pd-files__file button")["name"])
    checked.press("send")
    assert not cases()
    receipt(checked.press("send"))
    (case,) = cases().values()
    assert case.names == (["Vollmacht.pdf", "Zwei.pdf"] if change == "added" else [])


def test_a_send_that_does_not_say_what_was_seen_shows_it(checked, cases):
    checked.post(checked.address, {"token": checked.value("token"), "send": "1"})
    assert not cases()
    assert checked.address.endswith("/check")
    receipt(checked.press("send"))


def test_the_older_window_learns_that_something_else_was_sent(checked, second_window, cases):
    second_window.open("/step/about").fill(family_name="Tran").go_on()
    first = receipt(second_window.open("/check").press("send"))
    assert receipt(checked.press("send")) == first
    assert "nicht dabei" in checked.texts(".kern-alert")[0]
    assert len(cases()) == 1


def test_who_goes_on_typing_after_sending_learns_that_it_is_not_among_it(
    checked, second_window, cases
):
    second_window.open("/step/message").fill(message="Noch etwas")
    checked.press("send")
    second_window.go_on()
    assert "nicht dabei" in second_window.texts(".kern-alert")[0]
    (case,) = cases().values()
    assert case.answers["message"] != "Noch etwas"


def test_two_windows_on_one_step_lose_nothing_of_either(checked, second_window):
    checked.open("/step/message").fill(message="Aus dem ersten Fenster")
    second_window.open("/step/message").fill(message="Aus dem zweiten Fenster").go_on()

    checked.go_on()
    assert checked.step == "message"
    assert "in einem anderen Fenster gespeichert" in checked.texts(".kern-alert")[0]
    assert checked.value("message") == "Aus dem ersten Fenster"
    second_window.open("/step/message")
    assert second_window.value("message") == "Aus dem zweiten Fenster", "not overwritten yet"

    checked.go_on()
    assert checked.step != "message", checked.texts("#errors, .kern-alert")
    assert checked.open("/step/message").value("message") == "Aus dem ersten Fenster"


def test_a_file_chosen_in_the_older_window_is_kept_at_once(checked, second_window):
    checked.open("/step/documents")
    second_window.open("/step/documents")
    second_window.attach("documents.attachments", a_pdf(3), "Zwei.pdf").go_on()
    checked.attach("documents.attachments", a_pdf(4), "Drei.pdf").go_on()
    names = checked.open("/step/documents").texts(".pd-files__name > bdi")
    assert names == ["Vollmacht.pdf", "Zwei.pdf", "Drei.pdf"]


def test_the_same_answer_in_two_windows_is_no_matter(checked, second_window):
    checked.open("/step/message").fill(message="In beiden Fenstern das Gleiche")
    second_window.open("/step/message").fill(message="In beiden Fenstern das Gleiche").go_on()
    checked.go_on()
    assert checked.step != "message", checked.texts("#errors, .kern-alert")


def test_a_receipt_closed_by_a_new_access_code_leads_to_the_status_page(checked, offices):
    (reference, _code) = receipt(checked.press("send"))
    transaction.begin()
    close_receipt(offices, reference)
    transaction.commit()
    for path in ("/receipt", "/check", "/receipt.pdf", "/step/topic"):
        checked.open(path)
        assert checked.address.endswith("/de/status"), path
        assert len(checked.history) < 5, "no circle"
