import pytest

from permitdesk.core import codes
from permitdesk.core.folding import distance, fold
from permitdesk.core.languages import LANGUAGES

COUNTRIES = codes.Countries()
NATIONALITIES = codes.Nationalities()


def found(query, language="de", among=COUNTRIES):
    return [code.value for code in among.search(query, language)]


@pytest.mark.parametrize(
    "query, language, first",
    [
        ("SYR", "de", "SYR"),
        ("Syrien", "uk", "SYR"),
        ("Сирія", "uk", "SYR"),
        ("сирия", "uk", "SYR"),
        ("سوريا", "ar", "SYR"),
        ("Сирия", "ru", "SYR"),
        ("سوریه", "fa", "SYR"),
        ("ايران", "fa", "IRN"),  # typed with the Arabic letter
        ("INGILTERE", "tr", None),
        ("Almanya", "tr", "DEU"),
        ("ISPANYA", "tr", "ESP"),
        ("İtalya", "tr", "ITA"),
        ("Syrie", "fr", "SYR"),
        ("etats-unis", "fr", "USA"),
        ("turkei", "de", "TUR"),
        ("Türkiye", "de", "TUR"),
        ("Ukrane", "de", "UKR"),
        ("Ukrainia", "en", "UKR"),
        ("Elfenbeink", "de", None),
        ("Côte d’Ivoire", "de", "CIV"),
        ("cote d'ivoire", "en", "CIV"),
        ("Kosovo", "de", "XKX"),
        ("kongo kinshasa", "de", "COD"),
        ("Afganistan", "en", "AFG"),
    ],
)
def test_a_country_is_found_as_people_type_it(query, language, first):
    assert (found(query, language) or [None])[0] == first


def test_the_search_is_bounded_and_survives_anything():
    assert len(COUNTRIES.search("", "de", limit=5)) == 5
    assert found("x" * 10_000) == []
    assert found("%&$ \u202e\x00") == [c.value for c in COUNTRIES.codes("de")[:20]]


def test_nationalities_know_people_without_one():
    assert NATIONALITIES.title("XXA", "de") == "staatenlos"
    assert NATIONALITIES.title("XXX", "de") == "ungeklärt"
    assert COUNTRIES.title("XXA", "de") is None
    assert found("staatenlos", among=NATIONALITIES) == ["XXA"]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_code_has_a_title_in_every_language(language):
    for codelist in (COUNTRIES, NATIONALITIES, codes.Languages(), codes.Occupations()):
        titles = [code.title for code in codelist.codes(language)]
        assert all(titles) and len(titles) == len(set(titles))


def test_lists_are_sorted_as_the_language_sorts():
    german = [code.title for code in COUNTRIES.codes("de")]
    ukrainian = [code.title for code in COUNTRIES.codes("uk")]

    assert german.index("Ägypten") < german.index("Albanien")
    assert ukrainian.index("Замбія") < ukrainian.index("Ізраїль") < ukrainian.index("Йорданія")

    def in_order(language, *titles):
        found = [code.title for code in COUNTRIES.codes(language)]
        return sorted(titles, key=found.index) == list(titles)

    assert in_order("ru", "Сьерра-Леоне", "Таджикистан", "Эстония", "Япония")
    assert in_order("tr", "Cibuti", "Çad", "Çin", "Danimarka", "Irak", "İran", "İtalya", "Slovakya")
    assert in_order("tr", "Slovakya", "Şili", "Tayland")
    assert in_order("fa", "آلمان", "ایران", "بلژیک", "پاکستان", "چین", "ژاپن", "کانادا", "گرجستان")


def test_an_unknown_language_answers_in_german():
    assert COUNTRIES.title("DEU", "xx-nonsense") == "Deutschland"


def test_folding_and_distance():
    assert fold("  Straße-Überlingen, ŁÓDŹ ") == "strasse uberlingen lodz"
    assert distance("sryien", "syrien", 2) == 1
    assert distance("abc", "xyzabc", 2) == 3
