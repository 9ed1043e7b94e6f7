"""When a letter counts as delivered and a period ends: counted by hand, from the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.casework.periods import (
    deemed_delivered,
    end_of_months,
    months_later,
    next_working_day,
)
from permitdesk.district import dated
from permitdesk.district.free_days import LANDS, holidays, is_free, shipped_holidays

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def free_in(land, more=frozenset()):
    return lambda day: is_free(day, land, more)


@pytest.mark.parametrize(
    ("delivered", "land", "ends"),
    [
        ("2026-03-02", "NW", "2026-04-02"),  # a Thursday, the day before Good Friday
        ("2026-03-03", "NW", "2026-04-07"),  # Good Friday, weekend, Easter Monday: Tuesday
        ("2026-01-31", "NW", "2026-03-02"),  # 28 February 2026 is a Saturday
        ("2027-12-31", "NW", "2028-01-31"),
        ("2028-01-31", "NW", "2028-02-29"),  # a leap year; a Tuesday
        ("2026-08-31", "NW", "2026-09-30"),
        ("2026-09-30", "NW", "2026-10-30"),  # to the number, not to the end of the month
        ("2026-10-01", "BY", "2026-11-02"),  # All Saints' Day is a Sunday
        ("2025-10-01", "BY", "2025-11-03"),  # All Saints' Day is a Saturday
        ("2024-10-01", "BY", "2024-11-04"),  # All Saints' Day is a Friday
        ("2024-10-01", "HE", "2024-11-01"),  # and an ordinary Friday in Hesse
        ("2024-09-30", "NI", "2024-10-30"),
        ("2024-10-18", "SN", "2024-11-18"),
        ("2024-10-20", "SN", "2024-11-21"),  # Repentance Day in Saxony
        ("2024-10-20", "TH", "2024-11-20"),
        ("2026-11-25", "NW", "2026-12-28"),  # Christmas, Saturday, Sunday
        ("2026-12-01", "", "2027-01-04"),  # New Year, Saturday, Sunday, in no Land
        ("2026-12-06", "BY", "2027-01-07"),  # Epiphany
    ],
)
def test_a_month_ends_on_the_day_with_the_same_number_or_the_next_working_day(
    delivered, land, ends
):
    end = end_of_months(date.fromisoformat(delivered), 1, free_in(land))
    assert end.isoformat() == ends


def test_a_year_after_29_february_ends_on_the_last_of_february():
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)


@given(DAYS, st.integers(1, 24), st.sampled_from(sorted(LANDS)))
def test_a_period_never_ends_early_nor_on_a_free_day(delivered, months, land):
    end = end_of_months(delivered, months, free_in(land))
    nominal = months_later(delivered, months)
    assert not is_free(end, land)
    assert nominal <= end <= nominal + timedelta(days=6)
    assert all(is_free(nominal + timedelta(days=n), land) for n in range((end - nominal).days)), (
        "nothing but free days lies between"
    )
    assert (nominal.year * 12 + nominal.month) - (delivered.year * 12 + delivered.month) == months
    assert nominal.day == delivered.day or (nominal + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_who_gets_it_later_never_has_less_time(one, other):
    free = free_in("NW")
    first, second = sorted((one, other))
    assert end_of_months(first, 1, free) <= end_of_months(second, 1, free)


def test_a_letter_counts_as_delivered_on_a_saturday_too():
    assert deemed_delivered(date(2026, 3, 3), 4) == date(2026, 3, 7)
    assert next_working_day(date(2026, 3, 7), free_in("NW")) == date(2026, 3, 9)


def test_the_figures_are_dated_name_their_source_and_wait_for_a_lawyer():
    figures = dated.shipped("periods")
    assert dated.in_force(figures, "delivery-post", date(2024, 12, 31)).amount == 3
    assert dated.in_force(figures, "delivery-post", date(2025, 1, 1)).amount == 4
    assert {each.unit for each in figures} == {"days", "months"}
    assert all("§" in each.source for each in figures)
    assert not any(each.verified for each in figures)


def test_holidays_are_those_of_the_land_and_the_year():
    assert len(holidays(2026, "")) == 9
    assert len(holidays(2026, "BW")) == 12
    assert date(2019, 3, 8) in holidays(2019, "BE") and date(2018, 3, 8) not in holidays(2018, "BE")
    assert date(2017, 10, 31) not in holidays(2017, "NI")
    assert date(2018, 10, 31) in holidays(2018, "NI")
    assert holidays(2026, "SN")[date(2026, 11, 18)] == "Buß- und Bettag"
    assert {land for each in shipped_holidays() for land in each.lands} <= set(LANDS)


def test_the_district_has_holidays_of_its_own():
    assumption = date(2028, 8, 15)  # a Tuesday
    assert not is_free(assumption, "BY")
    assert is_free(assumption, "BY", frozenset([assumption]))
