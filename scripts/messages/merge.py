"""Merges extracted messages into a translation without losing or inventing any text."""

from collections.abc import Iterable
from pathlib import Path

import polib

from messages.extract import Message

GERMAN = "Deutsch: "


def empty(language: str) -> polib.POFile:
    """A catalogue without messages. Nothing in it depends on the day or the machine."""
    file = polib.POFile(wrapwidth=96)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Domain": "permitdesk",
    }
    return file


def template(found: Iterable[Message]) -> polib.POFile:
    """The template: every message with its German text."""
    file = empty("")
    file.extend(entry(message) for message in found)
    return file


def merged(path: Path, language: str, found: Iterable[Message]) -> polib.POFile:
    """The catalogue at ``path`` brought up to date.

    A translation whose German text has changed stays, marked fuzzy: somebody has to read it.
    Messages that the sources no longer have are dropped; the remark at the top of the file stays.
    """
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {old.msgid: old for old in before}
    file = empty(language)
    file.header = before.header
    for message in found:
        new = entry(message)
        old = known.get(message.msgid)
        if old is not None:
            new.msgstr = old.msgstr
            new.flags = list(old.flags)
            new.tcomment = old.tcomment
            if not is_current(old, message) and new.msgstr and "fuzzy" not in new.flags:
                new.flags.append("fuzzy")
        file.append(new)
    return file


def entry(message: Message) -> polib.POEntry:
    """A message as an entry; its German text stands in the comment that translators see."""
    return polib.POEntry(
        msgid=message.msgid,
        comment=GERMAN + message.german,
        occurrences=[(place, "") for place in message.places],
    )


def is_current(entry: polib.POEntry, message: Message) -> bool:
    """Whether the entry was translated from the German text that the message has now.

    White space does not count: a PO file breaks lines, also after a hyphen.
    """
    before = "".join(entry.comment.split()).removeprefix(GERMAN.strip())
    return before in ("", "".join(message.german.split()))
