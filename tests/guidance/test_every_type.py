"""Whatever is one object a language has all that such a page has: versions, working copies,
translations, files of them, a day for the next look, a place in lists, in the search and in the
sitemap, and an end that is said."""

import base64

import pytest
import transaction
from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITG
from plone.app.textfield import RichTextValue
from plone.namedfile.file import NamedBlobImage
from plone.testing.zope import Browser
from Products.CMFCore.indexing import processQueue

from guidance.translating import change
from permitdesk.core import clock
from permitdesk.core.languages import KNOWN
from permitdesk.guidance import index_again
from permitdesk.guidance.copies.copy import begin, may_begin, put_back
from permitdesk.guidance.history.versions import restore, versions
from permitdesk.guidance.questions.pages import guidance_pages
from permitdesk.guidance.reviews import due
from permitdesk.guidance.translating import coverage, exchange, translated_types
from permitdesk.guidance.translating.translations import entries, save, states_of, translation
from permitdesk.guidance.upkeep.report import report
from permitdesk.site import offering
from permitdesk.site.doors import sitemap
from permitdesk.site.finding.search import search
from permitdesk.translation import OUTDATED, TRANSLATED, Entry, xliff

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
MARKUP = "<p>Sie brauchen eine <strong>Erlaubnis</strong>.</p>"
# What each type needs besides a title, with one of its contents that is no text.
FILLED = {
    "Flyer": {"answer": "Ja.", "steps": "Termin buchen", "sort": 7},
    "FrequentQuestion": {"answer_html": MARKUP, "unsettled": True},
    "GuidancePage": {"answer": "Ja.", "who_html": MARKUP, "occasions": {"work"}},
    "NewsEntry": {"text_html": MARKUP, "picture_words": "Das neue Haus"},
    "Notice": {"text": "Am Montag geschlossen.", "kind": "warning"},
    "Topic": {"sort": 7},
}
TITLE, OTHER = "Zirkusvorstellung", "Manegenkunst"
HARD_TO_READ = "Hiermit wird seitens der Behörde bezüglich der Erteilung alles mitgeteilt."


@pytest.fixture(params=sorted(FILLED))
def content(request, make, an_editor):
    """A published German content of a type."""
    filled = {"title": TITLE, "description": HARD_TO_READ, **FILLED[request.param]}
    if request.param == "NewsEntry":
        filled["picture"] = NamedBlobImage(PNG, filename="haus.png")
    made = make(an_editor["de"], request.param, "zirkus", **filled)
    transaction.commit()
    return made


@pytest.fixture
def status(functional):
    """Tells visitors' status of an address."""

    def status(address):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "text/html")
        browser.open(address)
        return int(browser.headers["Status"].split()[0])

    return status


def translate(german, tag):
    told = [
        Entry(each.key, each.source, each.source, state=TRANSLATED) for each in entries(german, tag)
    ]
    save(german, tag, told)
    return translation(german, tag)


def listed(word, language="de"):
    """Addresses of what visitors find, and of all that search engines are told of."""
    found = {each.address for each in search(word, language).found}
    return found, {address for place in sitemap.places() for _tag, address in place.addresses}


def contents(content):
    """What editors have filled in, as plain values."""
    names = {name.removesuffix("_html") for name in FILLED[content.portal_type]}
    found = {name: getattr(content, name) for name in names}
    if content.portal_type == "NewsEntry":
        found["picture"] = content.picture.data
    return {k: v.raw if isinstance(v, RichTextValue) else v for k, v in found.items()}


def test_here_is_each_type(portal):
    assert tuple(FILLED) == translated_types()


def test_the_portal_is_set_for_each_type(portal):
    repository = api.portal.get_tool("portal_repository")
    for name in translated_types():
        behaviours = api.portal.get_tool("portal_types")[name].behaviors
        assert {
            "plone.basic", "plone.locking", "plone.publication", "plone.shortname",
            "plone.translatable", "plone.versioning", "permitdesk.reviewed",
        } <= set(behaviours), name  # fmt: skip
        assert name in repository.getVersionableContentTypes()
        assert "version_on_revert" in repository.getPolicyMap()[name], name
        assert api.portal.get_tool("portal_diff").getDiffForPortalType(name), name


def test_an_earlier_version_comes_back(content):
    before = contents(content)
    change(content, title=OTHER)
    assert [each.number for each in versions(content)] == [1, 0]
    restore(content, 0)
    assert content.title == TITLE and contents(content) == before
    brain = api.content.find(UID=content.UID())[0]
    assert brain.Title == TITLE


def test_a_change_is_prepared_on_a_copy(content, an_editor, functional):
    if content.isPrincipiaFolderish:
        assert not may_begin(content)
        return
    english, group, before = translate(content, "en"), ITG(content), contents(content)
    content.review_by = clock.today()
    change(content)
    copy = begin(content)
    change(copy, title=OTHER)
    transaction.commit()

    assert contents(copy) == before and ITG(copy) != group
    assert translation(content, "en") == english and states_of(content)["en"].state == TRANSLATED
    here = copy.absolute_url()
    found, mapped = listed(OTHER)
    assert here not in found | mapped
    assert here not in [each.address for each in coverage.pages(an_editor)]
    assert here not in [address for _day, _title, address in due(an_editor, clock.today())]
    assert here not in [each.address for each in report(an_editor, functional["request"], "de")]
    assert OTHER not in [term.title for term in guidance_pages(content)]

    assert put_back(copy, "") == content
    assert content.title == OTHER and contents(content) == before
    assert translation(content, "en") == english and states_of(content)["en"].state == OUTDATED
    assert api.content.get_state(content) == "published"
    assert versions(content)[0].number == 1 + versions(content)[1].number


def test_it_is_translated_also_into_a_language_that_was_added(content, an_editor):
    tag = "ps"
    offering.offer(KNOWN[tag])
    uid = content.UID()
    read = xliff.read(exchange.export([uid], tag), tag)
    assert {each.key.removeprefix(f"{uid}.") for each in read} == {
        each.key for each in entries(content, tag)
    }
    back = xliff.write(
        "guidance", tag, [Entry(e.key, e.source, e.source, state=TRANSLATED) for e in read]
    )
    plan, _known = exchange.planned(tag, back)
    assert not plan.refused
    exchange.take(tag, plan.taken)

    there = translation(content, tag)
    assert there.portal_type == content.portal_type and contents(there) == contents(content)
    assert there.language == tag and len(versions(there)) == 1
    (page,) = coverage.pages(an_editor)
    assert page.states[tag].state == TRANSLATED
    api.content.transition(there, "publish")
    found, mapped = listed(TITLE, tag)
    assert there.absolute_url() in found & mapped


def test_editors_are_told_what_is_to_mend_and_to_look_at(content, an_editor, functional):
    content.review_by = clock.today()
    change(content)
    (flawed,) = report(an_editor, functional["request"], "de")
    assert flawed.address == content.absolute_url() and "hard" in {f.kind for f in flawed.flaws}
    assert [address for _day, _title, address in due(an_editor, clock.today())] == [flawed.address]
    assert [each.address for each in coverage.pages(an_editor)] == [flawed.address]


def test_visitors_find_it_and_are_told_of_its_end(content, status):
    here = content.absolute_url()
    found, mapped = listed(TITLE)
    assert here in found & mapped and status(here) == 200
    content.expiration_date = DateTime() - 1
    change(content)
    transaction.commit()
    found, mapped = listed(TITLE)
    assert here not in found | mapped and status(here) == 410
    content.expiration_date = None
    change(content)
    api.content.transition(content, "retract")
    transaction.commit()
    assert status(here) == 410


def test_the_columns_of_a_profile_that_comes_again_are_filled(content, an_editor):
    """Removed and installed again, the profile makes the columns anew, and they are empty."""
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(content.getPhysicalPath())
    before = catalog.getMetadataForUID(path)
    catalog.delColumn("guidance_sort")
    catalog.addColumn("guidance_sort")
    index_again(an_editor)
    processQueue()
    assert catalog.getMetadataForUID(path)["guidance_sort"] == before["guidance_sort"]


def test_a_language_that_comes_back_has_the_states_of_now(page, an_editor):
    offering.offer(KNOWN["ps"])
    translate(page, "ps")
    offering.stop("ps")
    change(page, answer="Sie kostet jetzt 300 Euro.")
    assert "ps" not in states_of(page)
    offering.offer(KNOWN["ps"])
    (state,) = [e.states["ps"] for e in coverage.pages(an_editor) if e.uid == page.UID()]
    assert state.state == OUTDATED and state == states_of(page)["ps"]
