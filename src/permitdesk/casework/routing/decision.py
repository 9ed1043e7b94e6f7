"""Which desk a case was given to, and why: what is kept on the case."""

from dataclasses import dataclass

# Why a case went where it went.
BY_NAME, BY_RULE, FAMILY = "name-range", "rule", "family"
NO_MATCH, NO_NAME, OUTSIDE, FAILED = "no-match", "no-name", "outside", "failed"
# Nothing that a unit's head has to look at.
AS_WANTED = frozenset((BY_NAME, BY_RULE, FAMILY))

# What happened on the way from the rule to the desk.
LEAST, SUSPENDED, ABSENT, GONE, INBOX = "least", "suspended", "absent", "gone", "inbox"


@dataclass(frozen=True)
class Stage:
    """``kind``: ``least`` (``desk`` had the lowest load), ``suspended`` (sent on to ``desk``),
    ``absent`` (nobody at ``desk``), ``gone`` (no such ``desk``), ``inbox`` (nobody stands in)."""

    kind: str
    desk: str = ""


@dataclass(frozen=True)
class Decision:
    """The desk, the rule's id (empty where none decided), the rules' version and the reason.

    Decisions of earlier versions say ``desk/range`` as their rule and know no more than that:
    ``range`` is the range of names that decided, ``title`` the rule's title on that day, ``number``
    counts the rules that were put in force, ``way`` is what happened after the rule was found.
    """

    desk: str
    rule: str
    version: str
    reason: str
    range: str = ""
    title: str = ""
    number: int = 0
    way: tuple[Stage, ...] = ()

    @property
    def why_look(self) -> str:
        """Why a unit's head should look at it: the word of an alert; empty where nobody need."""
        if self.reason not in AS_WANTED:
            return self.reason
        kinds = {stage.kind for stage in self.way}
        return next((kind for kind in (SUSPENDED, GONE, INBOX) if kind in kinds), "")

    @property
    def needs_a_look(self) -> bool:
        return bool(self.why_look)
