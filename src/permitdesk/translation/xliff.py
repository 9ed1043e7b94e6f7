"""A table of translations as an XLIFF 1.2 file (OASIS), which every translator's program reads.

``trans-unit/@id`` is the key. The state stands at the target, the German of before in an
``alt-trans``, our comment and the place in notes.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.languages import SOURCE
from permitdesk.translation.entry import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    TRANSLATED,
    Entry,
)
from permitdesk.translation.exchange import (
    MOST_BYTES,
    MOST_ENTRIES,
    TOO_LARGE,
    TOO_MANY,
    UnreadableFileError,
)

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# How our states are called there, XLIFF 1.2 section 3.2, "state".
_WRITTEN = {
    MISSING: "new",
    IN_WORK: "needs-translation",
    MACHINE: "needs-review-translation",
    TRANSLATED: "translated",
    REVIEWED: "signed-off",
    OUTDATED: "needs-adaptation",
}
_READ = {
    **{written: state for state, written in _WRITTEN.items()},
    "final": REVIEWED,
    "needs-l10n": IN_WORK,
    "needs-review-adaptation": IN_WORK,
    "needs-review-l10n": IN_WORK,
}
_BY_MACHINE = {"leveraged-mt", "mt-suggestion"}


OTHER_LANGUAGE = _(
    "translation_xliff_language",
    default="Die Datei ist für die Sprache „${other}“ und nicht für „${language}“.",
)
NO_XML = _("translation_xliff_xml", default="Die Datei ist kein lesbares XML: ${reason}")
DOCTYPE = _("translation_xliff_doctype", default="Eine DOCTYPE-Angabe ist nicht erlaubt.")
NO_XLIFF = _(
    "translation_xliff_version", default="Die Datei ist keine XLIFF-Datei der Fassung 1.2."
)
NO_KEY = _(
    "translation_xliff_key",
    default="Einem Eintrag fehlt der Schlüssel oder der deutsche Text.",
)


class UnreadableXliffError(UnreadableFileError):
    """Not an XLIFF file that can be used."""


def write(name: str, language: str, entries: Iterable[Entry]) -> bytes:
    """The XLIFF file of a language; ``name`` is what it was made from."""
    root = etree.Element(_tag("xliff"), nsmap={None: NAMESPACE}, version="1.2")
    file = etree.SubElement(
        root,
        _tag("file"),
        {
            "original": name,
            "source-language": SOURCE,
            "target-language": language,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(file, _tag("body"))
    for entry in entries:
        _write_unit(body, entry, language)
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _write_unit(body, entry: Entry, language: str) -> None:
    unit = etree.SubElement(
        body, _tag("trans-unit"), {"id": entry.key, "resname": entry.key, _SPACE: "preserve"}
    )
    if entry.state == REVIEWED:
        unit.set("approved", "yes")
    _text(unit, "source", entry.source).set(_LANG, SOURCE)
    target = _text(unit, "target", entry.text)
    target.set(_LANG, language)
    target.set("state", _WRITTEN[entry.state or (TRANSLATED if entry.text else MISSING)])
    if entry.state == MACHINE:
        target.set("state-qualifier", "leveraged-mt")
    for author, text in (("developer", entry.place), ("translator", entry.comment)):
        if text:
            _text(unit, "note", text).set("from", author)
    if entry.before:
        before = etree.SubElement(
            unit, _tag("alt-trans"), {"alttranstype": "previous-version", _SPACE: "preserve"}
        )
        _text(before, "source", entry.before).set(_LANG, SOURCE)
        _text(before, "target", entry.text).set(_LANG, language)


def read(data: bytes, language: str, most_bytes: int = MOST_BYTES) -> list[Entry]:
    """The entries of the file for a language. Raises ``UnreadableXliffError``."""
    root = _parsed(data, most_bytes)
    entries = []
    for file in root.iterfind(_tag("file")):
        target = (file.get("target-language") or language).lower()
        if language not in (target, target.split("-")[0]):
            raise UnreadableXliffError(OTHER_LANGUAGE, other=target[:10], language=language)
        entries += _entries(file)
        if len(entries) > MOST_ENTRIES:
            raise UnreadableXliffError(TOO_MANY)
    return entries


def _parsed(data: bytes, most_bytes: int):
    if len(data) > most_bytes:
        raise UnreadableXliffError(TOO_LARGE)
    # Nothing outside the file is read, and no entity is ever filled in.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableXliffError(NO_XML, reason=str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableXliffError(DOCTYPE)
    if root.tag != _tag("xliff"):
        raise UnreadableXliffError(NO_XLIFF)
    return root


def _entries(file) -> Iterator[Entry]:
    for unit in file.iter(_tag("trans-unit")):
        key = unit.get("id") or ""
        source = unit.find(_tag("source"))
        if not key or source is None:
            raise UnreadableXliffError(NO_KEY)
        target = unit.find(_tag("target"))
        text = "" if target is None else "".join(target.itertext())
        notes = [
            "".join(each.itertext())
            for each in unit.iterfind(_tag("note"))
            if each.get("from") != "developer"
        ]
        yield Entry(
            key,
            "".join(source.itertext()),
            text,
            state=_state(unit, target) if text else "",
            comment=" ".join(notes),
        )


def _state(unit, target) -> str:
    """What the file says of a translation; empty where it says nothing."""
    if target.get("state-qualifier") in _BY_MACHINE:
        return MACHINE
    state = _READ.get(target.get("state") or "", "")
    # Programs write "approved" for "not fuzzy": it stands for no review of ours.
    if not state and unit.get("approved") == "yes":
        return TRANSLATED
    # An untouched unit of a program that fills targets with something of its own.
    return IN_WORK if state == MISSING else state


def _text(parent, name: str, text: str):
    element = etree.SubElement(parent, _tag(name))
    element.text = whole(text)
    return element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
