"""What may be written into a desk's fields."""

from zope.schema import ValidationError

from permitdesk.casework.deadline_rules import NotADeadlineError, read_rule
from permitdesk.casework.deputies import parse_deputies
from permitdesk.casework.name_key import NotARangeError, parse_ranges
from permitdesk.core import _


class NotRanges(ValidationError):  # noqa: N818 (zope.schema's naming)
    __doc__ = _(
        "casework_not_ranges",
        default="Schreiben Sie Bereiche von Familiennamen, zum Beispiel: Ak–Al, E–K",
    )


class NotDeputies(ValidationError):  # noqa: N818
    __doc__ = _(
        "casework_not_deputies",
        default="Schreiben Sie in jede Zeile: Benutzername, erster Tag, letzter Tag. Zum "
        "Beispiel: frau.kaya 2026-08-03 2026-08-21",
    )


class NotDeadlines(ValidationError):  # noqa: N818
    __doc__ = _(
        "casework_check_not_deadlines",
        default="Schreiben Sie in jede Zeile sieben Angaben mit | dazwischen, zum Beispiel: "
        "target | Ziel des Amts | 60 Tage | ja | * | 2026-01-01 | Hausverfügung 3/2026",
    )


def is_deadlines(lines: list[str]) -> bool:
    for line in lines or ():
        try:
            read_rule(line)
        except NotADeadlineError as error:
            raise NotDeadlines(str(error)) from error
    return True


def is_ranges(text: str) -> bool:
    try:
        parse_ranges(text)
    except NotARangeError as error:
        raise NotRanges(error.written) from error
    return True


def is_deputies(lines: list[str]) -> bool:
    try:
        parse_deputies(lines)
    except ValueError as error:
        raise NotDeputies(str(error)) from error
    return True
