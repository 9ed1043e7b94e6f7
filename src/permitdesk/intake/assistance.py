"""Who fills in for somebody else, on what mandate, and what the applicant says to it.

Pure: what is recorded and how it changes. The codes behind it are in ``handover``, the words in
``assistance_words``. docs/decisions/0029 has the reasons.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

HELPER, APPLICANT = "helper", "applicant"  # whose a code is
ROLES = ("relative", "counsellor", "representative", "other")
MANDATES = ("beside", "oral", "written", "guardian")
FROM_ORGANISATION = ("counsellor", "representative")  # who says for which organisation
LONGEST = 120  # characters of a name, as of a family name
_JOINERS = "\u200c\u200d"  # Persian names are written with them


@dataclass(frozen=True)
class Statement:
    """What somebody says who helps. ``role`` is one of ROLES, ``mandate`` one of MANDATES."""

    role: str
    name: str
    organisation: str
    mandate: str

    def missing(self) -> tuple[str, ...]:
        """The names of what is not said, or not one of what can be said."""
        needed = {
            "role": self.role in ROLES,
            "name": bool(self.name),
            "organisation": bool(self.organisation) or self.role not in FROM_ORGANISATION,
            "mandate": self.mandate in MANDATES,
        }
        return tuple(name for name, said in needed.items() if not said)


@dataclass(frozen=True)
class Assistance:
    """A statement and what became of it. Times are ISO, UTC; empty for what did not happen.

    ``seen`` is the mark of what the applicant saw when they confirmed: see ``mark``.
    """

    statement: Statement
    said_at: str
    confirmed_at: str = ""
    seen: str = ""
    declined_at: str = ""
    withdrawn_at: str = ""

    @property
    def state(self) -> str:
        """``withdrawn``, ``confirmed``, ``declined``, else ``open``."""
        for state in ("withdrawn", "confirmed", "declined"):
            if getattr(self, f"{state}_at"):
                return state
        return "open"

    def may_send(self, side: str) -> bool:
        """Who was told no does not send; the applicant always may."""
        return side == APPLICANT or self.state in ("open", "confirmed")

    def needs_word(self, side: str) -> bool:
        """Whether who sends vouches for the mandate, since the applicant has not confirmed."""
        return side == HELPER and self.state == "open"

    def changed(self, statement: Statement, now: str) -> "Assistance":
        """Another statement is one that nobody has confirmed. A refusal stays."""
        if statement == self.statement:
            return self
        return replace(self, statement=statement, said_at=now, confirmed_at="", seen="")

    def confirmed(self, now: str, seen: str) -> "Assistance":
        return replace(self, confirmed_at=now, seen=seen, declined_at="")

    def declined(self, now: str) -> "Assistance":
        return replace(self, declined_at=now, confirmed_at="", seen="")

    def withdrawn(self, now: str) -> "Assistance":
        return replace(self, withdrawn_at=now)

    def kept(self) -> dict[str, object]:
        """As it is stored."""
        return asdict(self)

    def evidence(self, side: str, seen: str, word: Mapping[str, str]) -> dict[str, object]:
        """As the application keeps it: who helped, what the applicant said, who sent.

        ``changed_since`` says whether something was changed after the applicant had confirmed;
        of what they sent themselves there is nothing to say. ``word`` is the text (``text``,
        ``language``) with which the helper vouched for the mandate.
        """
        return {
            **asdict(self.statement),
            "said_at": self.said_at,
            "confirmed_at": self.confirmed_at,
            "changed_since": bool(side == HELPER and self.seen and self.seen != seen),
            "declined_at": self.declined_at,
            "withdrawn_at": self.withdrawn_at,
            "sent_by": side,
            "word": dict(word),
        }


def from_kept(kept: Mapping[str, object] | None) -> Assistance | None:
    """What was stored; None for a draft in which nobody says that they help."""
    if kept is None:
        return None
    return Assistance(**{**kept, "statement": Statement(**kept["statement"])})


def read(form: Mapping[str, object]) -> Statement:
    """The statement as it was typed, tidied; ``missing`` says what is not right."""
    return Statement(*(_tidy(form.get(f"helper_{name}")) for name in Statement.__annotations__))


def mark(seen: str, statement: Statement) -> str:
    """Tells whether what somebody saw is still the same, what is ``seen.seen_of`` and the
    statement: SHA-256 (hex).

    It stays in the draft: who can guess the answers could check a guess with it.
    """
    said = json.dumps(asdict(statement), sort_keys=True).encode()
    return hashlib.sha256(seen.encode() + said).hexdigest()


def yes_of(kind: str) -> int:
    """By which yes of an applicant, counted from 1, a code of this kind was given; 0 from before
    they were counted, -1 for a code that is not an applicant's."""
    whose, _space, more = kind.partition(" ")
    number = more.partition(" ")[0]
    return (int(number) if number.isdecimal() else 0) if whose == APPLICANT else -1


def _tidy(typed: object) -> str:
    """One line without control characters and marks that change how a text reads."""
    if not isinstance(typed, str):
        return ""
    kept = (
        character if character in _JOINERS or unicodedata.category(character)[0] != "C" else " "
        for character in typed[:1000]
    )
    return " ".join("".join(kept).split())[:LONGEST]
