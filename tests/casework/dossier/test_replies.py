"""Answers to contact messages, from text modules too."""

import pytest
import transaction
from plone.app.testing import login, logout

from casework_builders import a_case, an_office
from dossier_builders import Desk, call
from permitdesk.casework import applicant, caseworker
from permitdesk.casework.dossier import messages, replies
from permitdesk.casework.later import Message
from permitdesk.casework.worklist import listing


@pytest.fixture
def sent(functional):
    an_office(functional["portal"])
    case = a_case("Abbas", "contact", prefix="KO")
    transaction.commit()
    return case


def test_an_answer_is_a_text_module_own_words_or_both(functional, sent):
    module, anna = messages.modules(sent)[0], Desk(functional["app"], "anna")
    anna.open(sent)
    assert 'href="#f-answer_text"' in anna.send("answer-contact"), "one of the two is needed"
    assert sent.state == "received"
    anna.send("answer-contact", answer_module=[module.id], answer_text="Bis <bald>.")
    first, second = sent.later.of(Message)
    assert first.texts["ar"] != first.text and second.text == "Bis <bald>."
    assert sent.state == "answered"


def test_over_rest(sent):
    module = messages.modules(sent)[0]
    for wrong in ({"module": "none"}, {"answer": ""}, {"module": 3}):
        assert call(sent, "POST", "@contact", json=wrong).status_code == 400, wrong
    assert call(sent, "POST", "@contact", json={"module": module.id}).status_code == 201
    assert len(sent.later.of(Message)) == 1 and sent.state == "answered"


def test_the_entrance_replies_holds_what_nobody_has_replied_to_read_or_not(functional):
    portal = functional["portal"]
    an_office(portal)
    case, office = a_case("Abbas"), portal["office"]

    def waiting():
        return listing.counted("anna", office)["replies"]

    def as_staff(do, *arguments):
        login(portal, "anna")
        do(*arguments)
        logout()

    assert waiting() == 0
    applicant.write(case, "Wann kommt der Bescheid?", "de", "")
    assert waiting() == 1
    as_staff(caseworker.mark_read, case, len(case.later))
    assert (case.row().news, waiting()) == ("", 1), "reading is no reply"
    as_staff(caseworker.write, case, "Im März.", "")
    assert waiting() == 0
    applicant.write(case, "Danke!", "de", "")
    assert waiting() == 1
    as_staff(replies.need_no_reply, case, 3)
    assert waiting() == 0


def test_a_contact_message_waits_for_its_reply_until_it_is_answered(sent):
    assert sent.row().unanswered == "yes"
    assert call(sent, "POST", "@contact", json={"answer": "Ja."}).status_code == 201
    assert (sent.state, sent.row().unanswered) == ("answered", "")
