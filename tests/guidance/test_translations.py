"""The states of a page's translations, and the pages on which editors work on them."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.testing import SITE_OWNER_NAME
from plone.app.textfield import RichTextValue
from zExceptions import Unauthorized
from zope.lifecycleevent import modified

from guidance.translating import change, entry, say, told
from permitdesk.guidance.translating import translations
from permitdesk.guidance.translating.coverage import OPEN, Page, Sought, found, pages
from permitdesk.guidance.translating.translations import (
    PageState,
    in_bulk,
    note_translations,
    states_of,
)
from permitdesk.translation import IN_WORK, MISSING, OUTDATED, REVIEWED, TRANSLATED


def test_what_was_translated_before_counts_as_true_of_the_german_of_now(page, english):
    assert {state for state, _text in told(page).values()} == {TRANSLATED}
    assert states_of(page)["en"].state == TRANSLATED and states_of(page)["en"].public
    assert states_of(page)["ar"].state == MISSING


def test_a_translation_begins_where_its_language_lies_with_what_is_no_text(page, english):
    say(page, "fr", title="Travailler", answer=("Il faut un permis.", IN_WORK))

    made = translations.translation(page, "fr")

    assert made.absolute_url().endswith("/fr/travailler") and made.language == "fr"
    assert api.content.get_state(made) == "private"
    assert (made.service, made.occasions, made.answer) == ("employment", {"work"}, None)
    assert told(page, "fr")["answer"] == (IN_WORK, "Il faut un permis.")
    assert states_of(page)["fr"].state == IN_WORK
    say(page, "ar", title="العمل")
    assert translations.translation(page, "ar").getId() == "arbeiten"


def test_a_changed_german_text_outdates_from_that_day_and_a_comma_does_not(page, english):
    change(page, description="Zwei Wege!")
    assert states_of(page)["en"].state == TRANSLATED

    change(page, answer="Sie brauchen eine Erlaubnis. Sie kostet 93 Euro.")

    now = entry(page, "answer")
    assert now.state == OUTDATED and now.since
    assert now.before == "Sie brauchen eine Erlaubnis. Sie kostet 100 Euro."
    assert states_of(page)["en"].since == now.since
    change(page, answer=now.before)
    assert states_of(page)["en"].state == TRANSLATED


def test_markup_that_reads_the_same_is_the_same_text(page, english):
    change(page, who="<p class='x'>Für\n <strong>Fachkräfte</strong>.</p>\n")
    assert states_of(page)["en"].state == TRANSLATED


def test_an_unrelated_save_of_the_translation_makes_nothing_true_again(page, english):
    change(page, answer="Etwas ganz anderes.")
    english.answer = "You need a permit. It costs 100 Euros."
    modified(english)

    assert entry(page, "answer").state == OUTDATED


def test_a_section_that_german_gains_outdates_the_page(page, english):
    note_translations(api.portal.get())
    assert "cost" not in told(page)
    page.cost = RichTextValue("<p>93 Euro</p>", "text/html", "text/x-html-safe")
    modified(page)

    assert told(page)["cost"] == (MISSING, "")
    assert states_of(page)["en"].state == OUTDATED and states_of(page)["en"].since
    say(page, cost="93 euros")
    assert states_of(page)["en"].state == TRANSLATED
    assert english.cost.raw == "<p>93 euros</p>"


def test_still_true_keeps_a_review_and_another_word_ends_it(page, english):
    say(page, answer=("You need a permit for 100 euros.", REVIEWED))
    change(page, answer="Sie brauchen eine Erlaubnis, sie kostet dann 100 Euro.")
    assert entry(page, "answer").state == OUTDATED

    translations.still_true(page, "en", ["answer"])

    assert entry(page, "answer").state == REVIEWED
    say(page, answer=("You need a permit for one hundred euros.", REVIEWED))
    assert entry(page, "answer").state == TRANSLATED


def test_the_catalogue_knows_it_all(page, english):
    portal = api.portal.get()

    def state(tag="en"):
        return next(each for each in pages(portal) if each.title == "Arbeiten").states[tag]

    assert (state().state, state().public) == (TRANSLATED, True)
    change(page, answer="Neu.")
    assert state().state == OUTDATED and state().since
    api.content.transition(english, "retract")
    assert not state().public
    say(page, answer="New.")
    assert (state().state, state().by) == (TRANSLATED, f"zope:{SITE_OWNER_NAME}")
    api.content.delete(english)
    assert state().state == MISSING


def test_the_grid_is_narrowed_and_the_longest_outdated_stands_first():
    def a_page(title, review_by="", **states):
        return Page(title, title, title, "GuidancePage", True, states, review_by)

    every = [
        a_page("A", en=PageState(TRANSLATED, by="me"), ar=PageState(MISSING)),
        a_page("B", en=PageState(OUTDATED, "2026-11-02"), review_by="2026-11-01"),
        a_page("C", en=PageState(OUTDATED, "2026-10-01")),
    ]

    def titles(**sought):
        return [each.title for each in found(every, Sought(**sought), date(2026, 11, 3))]

    assert titles() == ["A", "B", "C"]
    assert titles(order="oldest") == ["C", "B", "A"]
    assert titles(state=OUTDATED, tag="en", order="oldest") == ["C", "B"]
    assert titles(state=OPEN, tag="en") == ["B", "C"]
    assert titles(by="me") == ["A"]
    assert titles(due=True) == ["B"]


# On the pages


def test_side_by_side_a_page_is_translated_and_published_without_a_script(page, someone):
    browser = someone(f"{page.absolute_url()}/@@translate")
    browser.getLink(url="translate?to=ar").click()
    assert "<p>Für <strong>Fachkräfte</strong>.</p>" in unescape(browser.contents)
    browser.getControl(name="text.title").value = "العمل"
    browser.getControl(name="text.who").value = "<script>x</script>"
    browser.getControl(name="publish").click()
    assert "<script>x" not in browser.contents
    assert browser.getControl(name="text.who").value == "<script>x</script>", "nothing is lost"
    browser.getControl(name="text.who").value = "لـ **المهرة**"
    browser.getControl(name="state.who").value = [REVIEWED]
    browser.getControl(name="publish").click()

    transaction.begin()
    there = translations.translation(page, "ar")
    assert there.who.raw == "<p>لـ <strong>المهرة</strong></p>"
    assert api.content.get_state(there) == "published"
    assert told(page, "ar")["who"][0] == REVIEWED


def test_two_editors_at_once_lose_nothing(page, english, someone):
    address = f"{page.absolute_url()}/@@translate?to=en"
    mine, theirs = someone(address), someone(address)
    theirs.getControl(name="text.answer").value = "Their words"
    theirs.getControl(name="save").click()
    mine.getControl(name="text.answer").value = "My words"
    mine.getControl(name="text.title").value = "Working"
    mine.getControl(name="save").click()

    transaction.begin()
    assert (english.answer, english.title) == ("Their words", "Working")
    assert mine.getControl(name="text.answer").value == "My words"
    assert "Their words" in mine.contents
    mine.getControl(name="save").click()
    transaction.begin()
    assert english.answer == "My words"


def test_what_changed_is_marked_and_one_click_says_that_it_is_still_true(page, english, someone):
    change(page, answer="Sie brauchen eine Erlaubnis. Sie kostet nur 100 Euro.")
    transaction.commit()
    browser = someone(f"{english.absolute_url()}/@@translate")
    assert browser.url.endswith("/arbeiten/@@translate?to=en")
    assert re.search(r"<ins>\s*nur\s*</ins>", browser.contents)
    browser.getControl(name="text.title").value = "Typed meanwhile"
    browser.getControl(name="still", index=1).click()

    transaction.begin()
    assert entry(page, "answer").state == TRANSLATED
    assert english.title == "Typed meanwhile"


def test_all_languages_at_once_are_still_true(page, english, someone):
    change(page, answer="Sie brauchen eine Erlaubnis. Sie kostet nur 100 Euro.")
    transaction.commit()
    browser = someone(f"{page.absolute_url()}/@@translate")
    browser.getControl(name="still").click()
    transaction.begin()
    assert states_of(page)["en"].state == TRANSLATED


def test_the_grid_leads_to_the_work_and_is_nobodys_but_editors(page, english, someone, visitor):
    browser = someone(f"{api.portal.get().absolute_url()}/@@coverage?state=missing&to=ar")
    assert "Arbeiten" in browser.contents
    browser.getLink("fehlt").click()
    assert "@@translate?to=ar" in browser.url
    for address in ("@@coverage", "de/asyl/arbeiten/@@translate?to=en"):
        with pytest.raises(Unauthorized):
            visitor.open(f"{api.portal.get().absolute_url()}/{address}")


def test_pages_made_in_bulk_have_their_states_in_the_end(an_editor, make, page):
    with in_bulk(an_editor):
        english = make(an_editor["en"], "Topic", "asylum", title="Asylum")
        ITranslationManager(page.aq_parent).register_translation("en", english)
        assert "en" not in known(page.aq_parent)

    assert known(page.aq_parent)["en"].state == TRANSLATED
    assert known(page.aq_parent)["en"].public
    change(page.aq_parent, title="Asylrecht")
    assert known(page.aq_parent)["en"].state == OUTDATED


def known(obj):
    """What the catalogue knows of a German page."""
    (brain,) = api.content.find(UID=api.content.get_uuid(obj))
    return {
        tag: PageState(*each)
        for tag, each in (brain.guidance_states or {}).items()
        if each[0] != MISSING
    }
