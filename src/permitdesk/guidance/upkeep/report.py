"""All that is to mend in the pages of a language, and in the pictures and files beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite

from permitdesk.core import clock
from permitdesk.core.folding import sort_key
from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.published import is_copy
from permitdesk.guidance.translating.texts import translated_types
from permitdesk.guidance.upkeep import outside
from permitdesk.guidance.upkeep.flaws import KINDS, Flaw, flaws
from permitdesk.guidance.upkeep.media import flaws_of_file, flaws_of_picture
from permitdesk.guidance.upkeep.targets import Targets

MEDIA = {"Image": flaws_of_picture, "File": flaws_of_file}


@dataclass(frozen=True)
class Flawed:
    """A page, picture or file, and what is to mend in it, gravest first."""

    uid: str
    title: str
    address: str
    kind: str
    public: bool
    flaws: Sequence[Flaw]


def report(site, request, language: str) -> list[Flawed]:
    """Everything with a flaw that the current user may see in a language, by title; working
    copies are none."""
    catalog = getToolByName(site, "portal_catalog")
    brains = catalog(
        portal_type=[*translated_types(), *MEDIA], Language=language, show_inactive=True
    )
    found = list(
        _flawed((brain.getObject() for brain in brains if not is_copy(brain)), site, request)
    )
    return sorted(found, key=lambda each: (sort_key(each.title, language), each.address))


def of_one(content, request) -> Flawed | None:
    """What is to mend in one page, picture or file; None where nothing is."""
    return next(_flawed([content], getSite(), request), None)


def counted(every: Iterable[Flawed]) -> dict[str, int]:
    """How many pages have a flaw, by its kind, in the order of KINDS."""
    number = Counter(kind for each in every for kind in {flaw.kind for flaw in each.flaws})
    return {kind: number[kind] for kind in KINDS if number[kind]}


def _flawed(contents: Iterable, site, request) -> Iterator[Flawed]:
    targets, gone, today = Targets(site, request), outside.gone(site), clock.today()
    places = {kind: place for place, kind in enumerate(KINDS)}
    workflow = getToolByName(site, "portal_workflow")
    for each in contents:
        if IGuidance.providedBy(each):
            found = flaws(each, targets, gone, today)
        elif each.portal_type in MEDIA:
            found = MEDIA[each.portal_type](each)
        else:
            continue
        found = sorted(found, key=lambda flaw: places[flaw.kind])
        if found:
            state = workflow.getInfoFor(each, "review_state", "published")
            yield Flawed(
                each.UID(),
                each.title or each.getId(),
                each.absolute_url(),
                each.portal_type,
                state == "published",
                found,
            )
