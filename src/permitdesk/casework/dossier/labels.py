"""Labels: short words that staff put on cases. Each unit's head says which there are.

A label that is no longer wanted is retired: it stays where it is and is not given any more. Its
colour is one of the look's kinds, and its title always stands on it.
"""

import secrets
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace

from Acquisition import aq_base, aq_inner, aq_parent

from permitdesk import privacy
from permitdesk.access import actor
from permitdesk.casework import log
from permitdesk.casework.interfaces import IUnit
from permitdesk.casework.later import Entry
from permitdesk.core import _, clock

LONGEST_TITLE, MOST = 40, 60
COLOURS = {
    "neutral": _("casework_dossier_colour_neutral", default="Grau"),
    "info": _("casework_dossier_colour_info", default="Blau"),
    "success": _("casework_dossier_colour_success", default="Grün"),
    "warning": _("casework_dossier_colour_warning", default="Gelb"),
    "stop": _("casework_dossier_colour_stop", default="Rot"),
}


class UnknownLabelError(KeyError):
    """The case's unit has no such label, or gives it no more."""


@dataclass(frozen=True)
class Label:
    """``title`` is German; ``colour`` one of ``COLOURS``, a kind of ``theme.Badge``."""

    id: str
    title: str
    colour: str = "neutral"
    is_retired: bool = False


class Labelled(Entry):
    """A ``label``, by id, was put on the case; ``title`` is what it was called then."""

    is_news = False


class Unlabelled(Entry):
    """It was taken off."""

    is_news = False


def labels_of(case) -> tuple[str, ...]:
    """The ids of the labels on a case, in the order given. They need not be of its unit."""
    return on_case(log.internal(case))


def on_case(entries: Iterable[Entry]) -> tuple[str, ...]:
    """What is left of a log of labels given and taken off."""
    found: dict[str, None] = {}
    for entry in entries:
        if isinstance(entry, Labelled):
            found[entry.label] = None
        elif isinstance(entry, Unlabelled):
            found.pop(entry.label, None)
    return tuple(found)


def shown_on(case) -> list[Label]:
    """The labels on a case as they are called now; one that no unit knows as it was called."""
    known = everywhere(_unit(case).aq_parent)
    titles = {each.label: each.title for each in log.internal(case).of(Labelled)}
    return [known.get(id_) or Label(id_, titles[id_]) for id_ in labels_of(case)]


def set_label(case, id_: str) -> bool:
    """Put a label on a case; False where it is on it already. Raises ``UnknownLabelError``."""
    label = next((each for each in to_give(_unit(case)) if each.id == id_), None)
    if label is None:
        raise UnknownLabelError(id_)
    if id_ in labels_of(case):
        return False
    entry = Labelled(clock.now(), actor(), label=id_, title=label.title)
    return log.add(case, entry, "case.labelled", id_)


def unset_label(case, id_: str) -> bool:
    """Take a label off a case; False where it is not on it."""
    label = next((each for each in shown_on(case) if each.id == id_), None)
    if label is None:
        return False
    entry = Unlabelled(clock.now(), actor(), label=id_, title=label.title)
    return log.add(case, entry, "case.unlabelled", id_)


def defined(unit) -> tuple[Label, ...]:
    """All labels of a unit, in the order made."""
    return tuple(Label(*each) for each in getattr(aq_base(unit), "_labels", ()))


def to_give(unit) -> tuple[Label, ...]:
    """Those that can be put on a case."""
    return tuple(each for each in defined(unit) if not each.is_retired)


def everywhere(office) -> dict[str, Label]:
    """The labels of all units, by id: a case may have come from another unit."""
    units = (each for each in office.objectValues() if IUnit.providedBy(each))
    return {label.id: label for unit in units for label in defined(unit)}


def define(unit, title: str, colour: str) -> Label:
    """Make a label; raises ValueError for a title or colour that is none, or too many."""
    title, known = " ".join(title.split()), defined(unit)
    if not title or len(title) > LONGEST_TITLE or colour not in COLOURS or len(known) >= MOST:
        raise ValueError(title)
    if any(each.title.casefold() == title.casefold() for each in known):
        raise ValueError(title)
    label = Label(secrets.token_hex(4), title, colour)
    _keep(unit, (*known, label), f"+{label.id}")
    return label


def retire(unit, id_: str, is_retired: bool = True) -> bool:
    """Give a label no more, or again; False where that is so already or there is none."""
    known = defined(unit)
    changed = tuple(replace(e, is_retired=is_retired) if e.id == id_ else e for e in known)
    if changed == known:
        return False
    _keep(unit, changed, f"{'-' if is_retired else '+'}{id_}")
    return True


def _keep(unit, labels: Iterable[Label], why: str) -> None:
    aq_base(unit)._labels = tuple(astuple(each) for each in labels)
    privacy.record("unit.labels", unit.getId(), why)


def _unit(case):
    return aq_parent(aq_parent(aq_inner(case)))
