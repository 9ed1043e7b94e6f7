import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.casework.name_key import DIN_5007_2, NotARangeError, Range, name_key, parse_ranges

names = st.text(max_size=40)


@pytest.mark.parametrize(
    "name, key",
    [
        ("Abbas", "abbas"),
        ("Al-Ghazali", "al ghazali"),
        ("Al Hassan", "al hassan"),
        ("AlHassan", "alhassan"),
        ("Äzmi", "azmi"),
        ("A\u0308zmi", "azmi"),
        ("von Alberti", "alberti"),
        ("Vom  zur Mühlen", "muhlen"),
        ("Weiß", "weiss"),
        ("WEIẞ", "weiss"),
        ("Łukasiewicz", "lukasiewicz"),
        ("Øverland", "overland"),
        ("Đặng", "dang"),
        ("Ðorđević", "dordevic"),  # an Icelandic eth for the Serbian letter
        ("Þórsdóttir", "thorsdottir"),
        ("Ægisson", "aegisson"),
        ("Œuvray", "oeuvray"),
        ("Əliyev", "eliyev"),
        ("Ħal", "hal"),
        ("Ŋgũgĩ", "ngugi"),
        ("Yılmaz", "yilmaz"),
        ("İnan", "inan"),
        ("O’Brien", "o brien"),
        ("d'Angelo", "d angelo"),
        ("St. John", "st john"),
        ("Müller\u2010Lüdenscheidt", "muller ludenscheidt"),
        ("van der Berg", "van der berg"),
        ("Bin Laden", "bin laden"),
        ("Zu", "zu"),  # a surname of its own: nothing would be left
        ("X", "x"),
        ("\u200eOmar\u200f", "omar"),
        ("", ""),
        (" ", ""),
        ("---", ""),
    ],
)
def test_the_key_of_a_surname(name, key):
    assert name_key(name) == key


def test_umlauts_can_sort_as_two_letters():
    assert name_key("Äzmi", DIN_5007_2) == "aezmi"
    assert name_key("U\u0308züm", DIN_5007_2) == "uezuem"
    assert name_key("Éléonore", DIN_5007_2) == "eleonore"


@given(names)
def test_a_key_is_its_own_key(name):
    assert name_key(name_key(name), particles=()) == name_key(name)


@given(names)
def test_composed_and_decomposed_letters_have_one_key(name):
    composed = unicodedata.normalize("NFC", name)
    decomposed = unicodedata.normalize("NFD", name)
    for umlauts in ("5007-1", "5007-2"):
        assert name_key(composed, umlauts) == name_key(decomposed, umlauts)


@pytest.mark.parametrize(
    "written, ranges",
    [
        ("B–D", (Range("B", "D"),)),
        ("Ak–Al, E–K", (Range("Ak", "Al"), Range("E", "K"))),
        ("A–Al G\nAl H – All", (Range("A", "Al G"), Range("Al H", "All"))),
        ("S-Z", (Range("S", "Z"),)),
        ("Sch", (Range("Sch", "Sch"),)),
        ("Ma–M", (Range("Ma", "M"),)),
        ("", ()),
    ],
)
def test_ranges_as_people_write_them(written, ranges):
    assert parse_ranges(written) == ranges


@pytest.mark.parametrize("written", ["D–B", "–B", "A–B–C", "1–3", "Ш–Я", "B-"])
def test_what_is_no_range_is_named(written):
    with pytest.raises(NotARangeError) as error:
        parse_ranges(f"A, {written}")
    assert error.value.written == written
