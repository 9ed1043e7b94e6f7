"""What staff do with the documents of a case: take one, do not take one, say until when it is
valid, ask for everything that is missing.

Whoever calls has made sure that the person may work on the case. Each function is part of the
caller's transaction and leaves a record in the audit trail; done twice with the same key, or
where it says nothing new, it does nothing and returns False.
"""

import hashlib
from collections.abc import Sequence
from datetime import date

from zope.event import notify
from zope.i18nmessageid import Message as Sentence

from permitdesk.access import actor
from permitdesk.casework.application import Document
from permitdesk.casework.case import Case
from permitdesk.casework.caseworker import LONGEST_TITLE, move_on, recorded
from permitdesk.casework.checklist.asking import take_back
from permitdesk.casework.checklist.entries import Accepted, Rejected, Requested, Validity
from permitdesk.casework.checklist.facts import facts_of
from permitdesk.casework.checklist.missing import items, known_papers, missing
from permitdesk.casework.checklist.states import ACCEPTED, UNUSABLE, DocumentState, document_states
from permitdesk.casework.checklist.text_module import (
    DATE,
    DOCUMENTS,
    REFERENCE,
    TextModule,
    filled,
)
from permitdesk.casework.checklist.unanswered import unanswered
from permitdesk.casework.history import DOCUMENT, Telling
from permitdesk.casework.history import REQUEST as REQUEST_EVENT
from permitdesk.casework.interfaces import DOCUMENT_ASKED, MESSAGE, News
from permitdesk.casework.later import Asked, Message
from permitdesk.casework.papers import may_be_opened
from permitdesk.casework.reading import requirement_of, revision_of, title_of
from permitdesk.casework.states import is_open
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Shown, say, unmarked

telling = Telling()

LONGEST_NOTE = 1000
MOST_OTHERS = 10


class CannotJudgeError(ValueError):
    """There is no such document, nobody may open it (yet), or the case has ended."""


class NothingAskedError(ValueError):
    """Nothing was chosen that could be asked for, or the case has ended."""


def accept(case: Case, document: str, key: str) -> bool:
    """Take a document, and take back what was asked for it; back into review where nothing else
    has to come. Raises ``CannotJudgeError``."""
    known = _state(case, document)
    if known.state == ACCEPTED:
        return False
    entry = Accepted(clock.now(), actor(), key, document=document)
    if not recorded(case, entry, "document.accepted", document):
        return False
    for asked in _settled(case, known.about):
        take_back(case, asked)
    if not missing(case, SOURCE):
        move_on(case, "resume_review")
    return True


def reject(case: Case, document: str, module: TextModule | None, note: str, key: str) -> bool:
    """Mark a document as not taken, for the reason that a text module says, or with staff's own
    words. The applicant reads it when they are asked for another one. Raises
    ``CannotJudgeError``."""
    about = _state(case, document).about
    texts: dict[str, str] = {}
    if module is not None:
        texts = words(case, module, lambda titles: unmarked(titles.get(about, about)))
    entry = Rejected(
        clock.now(),
        actor(),
        key,
        document=document,
        texts=texts,
        language=case.application.language,
        module=module.id if module else "",
        version=module.now.number if module else 0,
        note=note[:LONGEST_NOTE],
    )
    return recorded(case, entry, "document.rejected", f"{document}: {entry.module or 'other'}")


def reject_and_ask(
    case: Case,
    document: str,
    module: TextModule | None,
    note: str,
    until: date,
    request: TextModule,
    key: str,
) -> bool:
    """Do not take a document, and ask for another one at once, by a day. Raises
    ``CannotJudgeError``."""
    about = _state(case, document).about
    if not reject(case, document, module, note, key):
        return False
    return request_all(case, [about], [], until, request, "", _key(key, "at once"))


def set_validity(case: Case, document: str, until: str, key: str) -> bool:
    """Say until which ISO day a document is valid; empty: without end.
    Raises ``CannotJudgeError``."""
    if _state(case, document).until == until:
        return False
    entry = Validity(clock.now(), actor(), key, document=document, until=until)
    return recorded(case, entry, "document.validity", f"{document}: {until or 'none'}")


def request_all(
    case: Case,
    wanted: Sequence[str],
    others: Sequence[str],
    until: date,
    module: TextModule,
    note: str,
    key: str,
) -> bool:
    """Ask for several documents at once. ``wanted`` are ids of requirements, or of what was asked
    for in staff's own words; ``others`` are new ones, in German. Raises ``NothingAskedError``."""
    if case.later.has(Requested, key):
        return False
    free = {each.id for each in known_papers(case, SOURCE) if each.is_free}
    may_ask = {each.id for each in known_papers(case, SOURCE)} - free
    may_ask |= {each.id for each in items(case) if each.is_open}
    wanted = [each for each in dict.fromkeys(wanted) if each in may_ask]
    others = [each.strip()[:LONGEST_TITLE] for each in others if each.strip()][:MOST_OTHERS]
    if not (wanted or others) or not is_open(case):
        raise NothingAskedError(case.reference)
    waits, asked = unanswered(case), []
    for id_ in wanted:
        if id_ in waits or id_ in free:  # it is asked for already: the same once more
            asked.append(waits.get(id_, id_))
        else:
            asked.append(_ask(case, _key(key, id_), requirement=id_))
    others = list(dict.fromkeys(others))
    new = [_ask(case, _key(key, f"other {title}"), title=title) for title in others]
    asked += new
    day, chosen = until.isoformat(), [*wanted, *new]
    entry = Requested(
        clock.now(),
        actor(),
        key,
        asked=tuple(asked),
        until=day,
        texts=words(case, module, lambda titles: _lines(chosen, titles), day),
        language=case.application.language,
        module=module.id,
        version=module.now.number,
        note=note[:LONGEST_NOTE],
    )
    recorded(case, entry, "case.documents-requested", f"{len(asked)} until {day}")
    if not move_on(case, "request_documents"):
        notify(News(case, DOCUMENT_ASKED))
    return True


def send_text(case: Case, module: TextModule, key: str) -> bool:
    """Write to the applicant what a text module says, in each language that it has."""
    texts = words(case, module, lambda titles: "")
    message = Message(
        clock.now(),
        actor(),
        key,
        text=texts[SOURCE],
        language=SOURCE,
        texts=texts,
        module=module.id,
        version=module.now.number,
    )
    if not recorded(case, message, "case.message-sent", module.id):
        return False
    notify(News(case, MESSAGE))
    return True


def words(case: Case, module: TextModule, documents, day: str = "") -> dict[str, str]:
    """What a text module says about this case in each language that it has.

    ``documents`` makes the text for that place from the titles of papers by id.
    """
    found = {}
    for tag in LANGUAGES:
        text = module.now.texts.get(tag)
        if text:
            titles: dict[str, Shown] = {each.id: each.title for each in known_papers(case, tag)}
            values = {
                DOCUMENTS: documents(titles),
                DATE: in_words.day(day, tag),
                REFERENCE: in_words.isolated(case.reference),
            }
            found[tag] = filled(text, values)
    return found


def _settled(case: Case, about: str) -> list[str]:
    """What was asked for and is there after all: everything that came for it is accepted. What
    staff asked for with a note may be something else, the other side of a card: that stays."""
    item = next(each for each in items(case) if each.id == about)
    standing = {each.state for each in item.documents if not each.replaced}
    if item.unusable or standing - {ACCEPTED, UNUSABLE}:
        return []
    noted = {each.key for each in case.later.of(Asked) if each.note}
    noted |= {key for each in case.later.of(Requested) if each.note for key in each.asked}
    return [each for each in item.wanted if each not in noted]


def _lines(chosen: Sequence[str], titles: dict[str, Shown]) -> str:
    return "\n".join(f"– {unmarked(titles.get(each, each))}" for each in chosen)


def _ask(case: Case, key: str, requirement: str = "", title: str = "") -> str:
    entry = Asked(clock.now(), actor(), key, requirement=requirement, title=title, note="")
    recorded(case, entry, "case.document-asked", requirement or "other")
    return key


def _key(key: str, about: str) -> str:
    """The key of one of several things asked for at once; it stands in pages and addresses."""
    return hashlib.sha256(f"{key} {about}".encode("utf-8", "replace")).hexdigest()[:32]


def _state(case: Case, id_: str) -> DocumentState:
    document: Document | None = case.document_by_id(id_)
    if document is None or not may_be_opened(case, document) or not is_open(case):
        raise CannotJudgeError(id_)
    states = document_states(facts_of(case), clock.today())
    return next(each for each in states if each.id == id_)


@telling.of(Accepted, DOCUMENT)
def _told_accepted(case: Case, entry: Accepted) -> str:
    return _told(
        case, _("casework_check_accepted_event", default="Dokument angenommen: ${title}"), entry
    )


@telling.of(Rejected, DOCUMENT)
def _told_rejected(case: Case, entry: Rejected) -> str:
    message = _(
        "casework_check_rejected_event", default="Dokument nicht angenommen: ${title}. ${reason}"
    )
    reason = " ".join(each for each in (entry.texts.get(SOURCE, ""), entry.note) if each)
    return _told(case, message, entry, reason=reason)


@telling.of(Validity, DOCUMENT)
def _told_validity(case: Case, entry: Validity) -> str:
    if not entry.until:
        message = _("casework_check_endless_event", default="Ohne Ende gültig: ${title}")
        return _told(case, message, entry)
    message = _("casework_check_valid_event", default="Gültig bis ${day}: ${title}")
    return _told(case, message, entry, day=in_words.day(entry.until, SOURCE))


@telling.of(Requested, REQUEST_EVENT)
def _told_requested(case: Case, entry: Requested) -> str:
    message = _(
        "casework_check_requested_event",
        default="Unterlagen angefordert bis ${day}: ${count}",
        mapping={"day": in_words.day(entry.until, SOURCE), "count": str(len(entry.asked))},
    )
    return str(say(message, SOURCE))


def _told(case: Case, message: Sentence, entry, **more: str) -> str:
    document = case.document_by_id(entry.document)
    title = ""
    if document is not None:
        german = requirement_of(revision_of(case), document.requirement)
        title = title_of(case, document, german)
    return str(say(Sentence(message, mapping={"title": title, **more}), SOURCE)).strip()
