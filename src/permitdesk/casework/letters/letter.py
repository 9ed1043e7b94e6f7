"""The letters of a case: drafts that are written, finished ones that never change.

A finished letter keeps its bytes, the version of its template and a fingerprint. Where the unit
wants four eyes, a second person finishes what the first one has written.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from Acquisition import aq_base, aq_inner, aq_parent
from persistent import Persistent
from ZODB.blob import Blob
from zope.i18nmessageid import Message

from permitdesk import privacy
from permitdesk.access import actor, full_name
from permitdesk.casework import log
from permitdesk.casework.application import Frozen
from permitdesk.casework.decision import outcomes, standing
from permitdesk.casework.decision.check import as_day
from permitdesk.casework.later import Entry
from permitdesk.casework.letters.content import Content, Lacking, content, lacking, prefilled
from permitdesk.casework.letters.fields import PLACEHOLDERS
from permitdesk.casework.letters.markup import TooLongError
from permitdesk.casework.letters.paper import letter_pdf
from permitdesk.casework.letters.templates import (
    DECISIONS,
    GRANTED,
    REFUSED,
    Template,
    Version,
    templates,
)
from permitdesk.casework.office import office
from permitdesk.core import _, clock
from permitdesk.theme import TooSlowError

DRAFT, WAITING, FINISHED = "draft", "waiting", "finished"
STATES = {
    DRAFT: _("casework_letters_draft", default="Entwurf"),
    WAITING: _("casework_letters_waiting", default="Wartet auf Mitzeichnung"),
    FINISHED: _("casework_letters_finished", default="Fertig"),
}
MOST = 100
LONGEST_VALUE = 20_000
NOT_NOW = _(
    "casework_letters_not_now",
    default="Das geht mit diesem Brief nicht (mehr). Sehen Sie, was inzwischen geschehen ist.",
)
CHANGED = _(
    "casework_letters_changed",
    default="${who} hat diesen Brief inzwischen geändert. Was Sie geschrieben haben, steht noch"
    " hier. Speichern Sie noch einmal, um es zu übernehmen.",
)
DECIDE_FIRST = _(
    "casework_letters_decide_first",
    default="Tragen Sie zuerst die Entscheidung ein. Der Brief nimmt ihre Angaben.",
)
OTHER_DECISION = _(
    "casework_letters_other_decision",
    default="Dieser Brief gehört nicht zu der Entscheidung, die jetzt gilt. Beginnen Sie einen"
    " neuen Brief.",
)
OTHER_TEMPLATE = _(
    "casework_letters_other_template",
    default="Diese Vorlage passt nicht zu der Entscheidung, die jetzt gilt: „${outcome}“. Wählen"
    " Sie eine, die in der Liste unter „Passt zur Entscheidung“ steht.",
)
OTHER_EYES = _(
    "casework_letters_other_eyes",
    default="Mitzeichnen muss die Leitung des Sachgebiets, und nie die Person, die den Brief"
    " geschrieben hat.",
)
INCOMPLETE = _(
    "casework_letters_incomplete",
    default="Es fehlt noch: ${names}",
)
TOO_LONG = _(
    "casework_letters_filled_too_long",
    default="Der Brief wird so zu lang. Kürzen Sie diesen Text, oder kürzen Sie die Vorlage.",
)
TOO_SLOW = _(
    "casework_letters_too_slow",
    default="Der Brief konnte nicht als PDF erstellt werden: Es hat zu lange gedauert. Was Sie"
    " gespeichert haben, ist noch da. Versuchen Sie es noch einmal, oder kürzen Sie den Brief.",
)
FILL = _("casework_letters_needed", default="Füllen Sie dieses Feld aus.")
FULL = _("casework_letters_full", default="Der Vorgang hat so viele Briefe, wie er aufnehmen kann.")


class LetterWritten(Entry):
    """A ``letter``, by id, was finished: ``kind`` and ``subject`` as they stand on it."""

    is_news = False


class LetterSubmitted(Entry):
    """A ``letter`` waits for a second person."""

    is_news = False


class LetterPosted(Entry):
    """A finished ``letter`` was put in the post ``on`` a day (ISO)."""

    is_news = False


class LetterError(ValueError):
    """Nothing was done; ``message`` says why, ``lacking`` what is not filled."""

    def __init__(self, message: Message, missing: Lacking | None = None) -> None:
        super().__init__(str(message))
        self.message, self.lacking = message, missing


class EditedError(LetterError):
    """Somebody else saved the draft meanwhile."""


class FilledTooLongError(LetterError):
    """The letter has no end with its values; ``name`` is the longest of them."""

    def __init__(self, name: str) -> None:
        super().__init__(TOO_LONG)
        self.name = name


class Finished(Frozen):
    """What was made of a draft. ``remedy`` is the kind of legal remedy that the letter names,
    ``decision`` the key of the decision that it says, ``languages`` those on the paper."""

    def __init__(self, pdf: bytes, **more) -> None:
        blob = Blob()
        with blob.open("w") as kept:
            kept.write(pdf)
        sha256 = hashlib.sha256(pdf).hexdigest()
        self._freeze(blob=blob, size=len(pdf), sha256=sha256, **more)

    def bytes(self) -> bytes:
        with self.blob.open("r") as kept:
            return kept.read()


class Letter(Persistent):
    """``values`` are texts by placeholder; ``language`` is that of the translation, empty for
    none; ``edition`` counts how often it was saved; ``decision`` is the key of the decision whose
    values it began with."""

    finished: Finished | None = None
    state = DRAFT
    posted = ""
    submitted_by = ""
    edited_by = ""
    authors: tuple[str, ...] = ()  # everybody who wrote on it
    edition = 1
    decision = ""
    key = ""  # of the press that began it

    def __init__(self, id_: str, template: Template, version: Version, by: str, at: datetime):
        self.id = id_
        self.template, self.version, self.kind = template.id, version.number, template.kind
        self.title = version.wording.title
        self.by, self.at = by, at
        self.values: dict[str, str] = {}
        self.language = ""

    @property
    def filename(self) -> str:
        return f"{self.kind}-{self.id[:8]}.pdf"


class Letters(Persistent):
    """All letters of a case, oldest first."""

    def __init__(self) -> None:
        self.every: tuple[Letter, ...] = ()


def letters(case) -> tuple[Letter, ...]:
    """All letters of a case, oldest first."""
    kept = getattr(aq_base(case), "_letters", None)
    return kept.every if kept is not None else ()


def find(case, id_: str) -> Letter | None:
    return next((each for each in letters(case) if each.id == id_), None)


def finished(case, *kinds: str) -> tuple[Letter, ...]:
    """The finished letters, of these kinds or all."""
    return tuple(
        each for each in letters(case) if each.finished and (not kinds or each.kind in kinds)
    )


def of_decision(case) -> tuple[Letter, ...]:
    """The finished letters that say the decision that stands."""
    found = standing.decision(case)
    return tuple(
        each for each in finished(case, *DECISIONS) if found and each.finished.decision == found.key
    )


def begin(case, template_id: str, key: str = "") -> Letter:
    """A draft from a template, filled with what is known; the one that was begun with the same
    ``key`` before, if any. Raises ``LetterError``."""
    known = next((each for each in letters(case) if key and each.key == key), None)
    if known is not None:
        return known
    template = templates(office()).get(template_id)
    version = template.in_force(clock.today()) if template is not None else None
    if template is None or version is None or not template.active:
        raise LetterError(NOT_NOW)
    if template.kind in DECISIONS and standing.decision(case) is None:
        raise LetterError(DECIDE_FIRST)
    if template.kind in DECISIONS and not can_say(template.kind, standing.decision(case)):
        outcome = outcomes.OUTCOMES[standing.decision(case).outcome]
        raise LetterError(Message(OTHER_TEMPLATE, mapping={"outcome": outcome}))
    if len(letters(case)) >= MOST:
        raise LetterError(FULL)
    letter = Letter(secrets.token_hex(8), template, version, actor(), clock.now())
    letter.key = key
    if letter.kind in DECISIONS:
        letter.decision = standing.decision(case).key
    letter.values = prefilled(case, version)
    language = case.application.language
    letter.language = language if language in version.wording.texts else ""
    kept = getattr(aq_base(case), "_letters", None)
    if kept is None:
        kept = aq_base(case)._letters = Letters()
    kept.every = (*kept.every, letter)
    _record(case, letter, "letter.begun")
    return letter


def version_of(letter: Letter) -> Version:
    """The version of the template that the letter began with."""
    return templates(office()).get(letter.template).version(letter.version)


def content_of(case, letter: Letter) -> Content:
    """Everything that stands on the paper, with its values. Raises ``FilledTooLongError``."""
    return _filled(case, letter, letter.values, letter.language)


def _filled(case, letter: Letter, values: Mapping[str, str], language: str) -> Content:
    try:
        return content(case, version_of(letter).wording, values, language)
    except TooLongError as error:
        raise FilledTooLongError(max(values, key=lambda name: len(values[name]))) from error


def lacking_of(case, letter: Letter) -> Lacking:
    """What keeps the letter from being finished."""
    return lacking(case, version_of(letter).wording, letter.values, letter.language)


def edit(case, letter: Letter, values: Mapping[str, str], language: str, edition: int) -> None:
    """Save what was typed. Raises ``LetterError``, ``EditedError`` where somebody else was
    faster; what is saved again after that is taken over; ``FilledTooLongError``."""
    if letter.state == FINISHED:
        raise LetterError(NOT_NOW)
    known = {name: value for name, value in values.items() if name in PLACEHOLDERS}
    for name, value in known.items():
        if len(value) > LONGEST_VALUE:
            raise FilledTooLongError(name)
    new = {**letter.values, **known}
    texts = version_of(letter).wording.texts
    language = language if language in texts and language != "de" else ""
    if (new, language) == (letter.values, letter.language):
        return
    if edition != letter.edition:
        who = full_name(letter.edited_by or letter.by)
        raise EditedError(Message(CHANGED, mapping={"who": who}))
    _filled(case, letter, new, language)
    letter.values, letter.language = new, language
    letter.edition += 1
    letter.edited_by = actor()
    letter.authors = (*dict.fromkeys((*letter.authors, actor())),)
    letter.state, letter.submitted_by = DRAFT, ""  # what changed is looked at anew
    _record(case, letter, "letter.edited")


def needs_countersigning(case) -> bool:
    """Whether this case's unit wants four eyes for each letter."""
    return bool(getattr(_unit(case), "countersign", False))


def may_countersign(case, letter: Letter, user: str) -> bool:
    """The head, for what others wrote; what the head wrote, anybody else who works on the case."""
    head = _unit(case).head
    wrote = {letter.submitted_by, *letter.authors} - {""}
    return bool(user) and user not in wrote and (user == head or head in wrote)


def finish(case, letter: Letter) -> bool:
    """Freeze the letter; or have it wait for a second person, where the unit wants that: False.
    Raises ``LetterError``."""
    if letter.state == FINISHED:
        return True
    missing = lacking_of(case, letter)
    if missing:
        raise LetterError(Message(INCOMPLETE, mapping={"names": missing.in_words()}), missing)
    _check_decision(case, letter)
    if needs_countersigning(case):
        if letter.state == DRAFT:
            letter.state, letter.submitted_by = WAITING, actor()
            log.add(
                case,
                LetterSubmitted(clock.now(), actor(), letter=letter.id, kind=letter.kind),
                "letter.submitted",
                letter.id,
            )
            return False
        if not may_countersign(case, letter, actor()):
            raise LetterError(OTHER_EYES)
    _freeze(case, letter)
    return True


def _check_decision(case, letter: Letter) -> None:
    """A letter that says a decision says the one that stands, and began with its values."""
    if letter.kind not in DECISIONS:
        return
    decision = standing.decision(case)
    if decision is None or standing.delivery(case) is not None:
        raise LetterError(NOT_NOW)
    if letter.decision != decision.key or not can_say(letter.kind, decision):
        raise LetterError(OTHER_DECISION)


def can_say(kind: str, decision) -> bool:
    """Whether a letter of this kind can say a decision. What is granted in part an office's own
    template for a grant or a refusal may say as well: staff are warned, and may go on."""
    in_part = decision.outcome == outcomes.GRANTED_IN_PART
    return fits(kind, decision) or (in_part and kind in (GRANTED, REFUSED))


def fits(kind: str, decision) -> bool:
    """Whether letters of this kind are made for a decision like this."""
    return kind == decision.outcome


def draft_pdf(case, letter: Letter) -> bytes:
    """The letter as it stands, with a watermark. Raises ``LetterError``."""
    return _typeset(content_of(case, letter), draft=True)


def _typeset(whole: Content, draft: bool = False) -> bytes:
    try:
        return letter_pdf(whole, draft)
    except TooSlowError:
        raise LetterError(TOO_SLOW) from None


def _freeze(case, letter: Letter) -> None:
    whole = content_of(case, letter)
    decision = standing.decision(case)
    letter.finished = Finished(
        _typeset(whole),
        at=clock.now(),
        by=letter.submitted_by or actor(),
        countersigned_by=actor() if letter.submitted_by else "",
        subject=str(whole.subject),
        template=letter.template,
        version=letter.version,
        language=letter.language,
        remedy=whole.remedy,
        remedy_version=whole.remedy_version,
        decision=decision.key if decision and letter.kind in DECISIONS else "",
    )
    letter.state = FINISHED
    entry = LetterWritten(
        clock.now(), actor(), letter=letter.id, kind=letter.kind, subject=letter.finished.subject
    )
    log.add(case, entry, "letter.finished", f"{letter.id}: {letter.finished.sha256}")


def throw_away(case, letter: Letter, edition: int | None = None) -> None:
    """A draft that nobody needs. Raises ``LetterError`` for a finished letter, ``EditedError``
    where it is not the edition that was read any more."""
    if letter.state == FINISHED:
        raise LetterError(NOT_NOW)
    if edition not in (None, letter.edition):
        raise EditedError(
            Message(CHANGED, mapping={"who": full_name(letter.edited_by or letter.by)})
        )
    kept = aq_base(case)._letters
    kept.every = tuple(each for each in kept.every if each.id != letter.id)
    _record(case, letter, "letter.thrown-away")


def mark_posted(case, letter: Letter, on: str) -> bool:
    """A finished letter was put in the post on a day. Of a decision, that is a delivery to be
    recorded beside it. Raises ``LetterError``."""
    day = as_day(on)
    if letter.finished is None or day is None or day > clock.today():
        raise LetterError(NOT_NOW)
    if letter.posted == on:
        return False
    letter.posted = on
    entry = LetterPosted(clock.now(), actor(), letter=letter.id, kind=letter.kind, on=on)
    return log.add(case, entry, "letter.posted", letter.id)


def _unit(case):
    return aq_parent(aq_inner(aq_parent(aq_inner(case))))


def _record(case, letter: Letter, action: str) -> None:
    privacy.record(action, case.reference, letter.id)
