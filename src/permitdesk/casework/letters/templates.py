"""Templates of letters: content of the office, in versions that stay.

Whoever saves says which version they began with. Somebody else's newer version is never
overwritten unseen, and no version is ever lost.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.i18nmessageid import Message

from permitdesk import district, privacy
from permitdesk.access import actor
from permitdesk.casework.application import Frozen
from permitdesk.casework.letters.fields import LIST, PLACEHOLDERS, REMEDY, TEXT
from permitdesk.casework.letters.markup import occurrences, placeholders
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE, is_tag

HEARING, GRANTED, REFUSED, DISCONTINUED = "hearing", "granted", "refused", "discontinued"
GRANTED_IN_PART = "granted_in_part"
DOCUMENTS, CERTIFICATE, FREE = "documents", "certificate", "free"
OBJECTION, ACTION = "remedy-objection", "remedy-action"
KINDS = {
    HEARING: _("casework_letters_kind_hearing", default="Anhörung"),
    GRANTED: _("casework_letters_kind_granted", default="Bescheid: dem Antrag wird entsprochen"),
    GRANTED_IN_PART: _(
        "casework_letters_kind_granted_in_part",
        default="Bescheid: dem Antrag wird teilweise entsprochen",
    ),
    REFUSED: _("casework_letters_kind_refused", default="Bescheid: Ablehnung"),
    DISCONTINUED: _("casework_letters_kind_discontinued", default="Einstellung des Verfahrens"),
    DOCUMENTS: _("casework_letters_kind_documents", default="Nachforderung von Unterlagen"),
    CERTIFICATE: _("casework_letters_kind_certificate", default="Bescheinigung"),
    FREE: _("casework_letters_kind_free", default="Freier Brief"),
    OBJECTION: _("casework_letters_kind_objection", default="Rechtsbehelfsbelehrung: Widerspruch"),
    ACTION: _("casework_letters_kind_action", default="Rechtsbehelfsbelehrung: Klage"),
}
# Texts that stand in other letters, and no letters themselves.
REMEDIES = frozenset((OBJECTION, ACTION))
# Letters that say what was decided: each kind is named as the outcome is.
DECISIONS = frozenset((GRANTED, GRANTED_IN_PART, REFUSED, DISCONTINUED))
LONGEST_SUBJECT, LONGEST_BODY, LONGEST_TITLE = 200, 20_000, 120
TOO_LONG = _("casework_letters_too_long", default="Der Text ist zu lang.")
NEEDED = _("casework_letters_needed", default="Füllen Sie dieses Feld aus.")
UNKNOWN = _(
    "casework_letters_unknown",
    default="Diese Platzhalter gibt es nicht: ${names}. Die Liste steht unter dem Formular.",
)
NESTED = _(
    "casework_letters_nested",
    default="Eine Rechtsbehelfsbelehrung kann sich nicht selbst enthalten.",
)
REPEATED = _(
    "casework_letters_repeated",
    default="Diese Platzhalter können ganze Absätze sein und dürfen nur einmal vorkommen:"
    " ${names}.",
)
NO_DAY = _("casework_letters_no_day", default="Geben Sie einen Tag an.")


@dataclass(frozen=True)
class Written:
    """Subject and body of a template in one language."""

    subject: str
    body: str


@dataclass(frozen=True)
class Wording:
    """What somebody writes as a version. ``texts`` are by language, German first of all;
    ``valid_from`` an ISO day, empty for at once; ``verified`` says that a lawyer looked at it."""

    title: str
    texts: Mapping[str, Written] = field(default_factory=dict)
    valid_from: str = ""
    source: str = ""
    verified: bool = False
    remark: str = ""


class Version(Frozen):
    """A wording with its ``number``, when it was made and ``by`` whom."""

    def __init__(self, number: int, at: datetime, by: str, wording: Wording) -> None:
        self._freeze(number=number, at=at, by=by, wording=wording)


class Template(Persistent):
    """``id`` never changes; ``active`` ones are offered."""

    active = True

    def __init__(self, id_: str, kind: str) -> None:
        self.id, self.kind = id_, kind
        self.versions: tuple[Version, ...] = ()

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def title(self) -> str:
        return self.newest.wording.title

    def version(self, number: int) -> Version | None:
        return next((each for each in self.versions if each.number == number), None)

    def in_force(self, on: date) -> Version | None:
        """The newest version that holds on a day; None before the first."""
        day = on.isoformat()
        return next(
            (each for each in reversed(self.versions) if each.wording.valid_from <= day), None
        )


class Templates(Persistent):
    """All templates of the office, by id."""

    def __init__(self) -> None:
        self._kept: OOBTree = OOBTree()

    def __iter__(self) -> Iterator[Template]:
        return iter(self._kept.values())

    def get(self, id_: str) -> Template | None:
        return self._kept.get(id_)

    def put(self, template: Template) -> None:
        self._kept[template.id] = template


class ChangedError(ValueError):
    """Somebody saved a ``newer`` version meanwhile."""

    def __init__(self, newer: Version) -> None:
        super().__init__(newer.number)
        self.newer = newer


class WordingError(ValueError):
    """``problems`` are messages by field: ``title``, ``subject.de``, ``body.de`` …"""

    def __init__(self, problems: dict[str, Message]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems = problems


def templates(office) -> Templates:
    """The office's templates, to read; an office from before has none."""
    return getattr(aq_base(office), "_letter_templates", None) or Templates()


def offered(office, *kinds: str) -> list[Template]:
    """Those that are switched on, of these kinds or of all that are letters; by kind and title."""
    today, order = clock.today(), list(KINDS)
    return sorted(
        (
            each
            for each in templates(office)
            if each.active
            and (each.kind in kinds if kinds else each.kind not in REMEDIES)
            and each.in_force(today) is not None
        ),
        key=lambda each: (order.index(each.kind), each.title.casefold()),
    )


def remedy(office, on: date) -> tuple[Template, Version] | None:
    """The instruction on legal remedies that holds in this district on a day."""
    kind = f"remedy-{district.remedy()}"
    found = [
        (version.wording.valid_from, each.id, each, version)
        for each in templates(office)
        if each.kind == kind and each.active and (version := each.in_force(on)) is not None
    ]
    return max(found, key=lambda each: each[:2])[2:] if found else None


def save(office, id_: str, kind: str, wording: Wording, base: int) -> Template:
    """Make a template (empty ``id_``) or a new version of one; ``base`` is the number of the
    version that the writer began with. Raises ``WordingError`` and ``ChangedError``."""
    problems = wording_problems(kind, wording)
    if problems:
        raise WordingError(problems)
    kept = _own(office)
    template = kept.get(id_) if id_ else None
    if template is None:
        template = Template(id_ or secrets.token_hex(8), kind)
        kept.put(template)
    elif template.newest.number != base:
        if template.newest.wording == wording:  # the same, sent twice
            return template
        raise ChangedError(template.newest)
    elif template.newest.wording == wording:
        return template
    number = template.newest.number + 1 if template.versions else 1
    version = Version(number, clock.now(), actor(), wording)
    template.versions = (*template.versions, version)
    privacy.record("letter-template.saved", template.id, str(number))
    return template


def switch(office, id_: str, active: bool) -> bool:
    """Offer a template or offer it no longer; False where nothing changes."""
    template = templates(office).get(id_)
    if template is None or template.active == active:
        return False
    template.active = active
    privacy.record(f"letter-template.{'on' if active else 'off'}", id_)
    return True


def wording_problems(kind: str, wording: Wording) -> dict[str, Message]:
    """What keeps a wording from being saved. A language may be missing; German may not."""
    found: dict[str, Message] = {}
    if not wording.title.strip():
        found["title"] = NEEDED
    if max(len(wording.title), len(wording.source), len(wording.remark)) > LONGEST_TITLE * 4:
        found["title"] = TOO_LONG
    if kind not in KINDS:
        found["kind"] = NEEDED
    if wording.valid_from:
        try:
            date.fromisoformat(wording.valid_from)
        except ValueError:
            found["valid_from"] = NO_DAY
    for language in dict.fromkeys((SOURCE, *wording.texts)):
        found.update(_text_problems(kind, language, wording.texts.get(language)))
    return found


def _text_problems(kind: str, language: str, written: Written | None) -> dict[str, Message]:
    written = written or Written("", "")
    found: dict[str, Message] = {}
    if not is_tag(language):
        return {f"body.{language}": NEEDED}
    for name, text, most in (
        ("subject", written.subject, LONGEST_SUBJECT),
        ("body", written.body, LONGEST_BODY),
    ):
        key = f"{name}.{language}"
        names = placeholders(text)
        unknown = [each for each in names if each not in PLACEHOLDERS]
        if not text.strip():
            found[key] = NEEDED
        elif len(text) > most:
            found[key] = TOO_LONG
        elif unknown:
            shown = ", ".join(f"{{{each}}}" for each in unknown)
            found[key] = Message(UNKNOWN, mapping={"names": shown})
        elif kind in REMEDIES and "remedy" in names:
            found[key] = NESTED
        elif repeated := _repeated(text):
            found[key] = Message(REPEATED, mapping={"names": repeated})
    return found


def _repeated(text: str) -> str:
    """What may be long and is there more than once, as it is written."""
    return ", ".join(
        f"{{{name}}}"
        for name, count in occurrences(text).items()
        if count > 1 and PLACEHOLDERS[name].kind in (TEXT, LIST, REMEDY)
    )


def _own(office) -> Templates:
    found = templates(office)
    if found._p_jar is None:
        aq_base(office)._letter_templates = found
    return found
