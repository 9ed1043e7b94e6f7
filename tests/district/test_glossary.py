"""Editors keep the agreed words on two pages; nothing typed is lost."""

import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from permitdesk.core.languages import LANGUAGES
from permitdesk.district import explained, glossary
from permitdesk.district.glossary import shipped


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


def test_what_is_explained_is_a_word_of_the_glossary_and_explained_in_every_language():
    known = {each.german for each in shipped()}
    assert explained._shipped().keys() <= known
    for word, told in explained._shipped().items():
        assert told.keys() == set(LANGUAGES), word
        assert all(text.endswith(".") and len(text) < 250 for text in told.values()), word
