"""What other programs read: structured data, sitemap, feed, calendar."""

import gzip
import json
import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
import transaction
from DateTime import DateTime
from icalendar import Calendar
from plone.app.multilingual.interfaces import ITranslationManager
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.core.clock import BERLIN
from permitdesk.district import Closure
from permitdesk.district.opening import read_opening
from permitdesk.site.doors.calendar import calendar
from permitdesk.theme.structured import as_script

XHTML = "{http://www.w3.org/1999/xhtml}link"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def content(an_editor, make):
    page = make(
        an_editor["de"], "GuidancePage", "arbeiten", title="Arbeiten </script><b>",
        answer="Ja & online.", service="employment",
    )  # fmt: skip
    other = make(
        an_editor["en"], "GuidancePage", "working", title="Working", answer="Yes.",
        service="employment",
    )  # fmt: skip
    ITranslationManager(page).register_translation("en", other)
    make(an_editor["de"], "Notice", "zu", title="Zu & <b>", text="Am Montag ist zu.")
    make(an_editor["de"], "Notice", "alt", title="Alt", text="Alt.", expires=DateTime() - 1)
    make(an_editor["de"], "Notice", "entwurf", publish=False, title="Entwurf", text="Nein.")
    for brain in an_editor.portal_catalog(path="/plone/en/working"):
        brain.getObject().reindexObject()
    registry = getUtility(IRegistry)
    registry["permitdesk.district.office_name"] = "Kreis Auental"
    registry["permitdesk.opening.hours"] = ("Mo-Fr | 08:00-12:00",)
    registry["permitdesk.opening.closures"] = ("2026-12-28 | Betriebsruhe",)
    transaction.commit()
    return an_editor


def structured(page: str) -> dict:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(found)


def test_nothing_in_the_data_ends_the_script():
    script = as_script({"name": "</script><!--&\u2028"})
    assert script.count("<") == 2 and "&" not in script and "\u2028" not in script
    assert json.loads(script[35:-9]) == {"name": "</script><!--&\u2028"}


def test_a_page_tells_the_service_that_it_leads_to(visitor, content):
    visitor.open(content.absolute_url() + "/de/arbeiten")
    told = structured(visitor.contents)
    assert told["@type"] == "GovernmentService" and told["name"] == "Arbeiten </script><b>"
    assert told["availableChannel"]["serviceUrl"].endswith("/de/antrag/aufenthalt-arbeit")
    assert told["url"] == content.absolute_url() + "/de/arbeiten"


def test_a_start_page_tells_its_service_in_its_language(visitor, content):
    visitor.open(content.absolute_url() + "/de/antrag/aufenthalt-arbeit")
    german = structured(visitor.contents)
    visitor.open(german["url"].replace("/de/antrag/aufenthalt-arbeit", "/en/apply/employment"))
    english = structured(visitor.contents)
    assert german["inLanguage"] == "de" and english["inLanguage"] == "en"
    assert german["description"] and german["description"] != english["description"]


def test_the_home_page_tells_the_office_with_its_hours(visitor, content):
    visitor.open(content.absolute_url() + "/ar")
    told = structured(visitor.contents)
    assert told["@type"] == "GovernmentOffice" and len(told["openingHoursSpecification"]) == 5
    assert "الاثنين" in visitor.contents


def test_a_page_names_its_own_address_and_those_of_its_translations(visitor, content):
    visitor.open(content.absolute_url() + "/de/arbeiten?utm=x")
    links = re.findall(r'<link rel="(canonical|alternate)"([^>]*)>', visitor.contents)
    told = {(kind, *re.findall(r'(?:hreflang|href)="([^"]*)"', rest)) for kind, rest in links}
    root = content.absolute_url()
    assert told == {
        ("canonical", f"{root}/de/arbeiten"),
        ("alternate", "de", f"{root}/de/arbeiten"),
        ("alternate", "en", f"{root}/en/working"),
    }


def test_a_page_that_is_nobodys_entrance_names_none(visitor, content):
    visitor.open(content.absolute_url() + "/de/search?q=a")
    assert 'rel="canonical"' not in visitor.contents
    assert "ld+json" not in visitor.contents


@pytest.mark.parametrize(
    "path, says",
    [
        ("de", "Was Sie brauchen, was es kostet"),
        ("ar", "بلغتك ومن دون حساب"),
        ("de/dienste", "Sie brauchen kein Konto."),
        ("de/a-z", "nach dem Alphabet"),
        ("de/antrag/kontakt", ""),
        ("de/search?q=x", None),
    ],
)
def test_search_engines_are_told_what_a_page_is_about(visitor, content, path, says):
    visitor.open(f"{content.absolute_url()}/{path}")
    told = re.findall(r'<meta name="description" content="([^"]*)"', visitor.contents)
    if says is None:
        assert told == []
    else:
        assert len(told) == 1 and says in told[0] and 0 < len(told[0]) <= 160


def test_the_sitemap_has_each_language_beside_the_others(visitor, content):
    root = content.absolute_url()
    visitor.open(root + "/sitemap.xml")
    entries = {each.findtext(LOC): each for each in ET.fromstring(visitor.contents)}
    german = entries[f"{root}/de/arbeiten"]
    beside = {each.get("hreflang"): each.get("href") for each in german.iter(XHTML)}
    assert beside == {"de": f"{root}/de/arbeiten", "en": f"{root}/en/working"}
    home = {each.get("hreflang") for each in entries[f"{root}/fa"].iter(XHTML)}
    assert "x-default" in home and len(home) == 9
    assert f"{root}/de/antrag/aufenthalt-arbeit" in entries
    assert not [each for each in entries if "entwurf" in each or each.endswith("/alt")]


def test_the_sitemap_comes_compressed_too(visitor, content):
    visitor.open(content.absolute_url() + "/sitemap.xml")
    plain = visitor.contents.partition("\n")
    visitor.open(content.absolute_url() + "/sitemap.xml.gz")
    assert gzip.decompress(visitor._response.body).decode().partition("\n")[2] == plain[2]


def test_the_feed_has_the_notices_in_force(visitor, content):
    visitor.open(content.absolute_url() + "/de/rss.xml")
    assert visitor.headers["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(visitor._response.body)[0]
    assert channel.findtext("language") == "de"
    assert [each.findtext("title") for each in channel.iter("item")] == ["Zu & <b>"]
    (item,) = channel.iter("item")
    assert item.findtext("link").endswith("/de/zu")
    assert parsedate_to_datetime(item.findtext("pubDate")).year > 2000, "no editor said a day"


def test_a_feed_has_the_german_notice_where_it_is_not_translated_and_says_so(visitor, content):
    visitor.open(content.absolute_url() + "/fr/rss.xml")
    (item,) = ET.fromstring(visitor._response.body).iter("item")
    assert item.findtext("title") == "Zu & <b>"
    assert "pas encore traduit" in item.findtext("description")


def test_news_have_a_list_a_page_and_stand_in_feed_sitemap_and_data(visitor, content, make):
    for number in range(11):
        make(
            content["de"], "NewsEntry", f"m{number}", title=f"Meldung {number}",
            text_html="<p>T</p>", description="Worum es geht.", day=date(2026, 11, 1 + number),
        )  # fmt: skip
    make(content["de"], "NewsEntry", "weg", title="Vorbei", expires=DateTime() - 1)
    transaction.commit()
    site = content.absolute_url()
    visitor.open(f"{site}/de")
    assert "Meldung 10" not in visitor.contents
    visitor.getLink("Aktuelles").click()
    assert visitor.url == f"{site}/de/aktuelles"
    page = visitor.contents
    assert page.index("Meldung 10") < page.index("Meldung 9") and "Meldung 0<" not in page
    assert "Vorbei" not in page
    visitor.open(f"{site}/de/aktuelles?page=2")
    assert "Meldung 0<" in visitor.contents and "Meldung 10" not in visitor.contents
    visitor.getLink("Meldung 0").click()
    told = structured(visitor.contents)
    assert told["@type"] == "NewsArticle" and told["datePublished"] == "2026-11-01"
    visitor.open(f"{site}/de/rss.xml")
    assert "Meldung 10" in visitor.contents and "Worum es geht." in visitor.contents
    visitor.open(f"{site}/sitemap.xml")
    assert "/de/aktuelles<" in visitor.contents and "/de/m3<" in visitor.contents
    visitor.open(f"{site}/fr")
    assert "actualites" not in visitor.contents


def test_no_character_of_a_notice_breaks_the_feed(visitor, content, make):
    make(content["de"], "Notice", "neu", title="A\x0bB", text="C\x00D\nE")
    transaction.commit()
    visitor.open(content.absolute_url() + "/de/rss.xml")
    items = {each.findtext("title"): each for each in ET.fromstring(visitor._response.body)[0]}
    assert items["AB"].findtext("description") == "CD\nE"


def test_the_calendar_is_in_the_language_of_its_address(visitor, content):
    visitor.open(content.absolute_url() + "/en/opening-hours.ics")
    assert visitor.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(visitor._response.body).walk("VEVENT")
    assert {str(each["summary"]) for each in events if "rrule" in each} == {"Open: Kreis Auental"}
    assert "Closed: Kreis Auental (Betriebsruhe)" in {str(each["summary"]) for each in events}


def test_there_is_no_calendar_of_an_office_that_says_no_hours(visitor, content):
    getUtility(IRegistry)["permitdesk.opening.hours"] = ()
    transaction.commit()
    visitor.handleErrors, visitor.raiseHttpErrors = True, False
    visitor.open(content.absolute_url() + "/de/opening-hours.ics")
    assert visitor.headers["Status"].startswith("404")


def drawn(*lines: str, closures=()) -> Calendar:
    openings = [each for line in lines for each in read_opening(line)]
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    return Calendar.from_ical(
        calendar(
            openings, closures, first, last, host="example.org", open_="Offen",
            closed=lambda reason: f"Zu {reason}", place="",
        )
    )  # fmt: skip


def test_a_week_keeps_its_hour_when_the_clocks_change():
    (event,) = drawn("Mo | 08:00-12:00").walk("VEVENT")
    begins = event.decoded("dtstart")
    assert begins == datetime(2026, 1, 5, 8, tzinfo=BERLIN)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert event["rrule"]["BYDAY"] == ["MO"]
    assert [str(each["tzid"]) for each in drawn("Mo | 08:00-12:00").walk("VTIMEZONE")] == [
        "Europe/Berlin"
    ]


def test_a_closed_day_is_no_open_one():
    shut = Closure(date(2026, 1, 5), date(2026, 1, 6), "Umzug")
    found = drawn("Mo | 08:00-12:00", closures=(shut,)).walk("VEVENT")
    (event,) = [each for each in found if "rrule" in each]
    assert [each.dt.date() for each in event["exdate"].dts] == [date(2026, 1, 5)]
    (closed,) = [each for each in found if "rrule" not in each]
    assert closed.decoded("dtend") - closed.decoded("dtstart") == timedelta(2)
    assert str(closed["summary"]) == "Zu Umzug"


def test_events_have_ids_of_their_own_that_stay():
    ids = [str(each["uid"]) for each in drawn("Mo-Fr | 08:00-12:00").walk("VEVENT")]
    assert len(set(ids)) == 5
    assert ids == [str(each["uid"]) for each in drawn("Mo-Fr | 08:00-12:00").walk("VEVENT")]
