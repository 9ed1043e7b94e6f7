"""The search over what is really there: pages, topics, notices, services, official words."""

import json
from urllib.parse import quote

import pytest
import transaction
from DateTime import DateTime
from plone import api

from permitdesk.site.finding import published


@pytest.fixture
def content(an_editor, make):
    topic = make(an_editor["de"], "Topic", "aufenthalt", title="Asyl und Aufenthalt")
    make(topic, "GuidancePage", "arbeiten", title="Arbeiten", answer="Ja. Mit Aufenthaltstitel.")
    make(topic, "GuidancePage", "geheim", publish=False, title="Geheim", answer="Umzug planen")
    make(topic, "GuidancePage", "alt", title="Umzug", answer="Früher.", expires=DateTime() - 1)
    make(topic, "GuidancePage", "neu", title="Umzug", answer="Bald.", effective=DateTime() + 1)
    make(an_editor["de"], "Notice", "zu", title="Geschlossen", text="Am Rosenmontag ist zu.")
    transaction.commit()
    return an_editor


@pytest.fixture
def found(visitor, content):
    """``found(query, language)``: the page of results."""

    def search(query: str, language: str = "de") -> str:
        visitor.open(f"{content.absolute_url()}/{language}/search?q={quote(query)}")
        return visitor.contents

    return search


def test_pages_notices_and_services_are_found(found):
    assert "/de/aufenthalt/arbeiten" in found("aufenthaltztitel")
    assert "/de/zu" in found("rosenmontags")
    assert "/de/antrag/aufenthalt-arbeit" in found("arbeit")


def test_nothing_that_is_not_published_and_in_effect(found):
    assert "Dazu haben wir nichts gefunden." in found("Umzug")


def test_nothing_else_for_who_may_see_more(content):
    assert not published.findable("de")[0].find(["umzug"])


def test_a_german_word_by_ear_is_told_in_the_language_of_the_page(found):
    page = found("fiksionsbescheinigung", "ar")
    assert "<span lang=de dir=ltr>Fiktionsbescheinigung</span>" in page
    assert "AufenthG" in page and "ورقة للفترة حتى يُبتّ في طلبك." in page


def test_what_an_editor_changes_is_found_at_once(found, content):
    assert "/de/aufenthalt/arbeiten" not in found("Bienenzucht")
    page = content["de"]["aufenthalt"]["arbeiten"]
    page.answer = "Auch Bienenzucht."
    page.reindexObject()
    transaction.commit()
    assert "/de/aufenthalt/arbeiten" in found("bienensucht")
    api.content.transition(page, "retract")
    transaction.commit()
    assert "/de/aufenthalt/arbeiten" not in found("bienenzucht")


def test_an_index_is_made_once(found, monkeypatch):
    found("arbeiten")
    monkeypatch.setattr(published, "_indexed", None)
    assert "/de/aufenthalt/arbeiten" in found("arbeit aufenthaltstitel")


def test_suggestions_are_the_first_of_it_and_nobody_keeps_them(visitor, content):
    visitor.open(f"{content.absolute_url()}/de/suggest?q=rosenmon")
    assert json.loads(visitor.contents)["items"] == [
        {"title": "Geschlossen", "address": f"{content.absolute_url()}/de/zu", "kind": "Hinweis"}
    ]
    assert "no-store" in visitor.headers["Cache-Control"]
    assert "Set-Cookie" not in visitor.headers


def test_a_to_z_has_services_and_titles_under_the_letters_of_the_language(visitor, content):
    visitor.open(content.absolute_url() + "/de/a-z")
    assert visitor.getLink("Blaue Karte EU").url.endswith("/de/antrag/aufenthalt-arbeit")
    assert visitor.getLink("Verlorener Ausweis").url.endswith("/de/antrag/kontakt")
    visitor.open(content.absolute_url() + "/uk/a-z")
    assert 'id="letter-1"' in visitor.contents and "Блакитна карта" in visitor.contents


def test_all_official_words_stand_on_a_page_of_their_own(visitor, content):
    visitor.open(content.absolute_url() + "/tr/words")
    assert "<span lang=de dir=ltr>Duldung</span>" in visitor.contents
    assert "sınır dışı" in visitor.contents
    visitor.open(content.absolute_url() + "/de/words")
    assert "Kein Aufenthaltstitel." in visitor.contents and "Kindergeld" not in visitor.contents
