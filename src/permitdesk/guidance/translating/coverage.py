"""Pages × languages, as the catalogue knows them. Wakes no page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from Products.CMFCore.utils import getToolByName

from permitdesk.core.folding import sort_key
from permitdesk.core.languages import SOURCE, TRANSLATED_INTO
from permitdesk.guidance.published import is_copy
from permitdesk.guidance.translating.texts import translated_types
from permitdesk.guidance.translating.translations import PageState
from permitdesk.translation import IN_WORK, MISSING, OUTDATED, STATES

OPEN = "open"  # whatever somebody has to work on
TITLE, OLDEST = "title", "oldest"
_OPEN_STATES = (MISSING, OUTDATED, IN_WORK)
_NOTHING = PageState()


@dataclass(frozen=True)
class Page:
    """A German page and its states by language; ``address`` is absolute. ``review_by`` is the day
    (ISO) by which somebody has to look at it, empty for none."""

    uid: str
    title: str
    address: str
    kind: str
    public: bool
    states: Mapping[str, PageState]
    review_by: str = ""

    def is_due(self, today: date) -> bool:
        return bool(self.review_by) and self.review_by <= today.isoformat()


@dataclass(frozen=True)
class Sought:
    """What the grid is narrowed to. ``state`` may be ``open``; ``by`` is who has worked on it."""

    state: str = ""
    tag: str = ""
    by: str = ""
    order: str = TITLE
    due: bool = False

    @property
    def tags(self) -> Sequence[str]:
        return (self.tag,) if self.tag else TRANSLATED_INTO

    @property
    def is_everything(self) -> bool:
        return not (self.state or self.by or self.due)


def pages(site) -> list[Page]:
    """Every German page that the current user may see, published or not, by title; working copies
    are none."""
    catalog = getToolByName(site, "portal_catalog")
    brains = catalog(portal_type=translated_types(), Language=SOURCE, show_inactive=True)
    found = [
        Page(
            brain.UID,
            brain.Title or brain.getId,
            brain.getURL(),
            brain.portal_type,
            brain.review_state == "published",
            _states(brain.guidance_states),
            _day(brain.guidance_review_by),
        )
        for brain in brains
        if not is_copy(brain)
    ]
    return sorted(found, key=lambda page: (sort_key(page.title, SOURCE), page.address))


def without_german(site) -> list[tuple[str, str, str]]:
    """Title, address and language of pages that translate nothing: there is no German one."""
    catalog = getToolByName(site, "portal_catalog")
    brains = catalog(portal_type=translated_types(), show_inactive=True)
    german = {brain.TranslationGroup for brain in brains if brain.Language == SOURCE}
    return sorted(
        (brain.Title or brain.getId, brain.getURL(), brain.Language)
        for brain in brains
        if brain.TranslationGroup not in german and brain.Language in TRANSLATED_INTO
    )


def found(every: Iterable[Page], sought: Sought, today: date) -> list[Page]:
    """The pages of which at least one language fits."""

    def fits(page: Page) -> bool:
        if sought.due and not page.is_due(today):
            return False
        return sought.is_everything or any(
            is_sought(page.states.get(tag, _NOTHING), sought) for tag in sought.tags
        )

    narrowed = [page for page in every if fits(page)]
    if sought.order == OLDEST:
        narrowed.sort(key=lambda page: _age(page, sought))
    return narrowed


def is_sought(state: PageState, sought: Sought) -> bool:
    """Whether this page in this language is what somebody looks for."""
    if sought.state == OPEN and state.state not in _OPEN_STATES:
        return False
    if sought.state not in ("", OPEN, state.state):
        return False
    return not sought.by or state.by == sought.by


def counts(every: Iterable[Page]) -> dict[str, dict[str, int]]:
    """By language and state, how many pages."""
    found = {tag: Counter() for tag in TRANSLATED_INTO}
    for page in every:
        for tag in TRANSLATED_INTO:
            found[tag][page.states.get(tag, _NOTHING).state] += 1
    return {tag: {state: each[state] for state in STATES} for tag, each in found.items()}


def _age(page: Page, sought: Sought) -> tuple[bool, str]:
    """Outdated longest first, then what is not outdated."""
    days = [page.states[tag].since for tag in sought.tags if tag in page.states]
    oldest = min(filter(None, days), default="")
    return not oldest, oldest


def _states(kept) -> dict[str, PageState]:
    # Before the upgrade step has filled the column it holds nothing.
    return {tag: PageState(*each) for tag, each in kept.items()} if isinstance(kept, dict) else {}


def _day(value) -> str:
    return value if isinstance(value, str) else ""
