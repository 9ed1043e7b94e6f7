"""Derived values: exact on whole dates, within limits on unknown parts, never raising."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.services import days
from permitdesk.services.definition import Between
from permitdesk.services.derived import (
    MalformedValueError,
    columns,
    derive,
    from_table,
    needs,
    to_table,
)

TODAY = date(2026, 11, 23)
DATES = st.dates(date(1950, 1, 1), date(2040, 12, 31))
STAYS = {"name": "stay", "kind": "months", "rows": "stays", "from": "begin", "until": "end"}
HALF = {"weights": [{"when": {"field": "kind", "is": "study"}, "times": 0.5}]}


def a_row(begin: str, end: str, kind: str = "work") -> dict:
    return {"begin": begin, "end": end, "kind": kind}


def the_months(rows: object, today: date = TODAY, **setting) -> Between | str | None:
    return derive(from_table({**STAYS, **setting}), {"stays": rows}, today)


@pytest.mark.parametrize(
    ("rows", "setting", "low", "high"),
    [
        ([a_row("2020-01-01", "2024-12-31")], {}, 60, 60),
        ([a_row("2020-01-01", "2022-06-30"), a_row("2022-07-01", "2024-12-31")], {}, 60, 60),
        ([a_row("2020-01-01", "2023-12-31", "study")], HALF, 24, 24),
        ([a_row("2025-11-24", "2030-01-01")], {}, 12, 12),  # what is to come does not count yet
        ([a_row("2027-01-01", "2030-01-01")], {}, 0, 0),
        ([a_row("2020-00-00", "2021-12-31")], {}, 12 + Fraction(1, 31), 24),
        ([a_row("2024-01-01", "2024-09-30")], {"beyond": 6}, 3, 3),
        ([a_row("2024-01-01", "2024-03-31")], {"beyond": 6}, 0, 0),
        ([a_row("2020-01-01", "2024-12-31")], {"by": "birthday"}, 12, 12),
        (
            [a_row("2020-01-01", "2020-12-31", "x")],
            {"where": {"field": "kind", "is": "y"}},
            None,
            0,
        ),
        ([{"begin": "2020-01-01"}], {}, 0, 0),
        ([], {}, None, 0),
        ("no list", {}, None, 0),
        (["no row"], {}, None, 0),
    ],
)
def test_months_of_rows(rows, setting, low, high):
    value = from_table({**STAYS, **setting})
    found = derive(value, {"stays": rows, "birthday": "2020-12-31"}, TODAY)

    if low is None:
        assert found is None
    else:
        assert (float(found.low), float(found.high)) == pytest.approx((float(low), float(high)))


@given(DATES, DATES)
def test_a_span_cut_anywhere_has_the_same_months(first, last):
    first, last = min(first, last), max(first, last)
    for cut in (first, last - timedelta(days=1), first + (last - first) / 2):
        if first <= cut < last:
            parts = days.months(first, cut) + days.months(cut + timedelta(days=1), last)
            assert parts == days.months(first, last)
    assert 0 <= days.months(first, last) <= Fraction((last - first).days + 1, 28)


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 120))
def test_whole_months_are_whole(year, month, count):
    last = days.day("today", date(year, month, 1))
    end = days._move(last, count, "m") - timedelta(days=1)

    assert days.months(date(year, month, 1), end) == count


PARTIAL = st.builds(
    lambda day, cut: f"{day:%Y-%m-%d}"[: 10 - 3 * cut] + "-00" * cut, DATES, st.integers(0, 2)
)
ROWS = st.lists(
    st.builds(a_row, PARTIAL, PARTIAL, st.sampled_from(["work", "study", "other"])), max_size=4
)


@given(ROWS)
def test_what_is_unknown_lies_within_the_limits(rows):
    found = the_months(rows, **HALF)
    if not rows:
        assert found is None
        return
    # Any day that the dates may mean gives a number between the limits.
    for pick in (0, 1):
        exact = [
            {
                **row,
                "begin": str(days.span(row["begin"])[pick]),
                "end": str(days.span(row["end"])[pick]),
            }
            for row in rows
        ]
        one = the_months(exact, **HALF)
        assert one.low == one.high
        assert found.low - Decimal("1e-9") <= one.low <= found.high + Decimal("1e-9")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
VALUES = [
    {**STAYS, **HALF, "beyond": {"field": "number"}, "by": "day"},
    {"name": "n", "kind": "count", "rows": "stays", "where": {"field": "end", "after": "today"}},
    {
        "name": "s",
        "kind": "sum",
        "of": [{"value": "number"}, {"value": "money", "times": -1}],
        "least": 0,
    },
    {"name": "r", "kind": "rank", "field": "level", "order": ["A1", "A2"]},
    {"name": "a", "kind": "age", "field": "day", "on": "other_day"},
    {"name": "d", "kind": "day", "field": "day", "plus": 16},
    {
        "name": "c",
        "kind": "choose",
        "cases": [{"when": {"field": "level", "is": "A1"}, "value": {"field": "number"}}],
    },
]


@pytest.mark.parametrize("data", VALUES, ids=lambda data: data["kind"])
@given(
    answers=st.dictionaries(
        st.sampled_from(["stays", "number", "money", "level", "day", "other_day"]), ANYTHING
    )
)
def test_no_answer_whatever_breaks_it(data, answers):
    found = derive(from_table(data), answers, TODAY)

    assert found is None or isinstance(found, str | Between)
    if isinstance(found, Between):
        assert found.low <= found.high


@pytest.mark.parametrize("data", VALUES, ids=lambda data: data["kind"])
def test_its_json_reads_back_the_same(data):
    assert from_table(to_table(from_table(data))) == from_table(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "x", "kind": "nothing"},
        {"name": "no name", "kind": "count", "rows": "stays"},
        {"name": "x", "kind": "count"},
        {"name": "x", "kind": "count", "rows": "stays", "extra": 1},
        {"name": "x", "kind": "count", "rows": "stays", "unit": "parsec"},
        {"name": "x", "kind": "sum", "of": []},
        {"name": "x", "kind": "sum", "of": [{"value": "a", "times": "two"}]},
        {"name": "x", "kind": "day", "field": "a", "plus": "16y"},
        {"name": "x", "kind": "choose", "cases": [{"value": 1}]},
        {"name": "x", "kind": "count", "rows": "a", "where": {"field": "b"}},
    ],
)
def test_what_cannot_be_read_is_refused(data):
    with pytest.raises(MalformedValueError):
        from_table(data)


def test_what_it_looks_at():
    value = from_table({**STAYS, **HALF, "beyond": {"field": "number"}, "by": "day"})

    assert set(needs(value)) == {"stays", "number", "day"}
    assert set(columns(value)) == {"begin", "end", "kind"}


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2010-11-23", "2026-11-22", (15, 15)),
        ("2010-11-23", "2026-11-23", (16, 16)),
        ("2010-00-00", "2026-11-23", (15, 16)),
        ("2008-02-29", "2024-02-28", (15, 15)),
    ],
)
def test_age_on_a_day(born, on, age):
    value = from_table({"name": "a", "kind": "age", "field": "born", "on": "on"})

    found = derive(value, {"born": born, "on": on}, TODAY)

    assert (found.low, found.high) == age


@pytest.mark.parametrize(
    ("born", "birthday"),
    [("2010-04-12", "2026-04-12"), ("2010-04-00", "2026-04-00"), ("2008-02-29", "2024-02-29")],
)
def test_the_sixteenth_birthday(born, birthday):
    value = from_table({"name": "d", "kind": "day", "field": "born", "plus": 16})

    assert derive(value, {"born": born}, TODAY) == birthday
    eighteen = from_table({"name": "d", "kind": "day", "field": "born", "plus": 17})
    if born == "2008-02-29":
        assert derive(eighteen, {"born": born}, TODAY) == "2025-02-28"


@pytest.mark.parametrize("huge", ["9e999999", "-9E+999999", "1e-999999", 1e300])
def test_a_number_that_nobody_means_is_none(huge):
    value = from_table({"name": "s", "kind": "sum", "of": [{"value": "a", "times": 12}]})
    assert derive(value, {"a": huge}, TODAY) is None
    rows = [a_row("2020-01-01", "2020-12-31")]
    assert the_months(rows, beyond={"field": "a"}) is None
    weighed = from_table({**STAYS, "beyond": {"field": "a"}})
    assert derive(weighed, {"stays": rows, "a": huge}, TODAY) is None


def test_a_sum_of_what_is_known():
    value = from_table(
        {
            "name": "s",
            "kind": "sum",
            "of": [{"value": "a"}, {"value": "b", "times": -2}],
            "least": 0,
        }
    )

    assert derive(value, {}, TODAY) is None
    assert derive(value, {"a": "10.50"}, TODAY) == Between(Decimal("10.50"), Decimal("10.50"))
    assert derive(value, {"a": 10, "b": Between(Decimal(1), Decimal(2))}, TODAY) == Between(6, 8)
    assert derive(value, {"a": 1, "b": 9}, TODAY) == Between(0, 0)
