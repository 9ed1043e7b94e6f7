"""Which documents are missing, for both sides: what answers call for, and what staff asked for."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from Acquisition import aq_base
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from permitdesk import services
from permitdesk.casework.checklist.entries import Rejected, Requested
from permitdesk.casework.checklist.facts import facts_of
from permitdesk.casework.checklist.states import EXPIRED, REJECTED, ItemState, item_states
from permitdesk.casework.later import Asked, LaterDocument, TakenBack
from permitdesk.casework.reading import revision_of
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.services import Announced
from permitdesk.services.definition import USUAL, Limits, Requirement

FORMATS = Requirement("", "").formats
MOST_FOR_ONE = 10
_READ = "permitdesk.casework.checklist.papers"


@dataclass(frozen=True)
class Missing:
    """A document that can be handed in. ``id`` is that of the requirement, or of what staff asked
    for; ``asked`` the key under which they did. ``note`` is theirs, in German."""

    id: str
    title: str | Text
    help: str | Text = ""
    formats: tuple[str, ...] = FORMATS
    limits: Limits = USUAL
    asked: str = ""
    asked_at: datetime | None = None
    note: str = ""
    is_free: bool = False  # staff asked in their own words
    announced: Announced | None = None  # the person said that it comes later
    third_party: bool = False  # somebody else usually has it
    is_unusable: bool = False  # it came, and turned out to have a virus
    rejected: Rejected | None = None  # it came, and staff say why it is not what was needed
    expired: str = ""  # it came, and was valid up to this ISO day
    until: str = ""  # staff asked for it up to this ISO day


def missing(case, language: str) -> list[Missing]:
    """What has to come: first what staff asked for, then what the answers call for."""
    papers = _papers(case, language)
    found = [each for each in papers.items if each.is_open]
    about = {key: each for each in found for key in each.wanted}
    asked = [papers.asked(each) for each in case.later.of(Asked) if each.key in about]
    more = [each for each in found if not each.wanted and each.id in papers.requirements]
    return [
        *(papers.as_it_is(each, about[each.asked]) for each in asked),
        *(papers.as_it_is(papers.needed(papers.requirements[each.id]), each) for each in more),
    ]


def may_hand_in(case, language: str) -> list[Missing]:
    """What is missing, and what was handed in later already: a page may have been forgotten."""
    papers, found = _papers(case, language), missing(case, language)
    named, handed_in = {each.id for each in found}, case.later.of(LaterDocument)
    gone = _taken_back(case)
    everything = {each.key: each for each in case.later.of(Asked)}
    for document in handed_in:
        if document.requirement in named or document.asked in gone:
            continue
        named.add(document.requirement)
        if document.asked in everything:
            found.append(papers.asked(everything[document.asked]))
        elif document.requirement in papers.requirements:
            found.append(papers.needed(papers.requirements[document.requirement]))
    counts = Counter(each.requirement for each in handed_in)
    return [each for each in found if counts[each.id] < MOST_FOR_ONE]


def known_papers(case, language: str) -> list[Missing]:
    """Every document that the service knows or that staff asked for, there or not."""
    papers = _papers(case, language)
    return [
        *map(papers.needed, papers.requirements.values()),
        *map(papers.asked, case.later.of(Asked)),
    ]


def open_asked(case) -> list[Asked]:
    """What staff asked for, is not there as it is needed, and was not taken back."""
    open_ = {key for each in items(case) for key in each.wanted}
    return [each for each in case.later.of(Asked) if each.key in open_]


def items(case) -> list[ItemState]:
    """The state of everything that is needed, was asked for or came."""
    return _papers(case, SOURCE).items


def _taken_back(case) -> set[str]:
    return {each.asked for each in case.later.of(TakenBack)}


def _papers(case, language: str) -> "_Papers":
    """Read once in a request, as long as nothing is added to the case: its page asks ten times."""
    request, case = getRequest(), aq_base(case)
    if request is None:
        return _Papers(case, language)
    known = IAnnotations(request).setdefault(_READ, {})
    scans = tuple(case.papers.scans.items()) if case.papers is not None else ()
    key = (id(case), language, len(case.later), scans, clock.today())
    if key not in known:
        known[key] = _Papers(case, language)  # holds the case, so nothing else has its id
    return known[key]


class _Papers:
    """The documents of a case's revision, in one language."""

    def __init__(self, case, language: str) -> None:
        self.case, self.language, self.revision = case, language, revision_of(case)
        requirements = self.revision.definition.requirements if self.revision else ()
        self.requirements = {each.id: each for each in requirements}

    def called_for(self) -> tuple[Requirement, ...]:
        if self.revision is None:
            return ()
        application = self.case.application
        day = clock.day_of(application.received_at)
        return services.required_documents(self.revision.definition, application.answers, day)

    @cached_property
    def items(self) -> list[ItemState]:
        needed = [each.id for each in self.called_for() if each.required]
        facts, announced = facts_of(self.case, self.requirements), self.case.application.announced
        found = item_states(facts, needed, announced, clock.today())
        order = list(self.requirements)
        return sorted(
            found,
            key=lambda each: order.index(each.id) if each.id in self.requirements else len(order),
        )

    @cached_property
    def until(self) -> dict[str, str]:
        """Up to which day staff want what they asked for, by its key."""
        return {key: each.until for each in self.case.later.of(Requested) for key in each.asked}

    def as_it_is(self, missing: Missing, item: ItemState) -> Missing:
        """The same with what is wrong with what came for it."""
        standing = [each for each in item.documents if not each.replaced]
        rejected = [each.reason for each in standing if each.state == REJECTED]
        expired = [each.until for each in standing if each.state == EXPIRED]
        return replace(
            missing,
            is_unusable=item.unusable,
            rejected=rejected[-1] if rejected else None,
            expired=expired[-1] if expired else "",
            until=self.until.get(missing.asked, ""),
        )

    def asked(self, asked: Asked) -> Missing:
        requirement = self.requirements.get(asked.requirement)
        told = {"asked": asked.key, "asked_at": asked.at, "note": asked.note}
        if requirement is not None:
            return replace(self.needed(requirement), **told)
        german = asked.title or asked.requirement
        title = german if self.language == SOURCE else Text(german, SOURCE)
        return Missing(asked.key, title, is_free=True, **told)

    def needed(self, requirement: Requirement) -> Missing:
        def shown(part: str) -> str | Text:
            return self.revision.shown(requirement.key(part), self.language)

        title = shown("title") or requirement.title
        return Missing(
            requirement.id,
            title,
            shown("description"),
            requirement.formats,
            requirement.limits,
            announced=self.case.application.announced.get(requirement.id),
            third_party=requirement.third_party,
        )
