"""The workplace in a browser without JavaScript: ways in, searches, columns, what is kept."""

from html import unescape

import pytest
import transaction
from lxml import html
from zExceptions import Forbidden

from casework_builders import a_case, a_submission, an_office
from permitdesk.casework.person import Person
from permitdesk.casework.routing.filing import file_case
from permitdesk.casework.worklist.columns import chosen
from permitdesk.core import clock

LONG = "Wolfeschlegelsteinhausenbergerdorff Mohammad Al-Ghazali y Gómez"


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def office(portal):
    an_office(portal)
    transaction.commit()
    return f"{portal.absolute_url()}/office"


def text(browser):
    return unescape(browser.contents)


def references(browser):
    return html.fromstring(browser.contents).xpath("//input[@name='case']/@value")


def filed(name="Abbas", kind="application", **facts):
    submission = a_submission(name, received_at=clock.now())
    return file_case(submission, kind, Person(name, "Geheimvorname", **facts))


def test_each_way_in_is_an_address_that_says_how_many_there_are(office, browser_of):
    urgent, calm = filed("Abbas", "contact", urgency="urgent"), filed("Kaya")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(office)
    assert references(anna) == [urgent.reference, calm.reference]
    assert "Als sehr dringend gemeldet" in text(anna)
    anna.getLink("Dringend").click()
    assert anna.url == f"{office}?to_do=today"
    assert references(anna) == [urgent.reference]
    anna.getLink("Wartet auf die Person").click()
    assert references(anna) == []
    assert "Hier liegt kein Vorgang" in text(anna)


def test_the_menu_says_how_much_waits_and_a_wish_for_a_certificate_is_a_filter(office, browser_of):
    wished = filed("Abbas", urgency="urgent", wishes=("certificate-wanted",))
    filed("Kaya")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(f"{office}?wish=certificate-wanted")
    assert references(anna) == [wished.reference]
    (entry,) = html.fromstring(anna.contents).xpath("//nav[@class='pd-navigation']//li[1]")
    assert " ".join(entry.text_content().split()) == "Arbeitsplatz 1 heute zu tun"


def test_a_person_is_looked_for_by_post_and_kept_out_of_every_address(office, browser_of):
    submission = a_submission("Müller")
    person = Person("Müller", "Geheimvorname", birth_date="1987-04-12", azr_number="240412001234")
    case, other = file_case(submission, "application", person), filed("Zhang")
    case.aq_parent.aq_parent["a-k"].members = ["anna", "berta"]
    transaction.commit()
    berta = browser_of("berta")
    for typed in ("mueller", "12. April 1987", "240412001234", case.reference.lower()):
        berta.open(office)
        berta.getControl(name="q").value = typed
        berta.getControl("Anzeigen").click()
        assert references(berta) == [case.reference], typed
        assert berta.url == office
    berta.open(f"{office}?q=zhang")
    assert set(references(berta)) == {case.reference, other.reference}, "not by an address"


def test_nobody_found_is_said_with_what_to_try(office, browser_of):
    filed("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(f"{office}?state=closed")
    anna.getControl(name="q").value = "<b>Nobody</b>"
    anna.getControl("Anzeigen").click()
    assert "Zu „<b>Nobody</b>“ gibt es in Ihren Ordnern keinen Vorgang." in text(anna)
    assert "<b>Nobody" not in anna.contents
    assert "Heben Sie die Filter auf" in text(anna)
    anna.getLink("Alle Filter aufheben").click()
    assert len(references(anna)) == 1


def test_a_heading_sorts_and_sorts_the_other_way(office, browser_of):
    first, last = filed("Abbas"), filed("Kaya")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(office)
    anna.getControl(name="sort", index=1).click()  # by name
    assert references(anna) == [first.reference, last.reference]
    assert 'aria-sort="ascending"' in anna.contents
    anna.getControl(name="sort", index=1).click()
    assert references(anna) == [last.reference, first.reference]
    for column in range(len(chosen((), desks=1))):
        anna.getControl(name="sort", index=column).click()
        assert set(references(anna)) == {first.reference, last.reference}


def test_a_saved_search_is_an_address_within_the_rights_of_who_opens_it(office, browser_of):
    mine, theirs = filed("Abbas"), filed("Zhang")
    transaction.commit()
    anna, berta = browser_of("anna"), browser_of("berta")
    anna.open(f"{office}?state=received")
    anna.getControl("Diese Auswahl speichern").value = "Erste Sichtung"
    anna.getControl("Suche speichern").click()
    address = anna.url
    assert address.startswith(f"{office}?search=") and len(address.partition("=")[2]) == 16
    assert references(anna) == [mine.reference]
    berta.open(address)
    assert references(berta) == [theirs.reference]
    assert "Erste Sichtung" not in text(berta), "what somebody calls it is for their own list"

    anna.open(office)
    anna.getLink("Erste Sichtung").click()
    assert anna.url == address
    anna.getControl(name="search").click()
    anna.open(address)
    assert references(anna) == [mine.reference] and "Erste Sichtung" not in text(anna)


def test_a_search_for_a_person_cannot_be_saved_and_nothing_typed_is_lost(office, browser_of):
    filed("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(office)
    anna.getControl(name="q").value = "abbas"
    anna.getControl("Anzeigen").click()
    anna.getControl("Diese Auswahl speichern").value = "Herr A."
    anna.getControl("Suche speichern").click()
    assert "Eine Suche nach einer Person lässt sich nicht speichern" in text(anna)
    assert anna.getControl("Diese Auswahl speichern").value == "Herr A."
    assert anna.getControl(name="q", index=0).value == "abbas"
    anna.getControl(name="q", index=0).value = ""
    anna.getControl("Anzeigen").click()
    anna.getControl("Suche speichern").click()
    assert "Geben Sie der Suche einen Namen" in text(anna)


def test_columns_are_ones_own(office, browser_of):
    filed("Abbas", expires="2027-01-31")
    transaction.commit()
    anna, chef = browser_of("anna"), browser_of("chef")
    anna.open(office)
    assert "Arabisch" not in text(anna).partition("</form>")[0].partition("<table")[2]
    control = anna.getControl(name="column")
    control.value = ["name", "language", "expires"]
    anna.getControl("Spalten speichern").click()
    table = text(anna).partition("<table")[2].partition("</table>")[0]
    assert "Arabisch" in table and "31.\xa0Jan.\xa02027" in table
    assert "Warum jetzt" not in table
    chef.open(office)
    assert "Warum jetzt" in text(chef).partition("<table")[2]


def test_what_is_kept_needs_post_and_token(office, browser_of):
    anna = browser_of("anna")
    for page in ("worklist-save", "worklist-columns", "worklist-forget", "bulk"):
        anna.open(f"{office}/@@{page}?title=x&column=name&action=assign")
        assert anna.url == office
        with pytest.raises(Forbidden):
            anna.post(f"{office}/@@{page}", "title=x&column=name&action=assign&case=1")


def test_a_long_name_and_a_strange_request_are_shown(office, browser_of):
    filed(f"A{LONG}")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(f"{office}?page=99999999&sort_on=nonsense&state=%00&desk=..&expires=x&search=none")
    assert "casework" not in text(anna).partition("<main")[2]
    anna.open(office)
    assert LONG in text(anna)
    assert a_case("Zhang").reference not in text(anna)


def test_the_desk_is_named_where_somebody_has_more_than_one():
    def usual(desks):
        return [column.id for column in chosen((), desks)]

    assert "desk" in usual(2) and "desk" not in usual(1)
    assert "desk" in [column.id for column in chosen(("desk",), 1)], "who wants it has it"


def test_each_cell_says_which_column_it_is_to_the_stylesheet(office, browser_of):
    filed("Abbas")
    transaction.commit()
    anna = browser_of("anna")
    anna.open(office)
    for column in ("name", "reason", "deadline"):
        assert f"pd-list__{column}" in text(anna)


def test_a_case_is_found_by_one_group_of_its_number(office, browser_of):
    case, _other = filed("Abbas"), filed("Kaya")
    transaction.commit()
    anna = browser_of("anna")
    for part in (*case.reference.split("-")[2:], case.reference.partition("-")[2][5:].lower()):
        anna.open(office)
        anna.getControl(name="q").value = part
        anna.getControl("Anzeigen").click()
        assert references(anna) == [case.reference]
    anna.open(office)
    anna.getControl(name="q").value = "Niemand"
    anna.getControl("Anzeigen").click()
    assert "Von der Nummer reicht" in text(anna) and "0–0" not in text(anna)
