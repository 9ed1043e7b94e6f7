"""Links between the cases of a family, made by staff who may read both, with a reason.

Shown only to who may read both cases, and not while a block keeps them apart. What the applicants
did themselves, begin together, is ``relatives``.
"""

from dataclasses import dataclass

from permitdesk.access import actor
from permitdesk.casework import log, reach
from permitdesk.casework.case import Case
from permitdesk.casework.history import LINK, Telling
from permitdesk.casework.later import Entry
from permitdesk.casework.office import office
from permitdesk.casework.ties import own_ties, ties
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()

LONGEST_REASON, MOST = 500, 30
# What the other person is to the one of this case, and what this one is to them.
RELATIONS = {
    "spouse": _("casework_dossier_spouse", default="Ehegatte, Lebenspartner"),
    "child": _("casework_dossier_child", default="Kind"),
    "parent": _("casework_dossier_parent", default="Elternteil"),
    "guardian": _("casework_dossier_guardian", default="Vormund, gesetzliche Vertretung"),
    "ward": _("casework_dossier_ward", default="Mündel, vertretene Person"),
    "other": _("casework_dossier_other_relation", default="Anderes"),
}
INVERSE = {"child": "parent", "parent": "child", "guardian": "ward", "ward": "guardian"}


class NotThereError(LookupError):
    """There is no such case, or this person may not read it."""


class KeptApartError(ValueError):
    """A block keeps the two cases apart."""


class Linked(Entry):
    """To the case ``other``, which is ``relation`` to this one."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


class Unlinked(Entry):
    """From the case ``other``."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Link:
    """``relation`` is what the ``case`` is to the one asked about."""

    case: Case
    relation: str
    made: Linked | None


def links_of(case) -> list[Link]:
    """The links of a case that this person may see, in the order made."""
    found = []
    for reference, relation in ties(office()).linked(case.reference).items():
        other = reach.readable(reference)
        if other is not None:
            made = [e for e in log.internal(case).of(Linked) if e.other == reference]
            found.append(Link(other, relation, made[-1] if made else None))
    return found


def link(case, typed: str, relation: str, reason: str, key: str = "") -> bool:
    """Link two cases; False where they are. Raises ``NotThereError``, ``KeptApartError``,
    ``OtherContentError`` as ``log.add``, and ``ValueError`` for a relation or reason that is
    none."""
    reason = reason.strip()[:LONGEST_REASON]
    if relation not in RELATIONS or not reason:
        raise ValueError(relation)
    other = reach.readable(typed)
    if other is None or other.reference == case.reference:
        raise NotThereError(typed)
    entry = Linked(
        clock.now(), actor(), key, other=other.reference, relation=relation, reason=reason
    )
    if log.came_before(case, entry):
        return False
    known = own_ties(office())
    if known.are_blocked(case.reference, other.reference):
        raise KeptApartError(typed)
    if len(known.linked(case.reference)) >= MOST or len(known.linked(other.reference)) >= MOST:
        raise ValueError("too many")
    inverse = INVERSE.get(relation, relation)
    if not known.link(case.reference, other.reference, relation, inverse):
        return False
    log.add(case, entry, "case.linked", relation)
    back = Linked(clock.now(), actor(), other=case.reference, relation=inverse, reason=reason)
    log.add(other, back, "case.linked", inverse)
    return True


def unlink(case, reference: str, reason: str) -> bool:
    """End a link that this person sees; False where there is none."""
    other = next((e.case for e in links_of(case) if e.case.reference == reference), None)
    if other is None:
        return False
    own_ties(office()).unlink(case.reference, other.reference)
    for here, there in ((case, other), (other, case)):
        entry = Unlinked(
            clock.now(), actor(), other=there.reference, reason=reason.strip()[:LONGEST_REASON]
        )
        log.add(here, entry, "case.unlinked")
    return True


@telling.of(Linked, LINK)
def _linked(case, entry: Linked) -> str:
    return _told(
        case,
        entry,
        _(
            "casework_dossier_linked",
            default="Verknüpft mit ${reference} (${relation})",
            mapping={
                "reference": entry.other,
                "relation": say(RELATIONS[entry.relation], SOURCE),
            },
        ),
    )


@telling.of(Unlinked, LINK)
def _unlinked(case, entry: Unlinked) -> str:
    return _told(
        case,
        entry,
        _(
            "casework_dossier_unlinked",
            default="Verknüpfung mit ${reference} gelöst",
            mapping={"reference": entry.other},
        ),
    )


def _told(case, entry, message) -> str:
    """Nothing to whom may not read the other case, and to nobody while a block holds."""
    if ties(office()).are_blocked(case.reference, entry.other):
        return ""
    return str(say(message, SOURCE)) if reach.readable(entry.other) is not None else ""
