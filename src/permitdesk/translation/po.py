"""A table of translations as a PO file: ``msgctxt`` is the key, ``msgid`` the German text.

Because the German text travels with its translation, a changed German text shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po


@dataclass(frozen=True)
class Entry:
    """One text: its key, the German source, the translation (empty where there is none)."""

    key: str
    source: str
    text: str


class UnreadablePoError(ValueError):
    """Not a PO file that can be used; the message says why, in German, for staff."""


def read(data: bytes) -> list[Entry]:
    """The entries of a PO file, fuzzy ones as untranslated. Raises ``UnreadablePoError``."""
    try:
        catalog = read_po(BytesIO(data), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, LookupError) as error:
        raise UnreadablePoError(f"Die Datei ist keine lesbare PO-Datei: {error}") from error
    entries = []
    for message in catalog:
        if not message.id:
            continue  # the header
        if not message.context or not isinstance(message.id, str):
            raise UnreadablePoError(f"Dem Eintrag fehlt der Schlüssel (msgctxt): {message.id!r}")
        text = "" if message.fuzzy else str(message.string or "")
        entries.append(Entry(message.context, message.id, text))
    return entries


def write(
    language: str, entries: Iterable[Entry], outdated: Mapping[str, str] | None = None
) -> bytes:
    """The PO file of a language.

    ``outdated`` gives, by key, the German text that was translated before it changed; such an
    entry is marked fuzzy and carries the old text as its previous one.
    """
    catalog = Catalog(locale=language, fuzzy=False, charset="utf-8")
    for entry in entries:
        before = (outdated or {}).get(entry.key)
        catalog.add(
            entry.source,
            entry.text,
            context=entry.key,
            flags=("fuzzy",) if before else (),
            previous_id=before or (),
        )
    out = BytesIO()
    write_po(out, catalog, width=0, include_previous=True)
    return out.getvalue()
