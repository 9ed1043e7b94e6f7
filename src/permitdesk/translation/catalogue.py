"""What the portal says in a language that an office has added: kept in the portal, read in and
taken along as files, in force at once in every process."""

import secrets
from collections.abc import Iterable, Mapping, Sequence

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations, IAttributeAnnotatable
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from zope.interface import implementer

from permitdesk.access import actor
from permitdesk.core import clock
from permitdesk.core.interfaces import IAddedTexts
from permitdesk.core.languages import LANGUAGES, SHIPPED
from permitdesk.translation import po, xliff
from permitdesk.translation.entry import MISSING, Entry
from permitdesk.translation.exchange import Plan, plan
from permitdesk.translation.portal_texts import portal_texts
from permitdesk.translation.screening import TOO_LONG, wrong
from permitdesk.translation.states import Kept, read_note, saved, state_of

PO, XLIFF = "po", "xliff"
MEDIA_TYPES = {PO: "text/x-gettext-translation", XLIFF: "application/xliff+xml"}
_ENDINGS = {PO: "po", XLIFF: "xlf"}
_KEY = "permitdesk.translation.catalogues"
# A button has room for so many letters more, or times as many, than the German has.
_MORE, _TIMES = 100, 3


class Catalogue(Persistent):
    """The texts of one language by message id: the German that was translated, the translation, and
    what is known besides (``translation.Note``)."""

    edition = ""
    lacking = None

    def __init__(self) -> None:
        self.kept = {}

    def texts(self) -> Mapping[str, str]:
        """What people are shown."""
        shown = getattr(self, "_v_shown", None)
        if shown is None:
            shown = {msgid: text for msgid, (_german, text, _note) in self.kept.items() if text}
            self._v_shown = shown
        return shown

    def put(self, changed: Mapping[str, Kept]) -> None:
        """Keep some texts beside those that are there."""
        more = {
            msgid: (kept.before, kept.text, kept.note.kept()) for msgid, kept in changed.items()
        }
        self.kept = {**self.kept, **more}
        self._v_shown = None
        self.edition = secrets.token_hex(8)
        self.lacking = sum(text.msgid not in self.texts() for text in portal_texts())

    def of(self, msgid: str) -> Kept:
        before, text, note = self.kept.get(msgid, ("", "", None))
        return Kept(before, text, read_note(note))


@implementer(IAttributeAnnotatable)
class Catalogues(OOBTree):
    """By language; with it wait the files that nobody has decided on yet."""


_NONE = Catalogue()


@implementer(IAddedTexts)
class AddedTexts:
    """Of the current portal; texts of no language where there is none."""

    def texts(self, tag: str) -> Mapping[str, str]:
        return _catalogue(tag).texts()

    def edition(self, tag: str) -> str:
        return _catalogue(tag).edition

    def is_whole(self, tag: str) -> bool:
        return _catalogue(tag).lacking == 0


def catalogues(site) -> Catalogues:
    """Where the texts of a portal are kept, made when first asked for."""
    notes = IAnnotations(site)
    if _KEY not in notes:
        notes[_KEY] = Catalogues()
    return notes[_KEY]


def added_languages() -> list[str]:
    """The tags of the languages for which no texts are shipped."""
    return [tag for tag in LANGUAGES if tag not in SHIPPED]


def entries(tag: str) -> tuple[Entry, ...]:
    """Every text that visitors are told, with its translation; what they meet first comes first."""
    catalogue = _catalogue(tag)
    return tuple(_entry(text, catalogue.of(text.msgid)) for text in portal_texts())


def export(tag: str, kind: str) -> bytes:
    """The file of a language."""
    if kind == XLIFF:
        return xliff.write("portal", tag, entries(tag))
    return po.write(tag, entries(tag))


def filename(tag: str, kind: str) -> str:
    return f"portal-{tag}.{_ENDINGS[kind]}"


def planned(tag: str, data: bytes) -> Plan:
    """What reading a file in would do; which kind it is shows at its beginning.

    Raises ``UnreadableFileError``.
    """
    # XML begins with "<", perhaps behind a byte order mark; no PO file does.
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    read = xliff.read(data, tag) if is_xml else po.read(data, unfinished=True)
    return plan({each.key: each for each in entries(tag)}, read, _wrong)


def take(tag: str, taken: Sequence[Entry]) -> None:
    """Save what a plan takes."""
    every = catalogues(getSite())
    if tag not in every:
        every[tag] = Catalogue()
    catalogue, by, at = every[tag], actor(), clock.now().isoformat()
    catalogue.put(
        {
            each.key: saved(
                catalogue.of(each.key), each.source, each.text, each.state, each.comment, by, at
            )
            for each in taken
        }
    )


def by_part(every: Iterable[Entry]) -> list[tuple[str, int, int]]:
    """Of each part of the portal its name, how many texts it has and how many are there."""
    counts: dict[str, list[int]] = {}
    for entry in every:
        count = counts.setdefault(entry.kind, [0, 0])
        count[0] += 1
        count[1] += entry.state != MISSING
    return [(name, total, there) for name, (total, there) in counts.items()]


def _catalogue(tag: str) -> Catalogue:
    site = getSite()
    every = IAnnotations(site, {}).get(_KEY) if site is not None else None
    return every.get(tag, _NONE) if every else _NONE


def _entry(text, kept: Kept) -> Entry:
    note = kept.note
    return Entry(
        text.msgid,
        text.german,
        note.draft or kept.text,
        state=state_of(text.german, kept.before, kept.text, note),
        comment=note.comment,
        place=text.part.title.default,
        kind=text.part.name,
        before=kept.before if kept.text and kept.before != text.german else "",
        by=note.by,
        at=note.at,
    )


def _wrong(now: Entry, text: str) -> list[Message]:
    found = wrong(now.source, text)
    if len(text) > max(len(now.source) + _MORE, len(now.source) * _TIMES) and TOO_LONG not in found:
        found.append(TOO_LONG)
    return found
