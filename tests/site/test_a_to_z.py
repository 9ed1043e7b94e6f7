"""A to Z in the letters of each language; places and who is responsible for them."""

import pytest

from permitdesk.core.texts import Text
from permitdesk.district.authority import Authority, Municipality
from permitdesk.site import responsibility
from permitdesk.site.a_to_z import Entry, by_letter


def letters(language: str, *titles) -> str:
    return " ".join(each.letter for each in by_letter(map(an_entry, titles), language))


def an_entry(title) -> Entry:
    return Entry(title, "/somewhere")


@pytest.mark.parametrize(
    "language, titles, order",
    [
        ("de", ("Zusatzblatt", "Änderung", "Antrag"), "A Z"),
        ("uk", ("Ґанок", "Їжа", "Зміна", "Єдність"), "Ґ Є З Ї"),
        ("tr", ("ihtiyaç", "İzin", "ısınma", "Çalışma", "Aile"), "A Ç I İ"),
        ("ar", ("الإقامة", "أسرة", "تصريح"), "ا ت"),
        ("fa", ("گذرنامه", "پاسپورت", "آزمون"), "آ پ گ"),
        ("fr", ("Étude", "Enfant", "« Asile »"), "A E"),
    ],
)
def test_letters_stand_in_the_order_of_their_alphabet(language, titles, order):
    assert letters(language, *titles) == order


def test_a_german_title_stands_before_another_alphabet():
    assert letters("uk", "Зміна", Text("Duldung", "de")) == "D З"


def test_a_title_stands_once():
    (letter,) = by_letter([an_entry("Antrag"), an_entry("Antrag")], "de")
    assert len(letter.entries) == 1


@pytest.fixture
def places(monkeypatch):
    known = (
        Municipality("auenburg", "Auenburg", Authority("Stadt Auenburg", False)),
        Municipality("lindau", "Lindau a. d. Aue"),
        Municipality("muehl-nord", "Neumühl Nord"),
        Municipality("muehl-sued", "Neumühl Süd"),
    )
    monkeypatch.setattr(responsibility, "municipalities", lambda: known)

    def like(typed: str) -> tuple[list[str], bool]:
        found, sure = responsibility.places_like(typed)
        return [code for code, _name in found], sure

    return like


@pytest.mark.parametrize(
    "typed, codes, sure",
    [
        ("lindau", ["lindau"], True),
        ("LINDAU A.D. AUE", ["lindau"], True),
        ("neumuehl", ["muehl-nord", "muehl-sued"], True),
        ("Neumühl Süd", ["muehl-sued"], True),
        ("Auenburk", ["auenburg"], True),
        ("Auenborg", ["auenburg"], False),
        ("ауенбург", ["auenburg"], False),
        ("Hamburg", ["auenburg"], False),  # sounds so, and is another place
        ("Freiburg", [], False),
        ("", [], False),
    ],
)
def test_a_place_is_found_as_people_write_it(places, typed, codes, sure):
    assert places(typed) == (codes, sure)
