"""The page on which a designer pauses a service."""

import pytest

from designer_builders import Screens, a_designer, signed_in
from permitdesk.services import availability_of


@pytest.fixture
def screens(functional) -> Screens:
    a_designer(functional["portal"])
    return Screens(functional, "contact")


def test_a_pause_holds_at_once_and_is_traced(functional, screens):
    revision = screens.stored.published_number
    screens.open("availability").press("save", paused="yes", why="Umstellung")
    assert screens.errors and not screens.stored.switches
    screens.press("save", notice_de="Wir stellen um.", notice_tr="Yenileniyor.")
    assert not screens.errors

    service = screens.stored
    assert availability_of(service).notices == {"de": "Wir stellen um.", "tr": "Yenileniyor."}
    assert service.published_number == revision
    assert "Gesa Gestalt" in screens.text and "Umstellung" in screens.text
    visitor = signed_in(functional["app"], "nobody")
    visitor.open(f"{functional['portal'].absolute_url()}/de/antrag/kontakt")
    assert "Wir stellen um." in visitor.contents


def test_two_at_once_are_told_and_nothing_typed_is_lost(functional, screens):
    a_designer(functional["portal"], "otto", "Otto Ordnung")
    other = Screens(functional, "contact", by="otto").open("availability")
    screens.open("availability").press("save", grace="3", why="Kürzer")

    other.press("save", grace="20", why="Länger")
    assert "Kürzer" in other.text and availability_of(other.stored).grace == 3

    other.press("save")
    assert availability_of(other.stored).grace == 20


def test_markup_and_wrong_days_are_refused(screens):
    days = {"opens.day": "5", "opens.month": "5", "opens.year": "2030"}
    days |= {"closes.day": "1", "closes.month": "5", "closes.year": "2030"}
    screens.open("availability").press("save", notice_en="<b>x</b>", why="x", **days)
    assert len(screens.errors) == 2 and not screens.stored.switches
