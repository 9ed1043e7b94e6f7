"""The time, from one place, so that tests can set it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
_fixed: datetime | None = None


def now() -> datetime:
    """The current time, aware, in UTC."""
    return _fixed or datetime.now(UTC)


def today() -> date:
    """The current day at the office."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day at the office on which an aware moment falls: late evening in UTC is tomorrow."""
    return moment.astimezone(BERLIN).date()


@contextmanager
def frozen(moment: datetime):
    """Within this block (one process), time stands still at ``moment`` (aware)."""
    global _fixed
    before, _fixed = _fixed, moment
    try:
        yield moment
    finally:
        _fixed = before
