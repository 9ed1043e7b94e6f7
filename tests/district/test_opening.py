"""Hours and closing days as staff write them, and in words."""

from datetime import date, time

import pytest

from permitdesk.district.authority import MalformedLineError
from permitdesk.district.opening import (
    Closure,
    Opening,
    hours_in_words,
    read_closure,
    read_opening,
)


def spans(*lines: str) -> list[Opening]:
    found = [each for line in lines for each in read_opening(line)]
    return sorted(found, key=lambda each: (each.weekday, each.begins))


def test_a_line_is_a_span_on_each_of_its_days():
    assert read_opening("Mo-Mi, fr | 8:00–12.30") == tuple(
        Opening(day, time(8), time(12, 30)) for day in (0, 1, 2, 4)
    )


@pytest.mark.parametrize(
    "line", ["", "Mo", "Mo | 8-12", "Xy | 08:00-12:00", "Fr-Mo | 08:00-12:00", "Mo | 12:00-08:00",
             "Mo | 08:00-25:00", "Mo | 08:00-12:00 | x"],
)  # fmt: skip
def test_what_cannot_be_read_is_said(line):
    with pytest.raises(MalformedLineError):
        read_opening(line)


def test_a_closure_is_a_day_or_a_period_with_a_reason():
    assert read_closure("2026-12-24/2026-12-31 | Ruhe") == Closure(
        date(2026, 12, 24), date(2026, 12, 31), "Ruhe"
    )
    assert read_closure("2026-05-15").days == [date(2026, 5, 15)]


@pytest.mark.parametrize(
    "line", ["", "24.12.2026", "2026-12-31/2026-12-24", "2026-02-30 | x", "2026-01-01/2036-01-01"]
)
def test_a_closure_that_cannot_be_is_said(line):
    with pytest.raises(MalformedLineError):
        read_closure(line)


def test_days_in_a_row_with_the_same_times_are_one_line():
    told = hours_in_words(spans("Mo-Fr | 08:00-12:00", "Do | 14:00-17:30"), "de")
    assert told == [
        ("Montag – Mittwoch", "08:00–12:00"),
        ("Donnerstag", "08:00–12:00, 14:00–17:30"),
        ("Freitag", "08:00–12:00"),
    ]


def test_days_apart_are_not_put_together():
    told = hours_in_words(spans("Mo | 08:00-12:00", "Mi | 08:00-12:00"), "en")
    assert [days for days, _times in told] == ["Monday", "Wednesday"]


@pytest.mark.parametrize("language, monday", [("ar", "الاثنين"), ("uk", "понеділок")])
def test_weekdays_have_names_in_each_language(language, monday):
    assert hours_in_words(spans("Mo | 08:00-12:00"), language)[0][0] == monday
