"""The frame of a page: language, direction, headers, links, size."""

import gzip

import pytest
from lxml import html
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.restapi.services.site.get import SiteGet
from plone.testing.zope import Browser
from zope.component import getGlobalSiteManager
from zope.i18n import translate
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.negotiator import negotiator
from zope.i18nmessageid import MessageFactory
from zope.interface import implementer

from permitdesk.core import languages
from permitdesk.theme.assets import STATIC, StaticFiles, asset, manifest

LANGUAGES = ["de", "en", "uk", "ar", "ru", "fa", "tr", "fr"]


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.addHeader("Accept", "text/html")
    return browser


@pytest.fixture
def visitor(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Accept", "text/html")
    browser.raiseHttpErrors = False
    return browser


@implementer(ITranslationDomain)
class EchoDomain:
    """Translates every message to the language in which it was asked for."""

    domain = "permitdesk-echo"

    def translate(self, msgid, mapping=None, context=None, target_language=None, *_more):
        return target_language or negotiator.getLanguage(LANGUAGES, context)


@pytest.fixture
def echo():
    manager = getGlobalSiteManager()
    domain = EchoDomain()
    manager.registerUtility(domain, ITranslationDomain, domain.domain)
    yield MessageFactory(domain.domain)("anything")
    manager.unregisterUtility(domain, ITranslationDomain, domain.domain)


def patterns(browser, functional, language, **more):
    query = "&".join(f"{name}={value}" for name, value in {"lang": language, **more}.items())
    browser.open(f"{functional['portal'].absolute_url()}/@@patterns?{query}")
    return html.document_fromstring(browser.contents)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_page_says_its_language_and_direction(browser, functional, tag):
    page = patterns(browser, functional, tag)

    assert browser.contents.startswith("<!DOCTYPE html>")
    assert page.get("lang") == tag
    assert page.get("dir") == ("rtl" if tag in ("ar", "fa") else "ltr")
    assert browser.headers["Content-Language"] == tag
    assert page.xpath("//*[@aria-current='true']/@lang") == [tag]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_fixed_language_reaches_every_translation(functional, echo, tag):
    request = functional["request"]
    request.environ["HTTP_ACCEPT_LANGUAGE"] = "fr, nl"

    languages.fix(request, tag)

    assert translate(echo, context=request) == tag
    assert request["LANGUAGE"] == tag


def test_a_language_can_be_fixed_anew(functional, echo):
    request = functional["request"]

    for tag in LANGUAGES:
        languages.fix(request, tag)
        assert translate(echo, context=request) == tag


def test_the_binding_german_sentence_is_there_in_german(browser, functional):
    page = patterns(browser, functional, "ar")

    german = page.xpath("//footer//p[@lang='de']")[0]
    assert german.text_content().startswith("Die deutsche Fassung ist verbindlich")
    assert german.get("dir") == "ltr"


def test_headers_forbid_what_the_page_does_not_need(browser, functional):
    page = patterns(browser, functional, "de")

    policy = browser.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert browser.headers["Referrer-Policy"] == "same-origin"
    assert browser.headers["X-Content-Type-Options"] == "nosniff"
    assert not page.xpath("//@style | //style")
    assert not page.xpath("//script[not(@src)] | //@*[starts-with(name(), 'on')]")


def test_no_address_of_the_page_leaves_the_host(browser, functional):
    page = patterns(browser, functional, "ar")

    host = functional["portal"].absolute_url()
    for address in page.xpath("//@src | //link/@href | //@action"):
        assert address.startswith((host, "#")), address


def test_a_visitor_gets_no_cookie_and_a_page_that_discloses_nothing(visitor, functional):
    visitor.open(f"{functional['portal'].absolute_url()}/ar/<b>secret-thing</b>")

    assert visitor.headers["Status"].startswith("404")
    assert "Set-Cookie" not in visitor.headers
    assert "secret-thing" not in html.document_fromstring(visitor.contents).text_content()
    assert 'dir="rtl"' in visitor.contents
    assert "Traceback" not in visitor.contents
    assert visitor.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/uk/too-large", "/too-large?lang=uk"])
def test_too_much_at_once_is_explained(visitor, functional, address):
    visitor.open(functional["portal"].absolute_url() + address)

    assert visitor.headers["Status"].startswith("413")
    assert 'lang="uk"' in visitor.contents and "10" in visitor.contents


def test_a_broken_page_is_a_500_without_a_stack_trace(visitor, functional, monkeypatch):
    def fail(self):
        raise KeyError("Fatima Example, C01X00T47")

    monkeypatch.setattr(StaticFiles, "__call__", fail)
    visitor.open(f"{functional['portal'].absolute_url()}/@@permitdesk-static?lang=uk")

    assert visitor.headers["Status"].startswith("500")
    assert "Fatima" not in visitor.contents and "KeyError" not in visitor.contents
    assert 'lang="uk"' in visitor.contents


def test_the_api_keeps_its_own_errors_and_what_broke_within_stays_within(functional, monkeypatch):
    visitor = Browser(functional["app"])
    visitor.raiseHttpErrors = False
    visitor.addHeader("Accept", "application/json")

    visitor.open(f"{functional['portal'].absolute_url()}/nothing")
    assert visitor.headers["Status"].startswith("404")
    assert visitor.headers["Content-Type"] == "application/json"

    def fail(self):
        raise KeyError("Fatima Example, C01X00T47")

    monkeypatch.setattr(SiteGet, "reply", fail)
    visitor.open(f"{functional['portal'].absolute_url()}/@site")
    assert visitor.headers["Status"].startswith("50")
    assert b"Fatima" not in visitor.contents


def test_built_files_are_kept_for_ever_and_others_do_not_exist(visitor, functional):
    base = f"{functional['portal'].absolute_url()}/@@permitdesk-static"
    visitor.addHeader("Accept-Encoding", "gzip")

    visitor.open(f"{base}/{manifest()['portal.css']}")
    assert visitor.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert visitor.headers["Content-Type"].startswith("text/css")

    for path in ("manifest.json", "../page.py", "..%2Fpage.py", "fonts/letters.txt", "portal.css"):
        visitor.open(f"{base}/{path}")
        assert visitor.headers["Status"].startswith("404"), path


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_first_view_stays_under_150_kilobytes(browser, functional, tag):
    """Even if every font file is needed, which no page does: at most 150,000 bytes in all."""
    patterns(browser, functional, tag)
    files = manifest()
    style = files["portal.rtl.css" if tag in ("ar", "fa") else "portal.css"]
    fonts = [name for name in files.values() if name.endswith(".woff2")]

    page = len(gzip.compress(browser.contents.encode()))
    size = page + (STATIC / f"{style}.gz").stat().st_size
    size += sum((STATIC / name).stat().st_size for name in fonts)

    assert fonts and size < 150_000


@pytest.mark.parametrize("name", ["portal.css", "portal.rtl.css"])
def test_no_mark_stands_before_a_rule_of_the_styles(name):
    # A byte order mark behind the fonts makes the rule after it unreadable: that of all colours.
    text = (STATIC / asset(name)).read_text("utf-8")
    assert "\ufeff" not in text
