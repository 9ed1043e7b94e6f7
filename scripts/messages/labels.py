"""Brings the label files of the shipped services and blocks up to date with their German texts."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
from zope.configuration import xmlconfig

from messages.extract import PACKAGE

LIBRARY = PACKAGE / "services" / "library"
NOT_REVIEWED = "Not yet reviewed by a native reader."
BLOCKS = "blocks"
# What reads the fields of a service, without the rest of Plone.
ZCML = """
<configure xmlns="http://namespaces.zope.org/zope">
  <include package="zope.component" file="meta.zcml" />
  <include package="plone.supermodel" />
  <include package="plone.namedfile" file="handler.zcml" />
  <include package="permitdesk.core" file="codes.zcml" />
  <utility factory="permitdesk.district.codes.Municipalities" name="municipalities" />
  <include package="permitdesk.services" file="fields.zcml" />
</configure>
"""


def texts() -> dict[str, dict[str, str]]:
    """The German texts by key, in the order asked, for each folder of the library.

    A text belongs to the block that brings it, so that it is translated once for all services.
    """
    from permitdesk.services import parse, sources
    from permitdesk.services.compose import brought_by_blocks, read_service

    xmlconfig.string(ZCML)

    found: dict[str, dict[str, str]] = {BLOCKS: {}}
    for path in sorted(LIBRARY.glob("*/service.toml")):
        service_id = path.parent.name
        files = read_service(service_id)
        german = sources(parse(files.fields_model, files.texts, files.hints))
        shared = brought_by_blocks(service_id, german)
        own = found.setdefault(service_id, {})
        for key, text in german.items():
            if text:
                (found[BLOCKS] if key in shared else own)[key] = text
    return found


def label_file(folder: str, language: str) -> Path:
    """Where the translations of a folder of the library are."""
    return LIBRARY / folder / "labels" / f"{language}.po"


def merged(
    german: dict[str, str], language: str, before: polib.POFile, memory: dict[str, str]
) -> polib.POFile:
    """The file of one folder and language.

    A translation whose German text has changed stays, marked fuzzy. A text without a translation
    takes that of the same German text elsewhere, if all translate it alike.
    """
    known = {entry.msgctxt: entry for entry in before}
    file = polib.POFile(wrapwidth=0)
    file.header = before.header or NOT_REVIEWED
    file.metadata = before.metadata or {
        "Project-Id-Version": "permitdesk",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "X-Reviewed-By-Native-Reader": "no",
    }
    for key, text in german.items():
        entry = polib.POEntry(msgctxt=key, msgid=text)
        old = known.get(key)
        if old is not None and old.msgid == text:
            entry.msgstr, entry.flags, entry.tcomment = old.msgstr, old.flags, old.tcomment
        if not entry.msgstr:
            entry.msgstr = memory.get(text, "")
        if not entry.msgstr and old is not None and old.msgstr:
            entry.msgstr, entry.previous_msgid = old.msgstr, old.msgid
            entry.flags = ["fuzzy"]
        file.append(entry)
    return file


def update(languages: list[str]) -> Iterator[tuple[str, str, int, int]]:
    """Write every file; gives folder, language, how many to translate, how many to review."""
    german = texts()
    for language in languages:
        files = {
            folder: polib.pofile(str(path)) if path.exists() else polib.POFile()
            for folder in german
            if (path := label_file(folder, language))
        }
        memory = _memory(files.values())
        for folder, found in german.items():
            file = merged(found, language, files[folder], memory)
            path = label_file(folder, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            file.save(str(path))
            missing = sum(not entry.msgstr for entry in file)
            yield folder, language, missing, sum(entry.fuzzy for entry in file)


def _memory(files) -> dict[str, str]:
    """German texts and their translation, where there is only one."""
    found = defaultdict(set)
    for file in files:
        for entry in file:
            if entry.msgstr and not entry.fuzzy:
                found[entry.msgid].add(entry.msgstr)
    return {text: next(iter(said)) for text, said in found.items() if len(said) == 1}
