import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.intake.reading import read
from permitdesk.services.definition import Field


def read_one(kind, language="de", **form):
    field = Field("it", kind, "It")
    return read([field], {name.replace("__", "."): value for name, value in form.items()}, language)


@pytest.mark.parametrize(
    "language, typed, money",
    [
        ("de", "1850", "1850.00"),
        ("de", "1.850,50", "1850.50"),
        ("de", "1.850", "1850.00"),
        ("de", "52 000 €", "52000.00"),
        ("en", "1,850.5", "1850.50"),
        ("en", "1,850", "1850.00"),
        ("en", "EUR 1850.00", "1850.00"),
        ("uk", "1\u00a0850,5", "1850.50"),
        ("ar", "١٨٥٠", "1850.00"),
        ("ar", "١٬٨٥٠٫٥٠", "1850.50"),
        ("fa", "۱٬۸۵۰٫۵۰", "1850.50"),
        ("fa", "۱۸۵۰/۵", "1850.50"),
        ("fa", "۱۸۵۰", "1850.00"),
        ("ru", "1\u202f850,50 €", "1850.50"),
        ("fr", "1\u202f850,50", "1850.50"),
        ("tr", "1.850,50", "1850.50"),
        ("de", "1.234.567,89", "1234567.89"),
        ("de", "12.34,5", "12.34,5"),
        ("de", "1,2345", "1,2345"),
        ("de", "viel", "viel"),
        ("de", "-5", "-5.00"),
        ("de", "-0,50", "-0.50"),
        ("de", ",", ","),
        ("de", "", None),
    ],
)
def test_money_as_people_write_it(language, typed, money):
    assert read_one("money", language, it=typed) == {"it": money}


@pytest.mark.parametrize(
    "typed, number",
    [
        ("12", 12),
        ("٢٤", 24),
        ("۲۴", 24),
        ("1\u202f200", 1200),
        ("1.200", 1200),
        ("1 200", 1200),
        ("zwölf", "zwölf"),
        ("3,5", "3,5"),
    ],
)
def test_whole_numbers(typed, number):
    assert read_one("integer", it=typed) == {"it": number}


@pytest.mark.parametrize(
    "language, typed, number",
    [
        *(("de", "38,5", 38.5), ("en", "38.5", 38.5), ("de", "40", 40), ("de", "x", "x")),
        *(("de", "-0,5", -0.5), ("en", "-1.25", -1.25), ("de", "-0", 0)),
    ],
)
def test_numbers(language, typed, number):
    assert read_one("number", language, it=typed) == {"it": number}


@pytest.mark.parametrize(
    "kind, parts, day",
    [
        ("date", ("1", "12", "2026"), "2026-12-01"),
        ("date", ("٠١", "١٢", "٢٠٢٦"), "2026-12-01"),
        ("date", ("۰۱", "۱۲", "۲۰۲۶"), "2026-12-01"),
        ("partial-date", ("۰۰", "", "۱۹۸۷"), "1987-00-00"),
        ("date", ("31", "2", "2026"), "31.2.2026"),
        ("date", ("", "2", "2026"), ".2.2026"),
        ("date", ("00", "2", "2026"), "2026-02-00"),
        ("date", ("1", "200", "2026"), "1.200.2026"),
        ("partial-date", ("", "200", "2026"), ".200.2026"),
        ("date", ("1", "2", "26"), "1.2.26"),
        ("date", ("", "", ""), None),
        ("partial-date", ("", "4", "1987"), "1987-04-00"),
        ("partial-date", ("00", "?", "1987"), "1987-00-00"),
        ("partial-date", ("12", "04", "1987"), "1987-04-12"),
        ("partial-date", ("12", "04", ""), "12.04."),
    ],
)
def test_days(kind, parts, day):
    form = dict(zip(("it__day", "it__month", "it__year"), parts, strict=True))
    assert read_one(kind, **form) == {"it": day}


def test_choices_and_boxes():
    assert read_one("yes-no", it="yes") == {"it": True}
    assert read_one("yes-no", it="no") == {"it": False}
    assert read_one("yes-no") == {"it": None}
    assert read_one("yes-no", it="maybe") == {"it": "maybe"}
    assert read_one("multi-choice", it=["a", "b", "a"]) == {"it": ["a", "b"]}
    assert read_one("multi-choice", it="a") == {"it": ["a"]}


def test_rows_come_in_their_order_whatever_is_missing_between():
    group = Field(
        "household", "group", "G", fields=(Field("name", "text", "N"), Field("born", "date", "B"))
    )
    form = {
        "household.10.name": "Zoë",
        "household.2.name": " Ann ",
        "household.2.born.year": "1990",
        "household.x.name": "no row",
    }
    assert read([group], form, "de") == {
        "household": [{"name": "Ann", "born": "..1990"}, {"name": "Zoë", "born": None}]
    }


@pytest.mark.parametrize("typed", ["\u200b", " \u200f\ufeff ", "\r\n"])
def test_a_text_in_which_nothing_is_to_be_seen_is_no_answer(typed):
    assert read_one("text", it=typed) == {"it": None}


@given(st.sampled_from(["text", "integer", "number", "money", "yes-no", "email"]), st.text())
def test_nothing_typed_is_lost_or_breaks(kind, typed):
    value = read_one(kind, it=typed)["it"]
    assert value is not None or not typed.strip()


@given(st.one_of(st.integers(), st.lists(st.integers()), st.none(), st.binary()))
def test_a_value_that_is_no_text_is_no_answer(value):
    assert read_one("text", it=value) == {"it": None}
