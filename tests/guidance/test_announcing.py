"""Notices for everybody: written once in German, in every language from begin to end."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import transaction
from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITG
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES
from permitdesk.guidance.announcing.announced import Announced, in_force_at
from permitdesk.guidance.translating.translations import save, translation
from permitdesk.translation import TRANSLATED, Entry

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def a_notice(name, kind="info", begins=0.0, ends=100.0):
    return Announced(name, kind, frozenset(), begins, ends, name, "", "", "")


def test_the_most_urgent_come_first_then_the_newest_and_only_in_their_time():
    known = [
        a_notice("old"), a_notice("new", begins=5), a_notice("stop", "disruption"),
        a_notice("over", ends=10), a_notice("soon", begins=50), a_notice("odd", "warning"),
    ]  # fmt: skip
    assert [each.id for each in in_force_at(known, 10)] == ["stop", "odd", "new", "old"]
    assert "soon" in {each.id for each in in_force_at(known, 50)}


@pytest.fixture
def editor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def fill(browser, address, **more):
    browser.open(f"{address}/@@announce")
    typed = {
        "title.de": "Am Montag geschlossen",
        "text.de": "Wir haben am Montag zu.",
        "ends.day": "31",
        "ends.month": "12",
        "ends.year": "2099",
        **more,
    }
    for name, value in typed.items():
        browser.getControl(name=name).value = value
    browser.getControl(name="make").click()


def test_one_form_puts_a_notice_into_every_language_at_once(functional, editor, visitor):
    site = functional["portal"].absolute_url()
    fill(editor, site, **{"title.ar": "مغلق يوم الاثنين", "text.ar": "نحن مغلقون يوم الاثنين."})
    assert "steht in allen Sprachen da" in editor.contents
    for tag in LANGUAGES:
        visitor.open(f"{site}/{tag}")
        banner = re.findall(r"<aside.*?</aside>", visitor.contents, re.S)[0]
        if tag == "ar":
            assert "مغلق يوم الاثنين" in banner and "Montag" not in banner
        else:
            assert "Am Montag geschlossen" in banner
            assert ("lang=de" in banner) == (tag != "de")
    assert "n’est pas encore traduit" in visitor.contents  # in French, beside the German text
    visitor.open(f"{site}/de/antrag/aufenthalt-arbeit")
    assert "Am Montag geschlossen" in visitor.contents

    editor.getControl("Jetzt beenden").click()
    visitor.open(f"{site}/ar")
    assert "مغلق" not in visitor.contents


def test_what_is_missing_is_said_and_what_was_typed_stays(functional, editor):
    fill(
        editor, functional["portal"].absolute_url(),
        **{"text.de": "", "title.fr": "Fermé", "ends.year": "2020", "begins_time": "25:00"},
    )  # fmt: skip
    for said in ("fehlt der deutsche Text", "fehlt der Titel oder der Text", "die Uhrzeit so"):
        assert said in editor.contents
    assert editor.getControl(name="title.fr").value == "Fermé"
    transaction.begin()
    assert not api.content.find(portal_type="Notice")


@pytest.fixture
def closed(an_editor, make):
    """A notice from a minute ago for an hour, everywhere."""
    notice = make(
        an_editor["de"], "Notice", "zu", title="Geschlossen", text="Heute ist zu.",
        kind="disruption", places={"everywhere"},
    )  # fmt: skip
    notice.effective_date, notice.expiration_date = DateTime() - 0.001, DateTime() + 1 / 24
    notice.reindexObject()
    transaction.commit()
    return notice


def test_no_cache_keeps_a_page_past_the_end_of_its_notice(closed, functional, visitor):
    home = functional["portal"].absolute_url() + "/fr"
    visitor.open(home)
    assert "max-age=300" in visitor.headers["Cache-Control"]
    ends = closed.expires().asdatetime()
    with clock.frozen(ends.astimezone(UTC) - timedelta(seconds=40)):
        visitor.open(home)
        assert re.search(r"max-age=(39|40)\b", visitor.headers["Cache-Control"])
        assert "Geschlossen" in visitor.contents
    with clock.frozen(ends.astimezone(UTC)):
        visitor.open(home)
        assert "Geschlossen" not in visitor.contents


def test_where_german_changed_since_the_translation_the_german_stands_there(closed, visitor):
    entries = [
        Entry(key="title", source="Geschlossen", text="Closed", state=TRANSLATED),
        Entry(key="text", source="Heute ist zu.", text="Closed today.", state=TRANSLATED),
    ]
    save(closed, "en", entries)
    there = translation(closed, "en")
    api.content.transition(there, "publish")
    assert there.expiration_date == closed.expiration_date
    transaction.commit()
    home = api.portal.get().absolute_url() + "/en"
    visitor.open(home)
    assert "Closed today." in visitor.contents
    closed.text = "Morgen und übermorgen ist zu."
    notify(ObjectModifiedEvent(closed))
    transaction.commit()
    visitor.open(home)
    assert "Closed today." not in visitor.contents and "übermorgen" in visitor.contents
    api.content.transition(closed, "retract")
    transaction.commit()
    visitor.open(home)
    assert "Closed today." not in visitor.contents and "übermorgen" not in visitor.contents


def test_a_notice_of_a_topic_or_a_service_stands_there_alone(an_editor, make, closed, visitor):
    topic = make(an_editor["de"], "Topic", "leben", title="Leben")
    inside = make(topic, "GuidancePage", "wohnen", title="Wohnen", answer="So.")
    closed.places = {f"topic:{ITG(topic)}", "service:employment"}
    closed.reindexObject()
    transaction.commit()
    site = an_editor.absolute_url()
    there = (topic.absolute_url(), inside.absolute_url(), f"{site}/de/antrag/aufenthalt-arbeit")
    for address, told in (*((each, True) for each in there), (f"{site}/de", False)):
        visitor.open(address)
        assert ("Heute ist zu." in visitor.contents) == told, address


def test_of_three_two_stand_above_and_the_home_page_has_them_all(an_editor, make, closed, visitor):
    for name in ("eins", "zwei"):
        make(
            an_editor["de"], "Notice", name, title=f"Nummer {name}", text="Text.",
            places={"everywhere"},
        )  # fmt: skip
    transaction.commit()
    visitor.open(an_editor.absolute_url() + "/de")
    banner = re.findall(r"<aside.*?</aside>", visitor.contents, re.S)[0]
    assert "Geschlossen" in banner and banner.count("Nummer") == 1 and "Alle Hinweise" in banner
    assert visitor.contents.count("Nummer") == 2
