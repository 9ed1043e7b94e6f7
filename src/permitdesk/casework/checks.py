"""What may be written into a desk's fields."""

from zope.schema import ValidationError

from permitdesk.casework.routing.deputies import parse_deputies
from permitdesk.casework.routing.name_key import NotARangeError, parse_ranges
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
