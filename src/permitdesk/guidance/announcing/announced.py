"""Which notices there are, in a language: its translation, else the German text.

A translation that the German has overtaken may name another day: then the German stands there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite

from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.guidance.interfaces import NOTICE_KINDS
from permitdesk.guidance.remembered import remembered
from permitdesk.translation import OUTDATED

_URGENCY = {kind: place for place, kind in enumerate(NOTICE_KINDS)}


@dataclass(frozen=True)
class Announced:
    """A published notice. ``begins`` and ``ends`` are seconds since 1970 (without a day, it begins
    when it was made); ``id`` is that of its German object."""

    id: str
    kind: str
    places: frozenset[str]
    begins: float
    ends: float
    title: str | Text
    text: str | Text
    summary: str | Text
    address: str


def announced(language: str) -> Sequence[Announced]:
    """The notices in force, the most urgent first, then the newest."""
    return in_force_at(published(language), clock.now().timestamp())


def in_force_at(known: Iterable[Announced], now: float) -> Sequence[Announced]:
    """Pure: those of which ``now`` lies between begin and end, in the order to be read."""
    found = [each for each in known if each.begins <= now < each.ends]
    return sorted(found, key=lambda each: (_URGENCY.get(each.kind, len(_URGENCY)), -each.begins))


def next_change(now: float) -> float | None:
    """In how many seconds a notice begins or ends, in whatever language; None for never."""
    return min((moment - now for moment in _moments() if moment > now), default=None)


@remembered
def _moments() -> tuple[float, ...]:
    return tuple(
        float(moment)
        for brain in _brains()
        if _is_public(brain)
        for moment in (brain.effective, brain.expires)
    )


@remembered
def published(language: str) -> tuple[Announced, ...]:
    """All that are published, whether they have begun or ended or not. Whose German one is taken
    back is taken back in every language."""
    groups: dict[str, dict[str, object]] = {}
    for brain in _brains():
        groups.setdefault(brain.TranslationGroup or brain.UID, {})[brain.Language] = brain
    found = (_of_group(group, language) for group in groups.values())
    return tuple(each for each in found if each is not None)


def _brains():
    # Asked as if nobody were asking: of the next notice one has to know when it begins.
    catalog = getToolByName(getSite(), "portal_catalog")
    return catalog.unrestrictedSearchResults(portal_type="Notice")


def _is_public(brain) -> bool:
    return brain is not None and brain.review_state == "published"


def _of_group(group, language: str) -> Announced | None:
    german, own = group.get(SOURCE), group.get(language)
    own = own if _is_public(own) else None
    leading = german or own
    if not _is_public(leading):
        return None
    is_german = own is None or (german is not None and _is_overtaken(german, language))
    shown = leading if is_german else own
    notice, words = leading._unrestrictedGetObject(), shown._unrestrictedGetObject()
    if not words.text:  # begun, and only its title is finished
        shown, words = leading, notice

    def said(text: str) -> str | Text:
        return text if words.language == language or not text else Text(text, words.language)

    return Announced(
        leading.UID,
        notice.kind,
        frozenset(notice.places or ()),
        float(leading.effective if leading.effective.year() > 1970 else leading.created),
        float(leading.expires),
        said(words.title),
        said(words.text),
        said(words.description),
        shown.getURL(),
    )


def _is_overtaken(german, language: str) -> bool:
    states = german.guidance_states or {}
    return isinstance(states, dict) and states.get(language, ("",))[0] == OUTDATED
