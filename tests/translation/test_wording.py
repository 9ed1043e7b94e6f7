"""A translation uses the words that the office has agreed on, bent as its language bends them."""

import pytest

from permitdesk.core.languages import LANGUAGES
from permitdesk.district.glossary import Term, shipped, together
from permitdesk.translation import Entry, departures, terms_in

TITLE = Term("Aufenthaltstitel", {"uk": "дозвіл на проживання", "en": "residence title; permit"})
APPLY = Term("Antrag", {"ar": "التماس؛ طلب", "tr": "başvuru"}, also=("Anträge",))
GLOSSARY = (TITLE, APPLY)


def departs(german: str, text: str, language: str) -> list[str]:
    found = departures([Entry("k", german, text)], GLOSSARY, language)
    return [each.term.german for each in found]


@pytest.mark.parametrize(
    "german, text, language",
    [
        ("Ihres Aufenthaltstitels", "вашого дозволу на проживання", "uk"),
        ("Ihr Aufenthaltstitel", "Your residence titles", "en"),
        ("Ihr Aufenthaltstitel", "Your permit", "en"),
        ("Die Anträge", "الطلب", "ar"),
        ("Ihr Antrag", "بطلبك", "ar"),
        ("Ihr Antrag", "BAŞVURUNUZ", "tr"),
        ("Ihr Antrag", "", "tr"),
        ("Ihr Antrag", "Ваше прохання", "uk"),  # nothing is agreed there
    ],
)
def test_an_agreed_word_counts_in_every_form(german, text, language):
    assert departs(german, text, language) == []


def test_another_word_is_a_departure():
    assert departs("Ihr Aufenthaltstitel", "Your visa", "en") == ["Aufenthaltstitel"]
    assert departs("Ihr Antrag", "استمارة", "ar") == ["Antrag"]


def test_a_term_is_found_as_a_word_of_its_own_and_not_where_it_is_cited():
    longer = Term("Erlaubnis zum Antrag")
    assert terms_in("Eine Erlaubnis zum Antrag", (APPLY, longer)) == [longer]
    for german in ("Antragsteller", "Nachweis (Antrag)", "Wählen Sie „Antrag“", "Asyl-Antrag"):
        assert terms_in(german, GLOSSARY) == []


def test_the_shipped_words_are_sixty_and_more_in_every_language():
    assert len(shipped()) >= 60
    assert len({term.german for term in shipped()}) == len(shipped())
    for term in shipped():
        assert set(term.translations) == set(LANGUAGES) - {"de"}, term.german
        assert all(term.words(tag) for tag in term.translations) and not term.reviewed


def test_what_the_office_says_stands_before_what_is_shipped():
    own = Term("Visum", {"en": "entry visa"}, own=True)
    words = {term.german: term for term in together([own], removed=["Pass"])}

    assert words["Visum"] is own and "Pass" not in words and "Duldung" in words
