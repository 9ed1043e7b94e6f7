"""No address is a dead end: not translated yet, moved, taken back, over, not begun."""

import pytest
import transaction
from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITG, ITranslationManager
from plone.app.testing import logout
from plone.testing.zope import Browser

from permitdesk.guidance.published import translations


@pytest.fixture
def reader(functional):
    """A visitor with a browser that shows errors."""
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Accept", "text/html")
    return browser


def status(browser) -> int:
    return int(browser.headers["Status"].split()[0])


def test_a_page_that_is_not_translated_says_so_and_offers_what_there_is(reader, page, english):
    reader.open(page.absolute_url())
    reader.getLink("العربية").click()

    assert status(reader) == 200
    assert 'lang="ar"' in reader.contents and 'dir="rtl"' in reader.contents
    assert "noindex" in reader.contents
    assert reader.getLink(url="/asyl/arbeiten", index=1).url == page.absolute_url()
    reader.getLink("Work").click()
    assert reader.url == english.absolute_url()


def test_once_it_is_translated_the_address_leads_there(reader, page, make):
    reader.open(page.absolute_url())
    address = reader.getLink("English").url
    english = make(api.portal.get()["en"], "GuidancePage", "work", title="Work", answer="A")
    ITranslationManager(page).register_translation("en", english)
    transaction.commit()

    reader.open(address)

    assert reader.url == english.absolute_url()


def test_an_address_put_together_by_hand_leads_to_the_page_that_is_meant(reader, page, english):
    site = api.portal.get().absolute_url()
    reader.open(f"{site}/en/asyl/arbeiten")
    assert reader.url == english.absolute_url()
    reader.open(f"{site}/ar/asyl/arbeiten")
    assert "/ar/untranslated/" in reader.url
    reader.open(f"{site}/ar/untranslated/unknown")
    assert status(reader) == 404


def test_a_renamed_page_is_found_at_its_old_address(reader, page):
    old = page.absolute_url()
    api.content.rename(page, "beschaeftigung")
    transaction.commit()
    reader.open(old)
    assert reader.url.endswith("/beschaeftigung")


def test_a_page_taken_back_is_gone_with_a_way_on(reader, page, english):
    api.content.transition(page, "retract")
    transaction.commit()
    reader.open(page.absolute_url())

    assert status(reader) == 410
    assert "Erlaubnis" not in reader.contents and "noindex" in reader.contents
    assert reader.getLink(url="/de/asyl").url == page.aq_parent.absolute_url()
    assert reader.getLink("Work").url == english.absolute_url()


def test_a_page_that_was_never_public_is_not_there(reader, page, make):
    draft = make(page.aq_parent, "GuidancePage", "neu", publish=False, title="Neu", answer="B")
    transaction.commit()
    reader.open(draft.absolute_url())
    assert status(reader) == 404


def test_a_page_does_not_name_a_topic_that_its_reader_may_not_see(reader, page):
    topic = page.aq_parent
    reader.open(page.absolute_url())
    assert f'href="{topic.absolute_url()}"' in reader.contents
    api.content.transition(topic, "retract")
    transaction.commit()
    reader.open(page.absolute_url() + "?again=1")
    assert status(reader) == 200
    assert f'href="{topic.absolute_url()}"' not in reader.contents


@pytest.mark.parametrize("effective, expires, code", [(-1, 1, 200), (1, 2, 404), (-2, -1, 410)])
def test_a_page_is_shown_within_its_dates(functional, reader, page, effective, expires, code):
    page.setEffectiveDate(DateTime() + effective)
    page.setExpirationDate(DateTime() + expires)
    page.reindexObject()
    transaction.commit()

    reader.open(page.absolute_url())
    assert status(reader) == code
    as_json = Browser(functional["app"])
    as_json.raiseHttpErrors = False
    as_json.addHeader("Accept", "application/json")
    as_json.open(page.absolute_url())
    assert status(as_json) == (200 if code == 200 else 404)
    assert ("Zwei Wege" in str(as_json.contents)) == (code == 200)
    reader.open(page.aq_parent.absolute_url())
    assert ("asyl/arbeiten" in reader.contents) == (code == 200)


def test_translations_are_those_that_the_visitor_may_see(page, english):
    api.content.transition(english, "retract")
    logout()
    assert set(translations(ITG(page))) == {"de"}
