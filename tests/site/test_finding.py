"""The search finds words as people write them; pure, but for the glossary that is shipped."""

import pytest

from permitdesk.district.glossary import shipped
from permitdesk.site.finding import terms
from permitdesk.site.finding.index import Index
from permitdesk.site.finding.sounds import sound
from permitdesk.site.finding.words import words


def found(query: str, *texts: str, least: float = 0.5) -> list[str]:
    """Which of the texts a query finds, the best first."""
    index = Index([dict.fromkeys(words(text), 1) for text in texts])
    return [texts[hit.number] for hit in index.find(words(query), least)]


@pytest.fixture
def official(monkeypatch):
    """``official(query, language)``: the German words that a query names."""
    monkeypatch.setattr(terms, "glossary", shipped)
    return lambda query, language: [each.german for each in terms.explained(words(query), language)]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Verlängerung", "verlaengerung"),
        ("Verlängerung", "Verlangerung"),
        ("Straße", "STRASSE"),
        ("أإآا", "اااا"),
        ("تَصْرِيح", "تصريح"),
        ("الإقامة", "اقامه"),
        ("کارت آبی", "كارت ابي"),
        ("۱۴۰", "140"),
        ("١٤٠", "140"),
        ("§ 18a", "18A"),
        ("сім'я", "сім’я"),
        ("ґанок", "ганок"),
        ("İZİN", "izin"),
        ("séjour", "sejour"),
    ],
)
def test_one_word_in_two_spellings(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(
    "heard, german",
    [
        ("aufenthaltztitel", "Aufenthaltstitel"),
        ("fiksionsbescheinigung", "Fiktionsbescheinigung"),
        ("ауфентхальтститель", "Aufenthaltstitel"),
        ("дульдунг", "Duldung"),
        ("دولدونغ", "Duldung"),
    ],
)
def test_what_sounds_alike_has_one_key(heard, german):
    assert sound(*words(heard)) == sound(*words(german))


@pytest.mark.parametrize(
    "heard, german",
    [
        ("aufenthaltztitel", "Aufenthaltstitel"),
        ("fiksionsbescheinigung", "Fiktionsbescheinigung"),
        ("nidarlasung", "Niederlassungserlaubnis"),
        ("niderlasungserlaubnis", "Niederlassungserlaubnis"),
        ("ferpflichtungserklerung", "Verpflichtungserklärung"),
        ("zusatsblatt", "Zusatzblatt"),
        ("wonsitsauflage", "Wohnsitzauflage"),
        ("abschibung", "Abschiebung"),
        ("ауслендербехёрде", "Ausländerbehörde"),
        ("нідерласунг", "Niederlassungserlaubnis"),
        ("نيدرلاسونغ", "Niederlassungserlaubnis"),
        ("أوسبيلدونغ", "Ausbildungsduldung"),
    ],
)
@pytest.mark.parametrize("language", ["de", "ar", "uk"])
def test_an_official_word_is_found_by_ear(official, heard, german, language):
    assert official(heard, language)[0] == german


@pytest.mark.parametrize(
    "query, language, german",
    [
        ("residence permits", "en", "Aufenthaltserlaubnis"),
        ("дозволу на проживання", "uk", "Aufenthaltstitel"),
        ("разрешения на пребывание", "ru", "Aufenthaltstitel"),
        ("الاقامه الدائمه", "ar", "Niederlassungserlaubnis"),
        ("اجازة اقامت", "fa", "Aufenthaltserlaubnis"),
        ("OTURUM İZNİ", "tr", "Aufenthaltserlaubnis"),
        ("titres de sejour", "fr", "Aufenthaltstitel"),
    ],
)
def test_an_official_word_is_found_in_ones_own_language(official, query, language, german):
    assert german in official(query, language)


@pytest.mark.parametrize("query", ["pizza", "kaffee", "xyz", "Meldung", "", "§", "***"])
def test_what_is_no_official_word_names_none(official, query):
    assert official(query, "de") == []


@pytest.mark.parametrize(
    "query, text",
    [
        ("arbeit", "Arbeitsvertrag"),  # the beginning
        ("Gebühren", "Gebühr"),  # another form
        ("erlaubnis", "Aufenthaltserlaubnis"),  # within a compound
        ("Passverlust", "verlust"),  # a compound that holds the word
        ("vertarg", "Vertrag"),  # two letters swapped
        ("иностранцам", "иностранцев"),
        ("iznimi", "izni"),
        ("رسوم", "الرسوم"),
    ],
)
def test_a_word_means_more_than_itself(query, text):
    assert found(query, "Etwas anderes", text) == [text]


def test_the_very_word_comes_first_and_guesses_only_where_nothing_fits():
    assert found("pass", "Passersatz", "Pass", "Passau") == ["Pass", "Passersatz", "Passau"]
    assert found("visum", "Visum", "Visa") == ["Visum"]


def test_frequent_words_do_not_hide_what_one_looks_for():
    texts = ["Wie lange dauert es", "Wie viel es kostet", "Wie das Visum verlängert wird"]
    assert found("wie verlängert man ein Visum", *texts)[0] == texts[2]


def test_short_words_are_not_guessed():
    assert found("abc", "abd") == []
