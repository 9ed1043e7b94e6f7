"""A case as lists show it: all that order, filters and search know of it."""

from dataclasses import dataclass

# Sorts after every day: cases without one come last.
NO_DAY = "9999-12-31"

# Who has to do something now.
OFFICE, APPLICANT, NOBODY = "office", "applicant", "nobody"


@dataclass(frozen=True)
class Row:
    """``desk`` is ``unit/desk``, ``path`` is ``unit/desk/id``. Days are ISO dates.

    It is stored as the tuple of its values: a field that comes later stands at the end and has a
    default.
    """

    path: str
    reference: str
    desk: str
    state: str
    service: str
    kind: str
    language: str
    name: str
    received: str  # ISO 8601, UTC
    deadline: str = NO_DAY  # the earliest that anybody set, not the title's end; worklist/facts.py
    urgency: str = ""
    name_key: str = ""
    wishes: tuple[str, ...] = ()
    channel: str = "online"
    news: str = ""  # "new" while the office has not read what the applicant did
    unreached: str = ""  # "yes" while a mail to the applicant did not go out
    expires: str = NO_DAY  # the day on which the present title expires
    news_since: str = ""  # the day since which there is something unread
    waiting: str = OFFICE
    starts: str = NO_DAY  # the first day of work
    due: str = NO_DAY  # what the office or the law set, see worklist/facts.py
    due_for: str = ""
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # by which a name is found, see names.py
    born: str = ""  # 1987-04-12, with 00 for what is unknown
    azr: str = ""  # a keyed digest of the AZR number
    matters: str = ""  # the sort key of what matters, see worklist/priority.py
    unanswered: str = ""  # "yes" while nobody has replied to what the applicant wrote
    tasks: str = ""  # "open" while there is something to do, see dossier/todo.py
