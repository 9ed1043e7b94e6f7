"""Guidance pages as a visitor meets them."""

import pytest
import transaction
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from plone.testing.zope import Browser


@pytest.fixture
def work_page(an_editor, make):
    topic = make(an_editor["de"], "Topic", "asyl-und-aufenthalt", title="Asyl und Aufenthalt")
    page = make(
        topic,
        "GuidancePage",
        "arbeiten",
        title="Arbeiten in Deutschland",
        description="Sie haben ein Stellenangebot.",
        answer="Sie brauchen eine Erlaubnis. Sie beantragen sie online.",
        who_html="<p>Für Fachkräfte.</p>",
        need_html='<ul><li onclick="x()">Pass</li></ul><script>alert(1)</script>',
        law_html='<p><a href="javascript:alert(1)">§ 18a</a></p>',
        occasions={"work"},
    )
    english = make(
        make(an_editor["en"], "Topic", "asylum", title="Asylum and residence"),
        "GuidancePage",
        "work",
        title="Working in Germany",
        answer="You need a permit.",
    )
    ITranslationManager(page).register_translation("en", english)
    transaction.commit()
    return page


def test_the_answer_stands_first_then_the_sections(visitor, work_page):
    visitor.open(work_page.absolute_url())
    text = visitor.contents
    positions = [
        text.index(part) for part in ("Arbeiten in", "Sie brauchen eine", "Für Fachkräfte")
    ]
    assert positions == sorted(positions)
    assert "<html" in text and 'lang="de"' in text


def test_what_an_editor_pasted_is_reduced_to_simple_markup(visitor, work_page):
    visitor.open(work_page.absolute_url())
    assert "alert(1)" not in visitor.contents
    assert "onclick" not in visitor.contents
    assert "<li>Pass</li>" in visitor.contents


def test_no_plone_furniture_and_a_cache_for_visitors(visitor, work_page):
    visitor.open(work_page.absolute_url())
    scripts = visitor.contents.replace('<script type="application/ld+json">', "")
    assert "<script" not in scripts
    for furniture in ("portal-", "++plone++", "bootstrap", "plone.app"):
        assert furniture not in visitor.contents
    assert visitor.headers["Cache-Control"].startswith("public, max-age=")


def test_each_language_is_linked_to_its_translation_or_to_what_there_is(visitor, work_page):
    visitor.open(work_page.absolute_url())
    assert visitor.getLink("English").url.endswith("/en/asylum/work")
    assert "/ar/untranslated/" in visitor.getLink("العربية").url
    assert 'hreflang="en"' in visitor.contents
    assert '<link rel="alternate" hreflang="ar"' not in visitor.contents


def test_a_translation_that_is_not_published_is_not_offered(visitor, work_page):
    english = api.portal.get()["en"]["asylum"]["work"]
    api.content.transition(english, "retract")
    transaction.commit()
    visitor.open(work_page.absolute_url())
    visitor.getLink("English").click()
    assert "not available in English yet" in visitor.contents


def test_a_topic_shows_its_pages(visitor, work_page):
    visitor.open(work_page.aq_parent.absolute_url())
    assert visitor.getLink("Arbeiten in Deutschland").url == work_page.absolute_url()


def test_the_address_decides_the_language_not_the_browser(visitor, work_page):
    visitor.addHeader("Accept-Language", "ar")
    visitor.open(work_page.absolute_url())
    assert 'lang="de"' in visitor.contents


def test_reading_a_page_writes_nothing(functional, work_page):
    from plone.app.testing import logout

    logout()
    page = work_page.restrictedTraverse("@@view")
    page.request.set("PUBLISHED", page)
    page()
    connection = functional["portal"]._p_jar
    assert not connection._registered_objects


def test_the_words_of_the_sections_are_found(work_page):
    found = api.portal.get_tool("portal_catalog")(SearchableText="Fachkräfte", Language="de")
    assert [brain.getId for brain in found] == ["arbeiten"]


def test_plones_own_page_is_shown_in_the_same_frame(visitor, an_editor, make):
    from plone.app.textfield import RichTextValue

    page = make(an_editor["de"], "Document", "extra", title="Extra")
    page.text = RichTextValue("<h3>Mehr</h3><p>Text</p>", "text/html", "text/x-html-safe")
    transaction.commit()
    visitor.open(page.absolute_url())
    assert "<h3>Mehr</h3>" in visitor.contents and "pd-footer" in visitor.contents


def test_an_editor_finds_plones_screens_a_visitor_does_not(functional, work_page):
    from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

    editor = Browser(functional["app"])
    editor.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    editor.open(work_page.absolute_url())
    assert "no-store" in editor.headers["Cache-Control"]
    editor.getLink("Bearbeiten").click()
    assert "form.widgets.who" in editor.contents
