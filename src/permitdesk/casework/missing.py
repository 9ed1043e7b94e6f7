"""Which documents are missing, for both sides: what answers call for, and what staff asked for."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from permitdesk import services
from permitdesk.casework.application import Document
from permitdesk.casework.later import Asked, LaterDocument, TakenBack
from permitdesk.casework.papers import Readable, scan_of
from permitdesk.casework.reading import revision_of
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.documents import scanner
from permitdesk.services import Announced
from permitdesk.services.definition import USUAL, Limits, Requirement

FORMATS = Requirement("", "").formats
MOST_FOR_ONE = 10


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


def missing(case, language: str) -> list[Missing]:
    """What is not there yet: first what staff asked for, then what the answers call for."""
    papers = _Papers(case, language)
    unusable = _unusable(case)
    asked = [papers.asked(each) for each in open_asked(case)]
    there = {document.requirement for document in case.documents if is_usable(case, document)}
    needed = {each.id for each in papers.called_for() if each.required} - there
    # What was handed in of one's own accord is not lost silently either.
    needed = (needed | unusable) - {each.id for each in asked}
    more = [papers.needed(each) for each in papers.requirements.values() if each.id in needed]
    return [
        replace(each, is_unusable=not unusable.isdisjoint((each.id, each.asked)))
        for each in (*asked, *more)
    ]


def may_hand_in(case, language: str) -> list[Missing]:
    """What is missing, and what was handed in later already: a page may have been forgotten."""
    papers, found = _Papers(case, language), missing(case, language)
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
    papers = _Papers(case, language)
    return [
        *map(papers.needed, papers.requirements.values()),
        *map(papers.asked, case.later.of(Asked)),
    ]


def open_asked(case) -> list[Asked]:
    """What staff asked for, nobody has handed in since, and is still needed."""
    handed_in = case.later.of(LaterDocument)
    answered = {each.asked for each in handed_in if each.asked and is_usable(case, each)}
    done = (answered - _unusable(case)) | _taken_back(case)
    return [each for each in case.later.of(Asked) if each.key not in done]


def _unusable(case) -> set[str]:
    """What has a file with a virus and nothing that came after it: one of two pages, for example.

    Requirements by id, what staff asked for by key."""
    found: set[str] = set()
    for document in case.documents:
        about = {document.requirement, getattr(document, "asked", "")} - {""}
        if not is_usable(case, document):
            found |= about
        elif isinstance(document, LaterDocument):
            found -= about
    return found


def _taken_back(case) -> set[str]:
    return {each.asked for each in case.later.of(TakenBack)}


def is_usable(case, document: Document) -> bool:
    """Whether the office has it: one with a virus stays closed for ever, so it is still missing."""
    return scan_of(case, document) != scanner.INFECTED


def title_of(case, document: Document | Readable, german: str) -> str:
    """What a document is for, in German; ``german`` is the title of its requirement."""
    asked = getattr(document, "asked", "")
    found = next((each for each in case.later.of(Asked) if asked and each.key == asked), None)
    return found.title if found is not None and found.title else german


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
