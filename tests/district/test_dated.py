from datetime import date
from decimal import Decimal

import pytest

from permitdesk.district.authority import MalformedLineError
from permitdesk.district.dated import DatedFigure, in_force, read_figure, shipped


def a_figure(amount, first, last=None, name="fee"):
    return DatedFigure(
        name,
        Decimal(amount),
        date.fromisoformat(first),
        "§ 1",
        valid_until=date.fromisoformat(last) if last else None,
    )


def test_before_its_first_day_a_figure_is_unknown():
    assert in_force([a_figure("100", "2026-01-01")], "fee", date(2025, 12, 31)) is None
    assert in_force([a_figure("100", "2026-01-01")], "fee", date(2026, 1, 1)).amount == 100


def test_the_newest_figure_that_has_begun_holds():
    figures = [a_figure("100", "2024-01-01"), a_figure("110", "2026-07-01")]

    assert in_force(figures, "fee", date(2026, 6, 30)).amount == 100
    assert in_force(figures, "fee", date(2026, 7, 1)).amount == 110


def test_an_ended_figure_does_not_fall_back_to_an_older_one():
    figures = [a_figure("1", "2024-01-01"), a_figure("2", "2026-01-01", "2026-12-31")]

    assert in_force(figures, "fee", date(2026, 12, 31)).amount == 2
    assert in_force(figures, "fee", date(2027, 1, 1)) is None


def test_another_name_is_not_found():
    assert in_force([a_figure("1", "2024-01-01")], "other", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "year", "amount"),
    [
        ("blue-card-general", 2025, "48300.00"),
        ("blue-card-shortage", 2025, "43759.80"),
        ("pay-from-45", 2025, "53130.00"),
        ("experienced-worker", 2025, "43470.00"),
        ("blue-card-general", 2026, "50700.00"),
        ("blue-card-shortage", 2026, "45934.20"),
        ("pay-from-45", 2026, "55770.00"),
        ("experienced-worker", 2026, "45630.00"),
    ],
)
def test_thresholds_are_those_of_the_year(name, year, amount):
    found = in_force(shipped("thresholds"), name, date(year, 6, 1))

    assert found.amount == Decimal(amount)
    assert found.source


def test_thresholds_are_the_share_of_the_contribution_ceiling_that_the_law_names():
    shares = {
        "blue-card-general": "0.5",
        "blue-card-shortage": "0.453",
        "pay-from-45": "0.55",
        "experienced-worker": "0.45",
    }
    for year in (2025, 2026):
        on = date(year, 1, 1)
        ceiling = in_force(shipped("thresholds"), "contribution-ceiling", on).amount
        for name, share in shares.items():
            found = in_force(shipped("thresholds"), name, on)
            assert found.amount == ceiling * Decimal(share), (name, year)


def test_nobody_guesses_the_thresholds_of_a_year_without_figures():
    assert in_force(shipped("thresholds"), "blue-card-general", date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("residence-permit-grant", "100.00"),
        ("residence-permit-renewal-up-to-3-months", "96.00"),
        ("residence-permit-renewal", "93.00"),
        ("residence-permit-change-of-purpose", "98.00"),
        ("direct-post", "15.00"),
    ],
)
def test_shipped_fees(name, amount):
    assert in_force(shipped("fees"), name, date(2026, 11, 1)).amount == Decimal(amount)


def test_a_line_of_the_settings_is_read():
    found = read_figure("blue-card-general | 52000.00 | 2027-01-01/2027-12-31 | BGBl.")

    assert found.amount == Decimal("52000.00")
    assert (found.valid_from, found.valid_until) == (date(2027, 1, 1), date(2027, 12, 31))
    assert found.verified


@pytest.mark.parametrize(
    "line",
    [
        "",
        "fee | 1 | 2026-01-01",
        "fee | viel | 2026-01-01 | x",
        "fee | 1 | 1.1.2026 | x",
        "fee | -1 | 2026-01-01 | x",
        "fee | NaN | 2026-01-01 | x",
        "fee | 1 | 2026-01-01 | x | y",
    ],
)
def test_a_malformed_line_is_refused(line):
    with pytest.raises(MalformedLineError):
        read_figure(line)
