"""Editors keep the agreed words on two pages; nothing typed is lost."""

from dataclasses import replace

import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from permitdesk.core.languages import KNOWN, LANGUAGES
from permitdesk.district import glossary, glossary_store
from permitdesk.district.glossary import shipped
from permitdesk.district.glossary_store import keep, term
from permitdesk.site import offering


def test_a_word_is_changed_added_and_taken_out_by_hand(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{functional['portal'].absolute_url()}/@@glossary?q=duldung")
    browser.getLink("Beschäftigungsduldung").click()
    browser.getControl(name="text.en").value = "tolerated stay for work; tolerated work"
    browser.getControl(name="reviewed").controls[0].selected = True
    browser.getControl(name="save").click()

    transaction.begin()
    words = {term.german: term for term in glossary()}
    changed = words["Beschäftigungsduldung"]
    assert changed.words("en") == ("tolerated stay for work", "tolerated work")
    assert changed.reviewed and changed.words("tr"), "the other languages stay"

    browser.getLink("Neues Wort").click()
    browser.getControl(name="german").value = "Pass"
    browser.getControl(name="text.fr").value = "passeport"
    browser.getControl(name="save").click()
    assert "gibt es schon" in browser.contents
    assert browser.getControl(name="text.fr").value == "passeport"

    browser.open(f"{functional['portal'].absolute_url()}/@@glossary-term?word=Visum")
    browser.getControl(name="remove").click()
    transaction.begin()
    assert "Visum" not in {term.german for term in glossary()}


def test_what_is_explained_is_explained_in_every_language():
    explained = [each for each in shipped() if each.meanings]
    assert len(explained) > 20
    for each in explained:
        assert each.meanings.keys() == set(LANGUAGES), each.german
        for text in each.meanings.values():
            assert text.endswith(".") and len(text) < 250, each.german


def test_what_the_office_changes_wins_until_it_goes_back_to_the_shipped_word(functional):
    site = functional["portal"].absolute_url()
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{site}/@@glossary-term?word=Duldung")
    before = browser.getControl(name="meaning.fr").value
    assert before and "mitgelieferten" not in browser.contents
    assert "Diese Seiten benutzen das Wort" in browser.contents
    browser.getControl(name="meaning.fr").value = "L’expulsion est suspendue."
    browser.getControl(name="save").click()
    assert "ndert</span>" in browser.contents

    visitor = Browser(functional["app"])
    visitor.open(f"{site}/fr/words")
    assert "L’expulsion est suspendue." in visitor.contents
    visitor.open(f"{site}/fr/search?q=Duldung")
    assert "L’expulsion est suspendue." in visitor.contents

    browser.open(f"{site}/@@glossary-term?word=Duldung")
    browser.getControl(name="restore").click()
    visitor.open(f"{site}/fr/words")
    assert before in visitor.contents and "suspendue." not in visitor.contents


def test_a_word_that_was_taken_out_can_be_taken_back(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    address = f"{functional['portal'].absolute_url()}/@@glossary-term?word=Visum"
    browser.open(address)
    browser.getControl(name="remove").click()
    browser.getLink("Visum").click()
    assert "aus dem Glossar genommen" in browser.contents
    browser.getControl(name="restore").click()
    transaction.begin()
    assert not glossary_store.term("Visum").own


def test_a_word_that_was_changed_before_meanings_were_kept_still_has_the_shipped_one(functional):
    kept = glossary_store._kept(write=True)
    kept["Duldung"] = {"translations": {"en": "x"}, "also": (), "source": "", "reviewed": True}
    assert glossary_store.term("Duldung").meanings["en"]


def test_words_in_a_language_that_is_not_offered_now_stay(portal):
    def change(**texts):
        keep(replace(term("Antrag"), **texts), "Antrag")

    offering.offer(KNOWN["ps"])
    words = term("Antrag")
    change(
        translations={**words.translations, "ps": "غوښتنلیک"},
        meanings={**words.meanings, "ps": "لیک"},
    )
    offering.stop("ps")
    change(also=("Anträge",), translations=words.translations, meanings=words.meanings)
    offering.offer(KNOWN["ps"])
    assert term("Antrag").also == ("Anträge",)
    assert (term("Antrag").words("ps"), term("Antrag").meanings["ps"]) == (("غوښتنلیک",), "لیک")
