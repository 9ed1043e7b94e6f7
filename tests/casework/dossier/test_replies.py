"""Answers to contact messages, from text modules too."""

import pytest
import transaction

from casework_builders import a_case, an_office
from dossier_builders import Desk, call
from permitdesk.casework.dossier import messages
from permitdesk.casework.later import Message


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
