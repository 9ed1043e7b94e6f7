"""When a letter counts as delivered, and when the period for a legal remedy ends: pure counting.

The lengths are dated figures of the district (``district/data/periods.toml``), the days on which
nothing ends come from the district too. [V]: a lawyer checks both before the portal is used.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

IsFree = Callable[[date], bool]  # a Saturday, a Sunday or a public holiday
DAYS, MONTHS = "days", "months"


@dataclass(frozen=True)
class Length:
    """So many ``days`` or ``months``, as the law counts them (§§ 187, 188 BGB)."""

    amount: int
    unit: str = DAYS

    def after(self, start: date) -> date:
        """The last day of a time that begins with something on the day ``start``."""
        if self.unit == DAYS:
            return start + timedelta(days=self.amount)
        return months_later(start, self.amount)


def deemed_delivered(sent: date, days: int) -> date:
    """The day after sending from which a letter counts as delivered (§ 41 Abs. 2 VwVfG).

    It is not moved by a weekend: the law supposes an arrival, it sets no period. Where it came
    later or never, that counts: staff record the day that is known. [V]
    """
    return sent + timedelta(days=days)


def end_of_months(delivered: date, months: int, is_free: IsFree) -> date:
    """The last day of a period of months that begins with a delivery.

    It ends on the day with the number of that of the delivery (§§ 187 Abs. 1, 188 Abs. 2 BGB), or
    on the last of a month that has none (Abs. 3), and never on a free day (§ 193 BGB, § 222 Abs. 2
    ZPO with § 57 Abs. 2 VwGO).
    """
    return next_working_day(months_later(delivered, months), is_free)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last: 31 January and a month is the end of February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def next_working_day(day: date, is_free: IsFree) -> date:
    """This day, or the first one after it on which people work."""
    while is_free(day):
        day += timedelta(days=1)
    return day
