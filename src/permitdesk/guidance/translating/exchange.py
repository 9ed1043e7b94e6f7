"""Pages as a file for an agency: one a language, and what a file that comes back would do.

A text's key is the German page's id and the text's name; texts with markup stand in their
notation, so that people read words and no tags.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.notation import links
from permitdesk.guidance.translating.access import may_change
from permitdesk.guidance.translating.texts import MARKUP, Field, fields_of, wrong_in
from permitdesk.guidance.translating.translations import entries, save
from permitdesk.translation import Entry, Plan, plan, xliff

MEDIA_TYPE = "application/xliff+xml"
# A whole site is more than a service: 500 pages have some 5 MB in two languages.
MOST_BYTES = 10_000_000

OTHER_LINK = _(
    "guidance_file_other_link",
    default="Der Text hat einen Link, den die deutsche Seite nicht hat. Setzen Sie ihn selbst, wenn"
    " er stimmt.",
)
NOT_YOURS = _("guidance_file_not_yours", default="Diese Seite dürfen Sie nicht ändern.")


def export(uids: Iterable[str], tag: str) -> bytes:
    """The XLIFF file of some German pages in a language; ids of none are left out."""
    return xliff.write("guidance", tag, _all(uids, tag))


def _all(uids: Iterable[str], tag: str) -> Iterator[Entry]:
    for page in filter(None, map(_page, uids)):
        yield from _of_page(page, tag)


def filename(tag: str) -> str:
    return f"guidance-{tag}.xlf"


def planned(tag: str, data: bytes) -> tuple[Plan, Mapping[str, Entry]]:
    """What importing a file would do, by the current user, and what stands there now, by key.
    Raises ``UnreadableFileError``."""
    incoming = xliff.read(data, tag, MOST_BYTES)
    known: dict[str, Entry] = {}
    fields: dict[str, Field] = {}
    closed: set[str] = set()
    for uid in dict.fromkeys(_apart(entry.key)[0] for entry in incoming):
        page = _page(uid)
        if page is None:
            continue
        known.update({entry.key: entry for entry in _of_page(page, tag)})
        fields.update({f"{uid}.{field.name}": field for field in fields_of(page)})
        if not may_change(page, tag):
            closed.add(uid)

    def wrong(now: Entry, text: str) -> list[Message]:
        if _apart(now.key)[0] in closed:
            return [NOT_YOURS]
        return _wrong(fields[now.key], now, text)

    return plan(known, incoming, wrong), known


def take(tag: str, taken: Sequence[Entry]) -> None:
    """Save what a plan takes."""
    of_page: dict[str, list[Entry]] = {}
    for entry in taken:
        uid, name = _apart(entry.key)
        of_page.setdefault(uid, []).append(replace(entry, key=name))
    for uid, changed in of_page.items():
        save(_page(uid), tag, changed)


def _of_page(page, tag: str) -> list[Entry]:
    uid = IUUID(page)
    return [
        replace(entry, key=f"{uid}.{entry.key}", place=f"{page.title} › {entry.place}")
        for entry in entries(page, tag)
    ]


def _page(uid: str):
    page = uuidToObject(uid) if uid else None
    return page if IGuidance.providedBy(page) and page.language == SOURCE else None


def _apart(key: str) -> tuple[str, str]:
    """The page's id and the text's name."""
    uid, _point, name = key.partition(".")
    return uid, name


def _wrong(field: Field, now: Entry, text: str) -> list[Message]:
    found = wrong_in(field, now.source, text)
    if not found and field.kind == MARKUP and links(text) - links(now.source) - links(now.text):
        # Who translates brings no new places to go: a person here decides about them.
        found.append(OTHER_LINK)
    return found
