"""What an applicant answers where several answers are right, and days around today."""

import random
from datetime import date, timedelta


class Choices:
    """Picks an answer for a person and a question, always the same one."""

    def __init__(self, seed: int):
        self.seed = seed

    def __call__(self, question: str, *options):
        # A test's variety, nothing secret.
        return random.Random(f"{self.seed}/{question}").choice(options)

    def yes(self, question: str) -> bool:
        return self(question, True, False)


def shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def a_day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def birth(applicant: dict) -> str:
    """The birth date as in the passport, 00 for what is unknown."""
    born = applicant["birth_date"]
    return f"{born['year']:04}-{born['month']:02}-{born['day']:02}"


def _span(partial: str) -> tuple[date, date]:
    year, month, day = map(int, partial.split("-"))
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first, following - timedelta(days=1)


def is_minor(partial: str, today: date) -> bool:
    return _span(partial)[0] > shifted(today, -18)


def is_45(partial: str, today: date) -> bool:
    return _span(partial)[1] < shifted(today, -45)


def is_at_least(partial: str, today: date, years: int) -> bool:
    """Certainly so old, whatever day is unknown."""
    return _span(partial)[1] <= shifted(today, -years)
