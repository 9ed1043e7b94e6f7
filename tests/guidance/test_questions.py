"""Frequent questions: beside the pages they belong to, and each on a page of its own."""

import json
import re

import pytest
import transaction
from plone import api
from plone.app.multilingual.interfaces import ITG, ITranslationManager

from permitdesk.guidance.translating.texts import translated_types
from permitdesk.guidance.translating.translations import save, states_of, translation
from permitdesk.translation import OUTDATED, TRANSLATED, Entry

ANSWER = "<p>Ja, bis zu <strong>90 Tage</strong>.</p><script>x</script>"


@pytest.fixture
def topic(an_editor, make):
    topic = make(an_editor["de"], "Topic", "aufenthalt", title="Aufenthalt")
    page = make(topic, "GuidancePage", "reisen", title="Reisen", answer="Das geht.")
    make(
        topic, "FrequentQuestion", "darf-ich", title="Darf ich reisen?", answer_html=ANSWER,
        page=ITG(page), source="Art. 21 SDÜ", unsettled=True, sort=20,
    )  # fmt: skip
    make(topic, "FrequentQuestion", "zuerst", title="Zuerst?", answer_html="<p>Ja.</p>", sort=10)
    make(topic, "FrequentQuestion", "entwurf", publish=False, title="Nein?", answer_html="<p>-</p>")
    transaction.commit()
    return topic


def test_a_topic_lists_its_questions_in_their_order_and_no_drafts(visitor, topic):
    visitor.open(topic.absolute_url())
    page = visitor.contents
    assert page.index("Zuerst?") < page.index("Darf ich reisen?")
    assert "Nein?" not in page and "<script>x" not in page
    assert re.search(r'<div class="pd-text"\s+id="q-darf-ich"', page)
    assert "Das wird noch" in page


def test_a_guidance_page_lists_those_that_belong_to_it_alone(visitor, topic):
    visitor.open(topic["reisen"].absolute_url())
    assert "Darf ich reisen?" in visitor.contents and "Zuerst?" not in visitor.contents
    told = json.loads(re.findall(r'ld\+json">(.*?)</script>', visitor.contents)[0])
    (question,) = told["mainEntity"]
    assert told["@type"] == "FAQPage"
    assert question["acceptedAnswer"]["text"] == "<p>Ja, bis zu <strong>90 Tage</strong>.</p>"


def test_a_question_has_an_address_a_way_to_its_page_and_its_source(visitor, topic):
    visitor.open(topic["darf-ich"].absolute_url())
    assert visitor.getLink("Reisen", index=0)
    assert "Art. 21" in visitor.contents and "Das wird noch" in visitor.contents


def test_a_translated_question_stands_on_the_translated_page(an_editor, make, visitor, topic):
    page = make(an_editor["en"], "GuidancePage", "travel", title="Travel", answer="Yes.")
    ITranslationManager(topic["reisen"]).register_translation("en", page)
    made = make(
        an_editor["en"], "FrequentQuestion", "may-i", title="May I travel?",
        answer_html="<p>Yes.</p>", page=topic["darf-ich"].page,
    )  # fmt: skip
    ITranslationManager(topic["darf-ich"]).register_translation("en", made)
    transaction.commit()
    visitor.open(page.absolute_url())
    assert "May I travel?" in visitor.contents and "Darf ich" not in visitor.contents


def test_a_question_is_found_by_the_words_of_its_answer(visitor, topic):
    visitor.open(topic.absolute_url().rsplit("/", 1)[0] + "/search?q=90 Tage")
    assert "Darf ich reisen?" in visitor.contents and "Häufige Frage" in visitor.contents


def test_a_question_has_states_of_translation_and_its_page_in_every_language(topic):
    question = topic["darf-ich"]
    texts = {"title": "May I travel?", "answer": "Yes."}
    sources = {"title": question.title, "answer": "Ja, bis zu **90 Tage**."}
    assert {"FrequentQuestion", "NewsEntry", "Notice"} <= set(translated_types())
    save(
        question, "en",
        [Entry(key=k, source=sources[k], text=t, state=TRANSLATED) for k, t in texts.items()],
    )  # fmt: skip
    there = translation(question, "en")
    assert there.portal_type == "FrequentQuestion" and there.page == question.page
    assert there.unsettled and there.source == question.source
    assert states_of(question)["en"].state == TRANSLATED
    question.title = "Darf ich in andere Staaten reisen?"
    assert states_of(question)["en"].state == OUTDATED
    assert api.content.get_state(there) == "private"
