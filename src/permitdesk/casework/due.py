"""The days by which something has to be done about a case: who sets one says so, who lists cases
asks for them."""

from dataclasses import dataclass
from datetime import date

from zope.interface import Attribute, Interface, implementer


class IDue(Interface):
    """A subscription adapter of a case: a day that the office or the law set for it, a task's or
    the end of a time to reply, for example. One that has none is not made (returns None)."""

    day = Attribute("``datetime.date``, by which the office has to act")
    kind = Attribute("A word of ``worklist.priority.DUE``")


@implementer(IDue)
@dataclass(frozen=True)
class Due:
    day: date
    kind: str
