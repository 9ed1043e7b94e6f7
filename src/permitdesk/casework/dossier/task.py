"""A task as it is now; ``tasks`` has what becomes of it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Task:
    """As it is now. ``done_by`` is empty while it is open."""

    id: str
    title: str
    due: date | None
    assignee: str
    given_by: str
    given_at: datetime
    done_by: str = ""
    done_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return not self.done_at

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due is not None and self.due < today

    def is_for_today(self, today: date) -> bool:
        return self.is_open and self.due == today
