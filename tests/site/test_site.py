"""The portal's own pages as a visitor meets them."""

import re

import pytest
import transaction
from lxml import etree
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


@pytest.fixture
def content(an_editor, make):
    topic = make(an_editor["de"], "Topic", "aufenthalt", title="Asyl und Aufenthalt")
    make(
        topic,
        "GuidancePage",
        "arbeiten",
        title="Arbeiten",
        answer="Ja. Online.",
        description="Für Fachkräfte",
        who_html="<p>Ingenieurinnen</p>",
        occasions={"work"},
    )
    make(
        topic,
        "GuidancePage",
        "geheim",
        publish=False,
        title="Geheimer Entwurf",
        answer="Ingenieurinnen",
        occasions={"family"},
    )
    make(
        an_editor["de"],
        "GuidancePage",
        "impressum",
        title="Impressum",
        answer="Wir.",
        role="imprint",
    )
    make(an_editor["de"], "Notice", "zu", title="Geschlossen", text="Am Montag ist zu.")
    transaction.commit()
    return an_editor


def foreign_scripts(visitor) -> list[str]:
    """All scripts but the one that suggests pages."""
    scripts = re.findall(r"<script[^>]*>", visitor.contents)
    return [each for each in scripts if "@@permitdesk-static/suggest." not in each]


def test_the_root_leads_to_the_language_of_the_browser(visitor, content):
    visitor.followRedirects = False
    visitor.addHeader("Accept-Language", "uk-UA,uk;q=0.9")
    visitor.open(content.absolute_url())
    assert visitor.headers["Location"].endswith("/uk")
    assert "Accept-Language" in visitor.headers["Vary"]
    assert "Set-Cookie" not in visitor.headers


def test_the_home_page_shows_what_exists(visitor, content):
    visitor.open(content.absolute_url() + "/de")
    text = visitor.contents
    assert "Worum geht es?" in text and "Am Montag ist zu." in text
    assert visitor.getLink("Arbeit", index=0).url.endswith("/aufenthalt/arbeiten")
    assert "Geheim" not in text and "Familie</a>" not in text
    assert visitor.getLink("Impressum").url.endswith("/de/impressum")
    assert visitor.getLink("Asyl und Aufenthalt").url.endswith("/de/aufenthalt")


def test_the_home_page_asks_for_reference_and_code_by_post(visitor, content):
    visitor.open(content.absolute_url() + "/ar")
    form = visitor.getForm(index=1)
    assert form.method == "post" and form.action.endswith("/ar/status")
    assert form.getControl(name="reference") and form.getControl(name="code")
    assert 'dir="rtl"' in visitor.contents


@pytest.mark.parametrize("page", ["", "/dienste", "/services", "/search", "/search?q=arbeit"])
def test_no_furniture_no_foreign_script_and_nothing_internal(visitor, content, page):
    visitor.open(content.absolute_url() + "/de" + page)
    assert not foreign_scripts(visitor)
    for word in ("++plone++", "portal-", "/office", "/assets", "plone.app"):
        assert word not in visitor.contents


@pytest.mark.parametrize("query", ["Ingenieurinnen", "ingen", "arbeiten"])
def test_the_search_finds_what_is_published(visitor, content, query):
    visitor.open(content.absolute_url() + "/de")
    visitor.getControl(name="q").value = query
    visitor.getForm(index=0).submit()
    assert visitor.getLink(url="/aufenthalt/arbeiten").text
    assert "Geheim" not in visitor.contents
    assert "no-store" in visitor.headers["Cache-Control"]


@pytest.mark.parametrize(
    "query", ["zzz", "(", "AND OR NOT", "*", '"', "<script>alert(1)</script>", "%00", "a" * 5000]
)
def test_odd_searches_find_nothing_and_break_nothing(visitor, content, query):
    from urllib.parse import quote

    visitor.open(f"{content.absolute_url()}/de/search?q={quote(query)}")
    assert visitor.headers["Status"].startswith("200")
    assert not foreign_scripts(visitor)


def test_a_search_in_another_language_does_not_show_german_pages(visitor, content):
    visitor.open(content.absolute_url() + "/en/search?q=Ingenieurinnen")
    assert "/de/aufenthalt" not in visitor.contents


def test_the_sitemap_holds_public_addresses_only(visitor, content):
    visitor.open(content.absolute_url() + "/sitemap.xml")
    tree = etree.fromstring(visitor.contents.encode())
    found = [node.text for node in tree.iter("{*}loc")]
    root = content.absolute_url()
    assert f"{root}/de/aufenthalt/arbeiten" in found and f"{root}/uk" in found
    assert not [each for each in found if "geheim" in each or "office" in each or "assets" in each]


def test_robots_know_the_sitemap(visitor, content):
    visitor.open(content.absolute_url() + "/robots.txt")
    assert f"Sitemap: {content.absolute_url()}/sitemap.xml" in visitor.contents
    assert "Disallow: /office" in visitor.contents


@pytest.mark.parametrize("page", ["search", "sitemap", "contact-info", "accessibility-info"])
def test_plones_own_pages_lead_into_the_portal(visitor, content, page):
    visitor.followRedirects = False
    visitor.open(f"{content.absolute_url()}/{page}")
    assert visitor.headers["Status"].startswith("302")


def test_a_language_without_an_imprint_of_its_own_links_to_the_german_one(visitor, content):
    visitor.open(content.absolute_url() + "/en")
    assert visitor.getLink("Impressum").url.endswith("/de/impressum")


@pytest.fixture
def district(functional):
    registry = getUtility(IRegistry)
    registry["permitdesk.district.office_name"] = "Kreis Auental"
    registry["permitdesk.district.municipalities"] = ("auenfeld | Auenfeld",)
    registry["permitdesk.district.neighbours"] = (
        "auenburg | Auenburg | Stadt Auenburg | Markt 3 | 05556 900 | | www.auenburg.example",
    )
    transaction.commit()


def test_a_place_leads_to_the_office_that_is_responsible(visitor, content, district):
    visitor.open(content.absolute_url() + "/de/responsible")
    visitor.getControl(name="place").value = "Auenvelt"
    visitor.getForm(index=0).submit()
    assert "Welchen Ort meinen Sie?" in visitor.contents
    visitor.getLink("Auenfeld").click()
    assert "Kreis Auental" in visitor.contents and "bitte dort" not in visitor.contents
    visitor.open(content.absolute_url() + "/de/responsible")
    visitor.getLink("Auenburg").click()
    assert "Stadt Auenburg" in visitor.contents and "bitte dort" in visitor.contents
    assert visitor.getLink("www.auenburg.example").url == "https://www.auenburg.example"


def test_a_place_that_nobody_knows_is_no_dead_end(visitor, content, district):
    visitor.open(content.absolute_url() + "/de/responsible?place=%3Cb%3EAtlantis")
    assert "Diesen Ort kennen wir nicht." in visitor.contents and "<b>" not in visitor.contents
    assert visitor.getLink("Auenfeld")
