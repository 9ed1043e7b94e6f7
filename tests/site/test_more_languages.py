"""An administrator adds languages through the web: Pashto, Kurmanji, plain German, and one that
nobody knew. They work at once, and what is missing in them is honestly German."""

from dataclasses import replace
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.app.multilingual.interfaces import ITG, ITranslationManager
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from plone.testing.zope import Browser
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

from guidance.translating import say
from intake.applicant import Applicant
from intake.test_gaps import text_of
from intake.world import a_message, publish, submit
from permitdesk.casework.office import case_by_reference
from permitdesk.core import added, clock, languages
from permitdesk.core.languages import LANGUAGES, SHIPPED, Language
from permitdesk.guidance import OCCASIONS, SECTIONS
from permitdesk.guidance.interfaces import EVERYWHERE, HOME, NOTICE_KINDS
from permitdesk.guidance.translating.coverage import pages
from permitdesk.services import publish as publish_service
from permitdesk.services import translations
from permitdesk.site import offering
from permitdesk.tracking.notices import RECEIVED, compose
from permitdesk.translation import TRANSLATED, Entry, po, xliff
from permitdesk.translation.portal_texts import portal_texts
from status_visitor import an_office_with_services

PAGES = """home services a-z search?q=pass responsible words rss.xml status apply/employment
    apply/employment/form.pdf"""
ADDED = ("ps", "kmr", "de-simple")
LETTERS = "ټولګی ډیر ړوند ږیره ښوونځی ګڼه ېۍ"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def administrator(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def opened(browser, portal):
    browser.open(f"{portal.absolute_url()}/@@offered-languages")
    return browser


def add(browser, portal, tag):
    opened(browser, portal).getControl(name="known-tag").value = [tag]
    browser.getControl(name="add").click()


def stop(browser, portal, tag):
    opened(browser, portal).getControl(name="stop-tag").value = [tag]
    browser.getControl(name="stop").click()
    transaction.begin()


@pytest.fixture
def more(portal, administrator):
    """The portal offers the three, as an administrator has just made it."""
    for tag in ADDED:
        add(administrator, portal, tag)
    transaction.begin()
    return portal


def test_a_language_joins_with_all_its_pages(more, administrator, visitor):
    assert tuple(LANGUAGES) == (*SHIPPED, *ADDED)
    assert "Leichte Sprache wird jetzt angeboten" in administrator.contents
    site = more.absolute_url()
    for tag in ADDED:
        assert more[tag].Language() == tag
        for page in PAGES.split():
            visitor.open(f"{site}/{tag}/{page}")
            assert visitor.headers["status"] == "200 OK", page
        visitor.open(f"{site}/{tag}/services")
        assert f'lang="{tag}"' in visitor.contents
        assert f'dir="{languages.direction(tag)}"' in visitor.contents
        assert visitor.contents.count("Die deutsche Fassung ist verbindlich") == 1
    visitor.open(f"{site}/de")
    assert all(f'hreflang="{tag}"' in visitor.contents for tag in ADDED)
    visitor.open(f"{site}/sitemap.xml")
    assert all(f"{site}/{tag}/apply/employment" in visitor.contents for tag in ADDED)


def test_a_page_reads_once_what_is_offered(more, monkeypatch):
    asked = []
    offered = added.offered
    monkeypatch.setattr(added, "offered", lambda site=None: asked.append(site) or offered(site))
    assert publish("GET", "/ps/services").status == 200
    assert len(asked) == 1


def test_plone_leaves_the_folder_its_language(more):
    """As when somebody saves Plone's own page on languages: plone.i18n knows neither Kurmanji nor
    plain German, and plone.app.multilingual looks through all folders again."""
    SetupMultilingualSite().setupSite(more)
    assert [more[tag].Language() for tag in ADDED] == list(ADDED)
    assert set(ADDED) <= set(ITranslationManager(more["de"]).get_translated_languages())
    names = getUtility(IVocabularyFactory, "plone.app.vocabularies.SupportedContentLanguages")(more)
    assert {term.value for term in names} == {*SHIPPED, *ADDED}


def test_a_page_is_translated_like_into_any_language(more, page, visitor):
    assert {"ps", "kmr", "de-simple"} <= set(pages(more)[0].states)
    visitor.open(page.absolute_url())
    visitor.getLink("پښتو").click()
    assert "/ps/untranslated/" in visitor.url, "what there is instead"

    say(page, "ps", title=LETTERS, description="دوه لارې.", answer="تاسو اجازې ته اړتیا لرئ.")
    say(page, "kmr", title="Xebat û şûn", description="Du rê.", answer="Destûr hewce ye. Êvar.")
    for tag in ("ps", "kmr"):
        there = ITranslationManager(page).get_translation(tag)
        api.content.transition(there, "publish")
        assert there.getPhysicalPath()[2] == tag
    transaction.commit()
    visitor.open(page.absolute_url())
    visitor.getLink("پښتو").click()
    assert LETTERS in visitor.contents and 'dir="rtl"' in visitor.contents


def test_whatever_these_pages_say_stands_in_the_file_of_the_portals_texts(
    portal, make, visitor, asked
):
    """Else nobody could translate it: the heading of a section, an occasion, a kind of find."""
    offering.offer(languages.KNOWN["ps"])
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    home, text = portal["ps"], "<p>X</p>"
    german = make(portal["de"], "GuidancePage", "pass", title="Pass", answer="X", service="contact")
    topic = make(home, "Topic", "topic", title="X")
    page = make(
        topic, "GuidancePage", "page", title="X", answer="X", service="employment", source="X",
        as_of=clock.today(), occasions=set(OCCASIONS), text_html=text,
        **{f"{name}_html": text for name in SECTIONS},
    )  # fmt: skip
    question = make(
        topic, "FrequentQuestion", "question", title="X", answer_html=text, service="employment",
        page=ITG(page), unsettled=True, source="X", as_of=clock.today(),
    )  # fmt: skip
    flyer = make(
        topic, "Flyer", "flyer", title="X", answer="X", steps="X", notes="X", picker="licence"
    )
    news = make(home, "NewsEntry", "news", title="X", text_html=text, source="X")
    notices = [
        make(home, "Notice", kind, title="X", text="X", kind=kind, places={EVERYWHERE, HOME})
        for kind in NOTICE_KINDS
    ]
    gone = make(home, "GuidancePage", "gone", title="X", answer="X")
    api.content.transition(gone, "retract")
    transaction.commit()
    site = portal.absolute_url()
    visitor.handleErrors, visitor.raiseHttpErrors = True, False
    for content in (topic, page, question, flyer, news, *notices, gone):
        visitor.open(content.absolute_url())
    for address in (
        "", *PAGES.split()[1:], "search?q=xyzxyz", "news", "feedback", "nothing",
        f"untranslated/{ITG(german)}", "responsible?municipality=neumuehl",
    ):  # fmt: skip
        visitor.open(f"{site}/ps/{address}")
    assert {"guidance_who", "guidance_occasion_work", "services_when_and"} <= asked
    assert asked - {each.msgid for each in portal_texts()} == set()


def test_a_service_is_translated_and_the_rest_is_german_and_says_so(more, functional):
    service = more["services"]["contact"]
    key = "service.title"
    entry = next(each for each in translations.entries(service, "ps") if each.key == key)
    translations.save(service, "ps", [replace(entry, text="ادارې ته پیغام", state=TRANSLATED)])
    with api.env.adopt_roles(["Manager"]):
        publish_service(service)
    transaction.commit()
    assert translations.working_coverage(service, "ps").counts[TRANSLATED] == 1

    person = Applicant(functional, "ps").open()
    (title,) = person.html.select("main h1")
    assert title.get_text(strip=True) == "ادارې ته پیغام" and not title.select("[lang]")
    marked = person.html.select("main span[lang=de][dir=ltr]")
    assert marked, "what is German says so"
    items = publish("GET", "/@services?lang=ps", accept="application/json").json["items"]
    (answer,) = [each for each in items if each["id"] == "contact"]
    assert answer["title"] == "ادارې ته پیغام" and "ps" in answer["offered_languages"]
    assert answer["text_languages"] == {"summary": "de"}
    assert answer["address"].endswith("/ps/apply/contact")


def test_one_applies_in_pashto_from_start_to_status(more, functional):
    an_office_with_services(more, "contact")
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    transaction.commit()
    person = Applicant(functional, "ps").open()
    assert person.html.html["dir"] == "rtl" and person.html.html["lang"] == "ps"
    (title,) = person.html.select("h1 span")
    assert (title["lang"], title["dir"]) == ("de", "ltr")
    person.begin().fill(topic="other", urgency="normal").go_on()
    if person.step == "topic":
        person.go_on()
    person.fill(sender_role="person").go_on()
    person.fill(family_name="Stanekzai", given_names="Gul").go_on()
    person.fill(email="gul@example.org", contact_language="ps").go_on()
    person.fill(message=LETTERS, privacy_read=True).go_on().go_on()
    assert person.address.endswith("/check"), person.address
    person.press("send")
    assert person.address.endswith("/receipt")
    for path in ("/receipt.pdf", "/receipt-to-show.pdf", "/form.pdf"):
        paper = person.open(path).response.body
        assert paper.startswith(b"%PDF") and "▯" not in text_of(paper)
    sent = submit(a_message(message=LETTERS, contact_language="ps"), language="ps")
    assert sent.status == 201, sent.text
    told = sent.json
    case = case_by_reference(more, told["reference"])
    assert case.application.language == "ps"
    mail = compose(more, told["reference"], "gul@example.org", "ps", RECEIVED)
    assert f"{more.absolute_url()}/ps/status" in mail["body"]
    person.visit(f"{more.absolute_url()}/ps/status")
    person.fill(reference=told["reference"], code=told["access_code"])
    person.press()
    assert "نومبر" in person.texts("main")[0] and told["reference"] in person.page


@pytest.mark.parametrize("tag", [*ADDED, "de-x-amt"])
def test_files_of_translations_go_out_and_in(tag):
    entry = Entry("a", "Ihr Pass", "Pasaporta we", TRANSLATED)
    (back,) = po.read(po.write(tag, [entry]))
    assert (back.key, back.text) == ("a", entry.text)
    (back,) = xliff.read(xliff.write("x", tag, [entry]), tag)
    assert (back.key, back.text) == ("a", entry.text)


def test_who_knows_only_the_tag_adds_a_language_of_their_own(portal, administrator, visitor):
    opened(administrator, portal).getControl(name="name").value = ""
    administrator.getControl(name="tag").value = "../x"
    administrator.getControl(name="describe").click()
    said = unescape(administrator.contents)
    assert "Geben Sie das Kürzel so ein" in said
    assert "Geben Sie den Namen der Sprache ein" in said

    administrator.getControl(name="name").value = "Sorani"
    administrator.getControl(name="tag").value = "CKB"
    administrator.getControl(name="direction").value = ["rtl"]
    administrator.getControl(name="describe").click()
    assert "Sorani wird jetzt angeboten" in administrator.contents
    transaction.begin()
    assert LANGUAGES["ckb"] == Language("ckb", "Sorani", "rtl")
    visitor.open(f"{portal.absolute_url()}/ckb/services")
    assert 'lang="ckb"' in visitor.contents and 'dir="rtl"' in visitor.contents

    taken = offering.wrong(Language("ar", "X")) | offering.wrong(Language("id", "Bahasa"))
    assert set(taken) == {"tag"}
    # Its name stands in the switcher of every page.
    turning = offering.wrong(Language("xx", "\u202eABC")) | offering.wrong(Language("xx", "a\x00"))
    assert set(turning) == {"name"}


def test_an_address_of_a_language_that_left_leads_to_the_same_page(
    more, administrator, page, visitor
):
    say(page, "ps", title="کار", description="دوه لارې.", answer="هو.")
    there = ITranslationManager(page).get_translation("ps")
    api.content.transition(there, "publish")
    transaction.commit()
    site, left = more.absolute_url(), there.absolute_url()
    stop(administrator, more, "ps")
    assert "Paschtu wird nicht mehr angeboten" in administrator.contents
    assert "ps" not in LANGUAGES and languages.direction("ps") == "rtl"
    visitor.handleErrors = True  # as the publisher does; where it leads on is no error
    visitor.addHeader("Accept-Language", "ps, uk;q=0.5")
    for old, new in {
        f"{site}/ps": f"{site}/uk",
        f"{site}/ps/services": f"{site}/uk/services",
        f"{site}/ps/apply/contact": f"{site}/uk/apply/",
        f"{site}/ps/status": f"{site}/uk/status",
        left: f"{site}/uk/untranslated/",
    }.items():
        visitor.open(old)
        assert visitor.url.startswith(new), old
    visitor.open(f"{site}/de")
    assert "/ps" not in visitor.contents

    add(administrator, more, "ps")
    visitor.open(left)
    assert visitor.url == left, "it is there again"
