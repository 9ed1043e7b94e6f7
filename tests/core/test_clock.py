from datetime import UTC, date, datetime

import pytest

from permitdesk.core import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_day_is_the_day_at_the_office(moment, day):
    assert clock.day_of(moment) == day
    with clock.frozen(moment):
        assert clock.today() == day
