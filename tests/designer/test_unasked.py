"""Meanings that others rely on and nobody asks for; and where one mends what was found."""

from permitdesk.designer.checks import no_unit, unasked_marks
from permitdesk.designer.places import page_of
from permitdesk.services.definition import Definition, Field, Step
from permitdesk.services.findings import MEND, Place

PERSON = tuple(
    Field(mark, "text", mark, mark=mark) for mark in ("family-name", "given-names", "birth-date")
)


def a_form(*fields):
    return Definition(steps=(Step("one", "Eins", fields=fields),))


def unasked(definition, kind="application", **wanted):
    return [(each.place.part, each.severity) for each in unasked_marks(definition, kind, wanted)]


def test_an_application_asks_who_it_is_and_what_the_rules_of_the_units_need():
    assert unasked(a_form(*PERSON)) == []
    assert unasked(a_form(*PERSON[1:])) == [("family-name", MEND)]
    assert unasked(a_form(*PERSON), municipality=("Sachgebiet 1",)) == [("municipality", MEND)]


def test_a_message_need_not_say_who_it_is():
    assert unasked(a_form(), kind="contact") == []


def test_it_says_which_unit_needs_it():
    (found,) = unasked_marks(a_form(*PERSON), "application", {"municipality": ("Eins", "Zwei")})
    assert "Eins, Zwei" in found.said() and "Wohnort" in found.said()


def test_who_gets_what_is_sent_to_a_service_of_no_unit():
    found = no_unit("Aufenthalt")
    assert found.severity == MEND and "käme zu „Aufenthalt“" in found.said()


def test_each_place_has_its_page():
    assert page_of(Place("field", "name", "2")) == ("design-question", "name=name")
    assert page_of(Place("hint", "a&b")) == ("design-hint", "id=a%26b")
    assert page_of(Place("language", "tr")) == ("translations", "to=tr")
    assert page_of(Place()) == ("design", "")
