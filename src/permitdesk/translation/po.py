"""A table of translations as a PO file: ``msgctxt`` is the key, ``msgid`` the German text.

Because the German text travels with its translation, a changed German text shows. What is not
finished is marked fuzzy; the place stands in the extracted comments, ours in the translator's.
"""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from permitdesk.core import _
from permitdesk.translation.entry import IN_WORK, OUTDATED, TRANSLATED, Entry
from permitdesk.translation.exchange import (
    MOST_BYTES,
    MOST_ENTRIES,
    TOO_LARGE,
    TOO_MANY,
    UnreadableFileError,
)

# Babel makes room for as many plurals as a file's header names; a service's texts have none.
_PLURAL = re.compile(r"^\s*(#~\s*)?msgid_plural", re.MULTILINE)

__all__ = ("Entry", "UnreadablePoError", "read", "write")


PLURALS = _("translation_po_plurals", default="Mehrzahlformen (msgid_plural) gibt es hier nicht.")
NO_PO = _("translation_po_faulty", default="Die Datei ist keine lesbare PO-Datei: ${reason}")
NO_KEY = _("translation_po_key", default="Dem Eintrag fehlt der Schlüssel (msgctxt): ${data}")


class UnreadablePoError(UnreadableFileError):
    """Not a PO file that can be used."""


def read(data: bytes, unfinished: bool = False) -> list[Entry]:
    """The entries of a PO file, fuzzy ones as untranslated; with ``unfinished`` these too, and each
    in its state. Raises ``UnreadablePoError``."""
    if len(data) > MOST_BYTES:
        raise UnreadablePoError(TOO_LARGE)
    try:
        # Never by the charset that the file names: it would hide what is looked for here.
        text = data.decode("utf-8-sig")
        if _PLURAL.search(text):
            raise UnreadablePoError(PLURALS)
        catalog = read_po(StringIO(text), abort_invalid=True)
    except UnreadablePoError:
        raise
    except (PoFileError, ValueError, LookupError, TypeError) as error:
        raise UnreadablePoError(NO_PO, reason=str(error)) from error
    if len(catalog) > MOST_ENTRIES:
        raise UnreadablePoError(TOO_MANY)
    entries = []
    for message in catalog:
        if not message.id:
            continue  # the header
        if not message.context or not isinstance(message.id, str):
            raise UnreadablePoError(NO_KEY, data=repr(message.id))
        text = str(message.string or "")
        if not unfinished:
            text = "" if message.fuzzy else text
        entries.append(
            Entry(
                message.context,
                message.id,
                text,
                state=_state(message) if unfinished and text else "",
                comment=" ".join(each for each in message.user_comments if not _is_previous(each)),
            )
        )
    return entries


def _state(message) -> str:
    if not message.fuzzy:
        return TRANSLATED
    # Fuzzy with the German of before is how we write what is outdated.
    return OUTDATED if any(map(_is_previous, message.user_comments)) else IN_WORK


def _is_previous(comment: str) -> bool:
    # Babel takes "#| msgid …" for a comment of the translator's.
    return comment.startswith("| ")


def write(
    language: str, entries: Iterable[Entry], outdated: Mapping[str, str] | None = None
) -> bytes:
    """The PO file of a language.

    ``outdated`` gives, by key, the German text that was translated before it changed; such an
    entry is marked fuzzy and carries the old text as its previous one.
    """
    # As PO files write tags; Babel refuses the private part of one.
    locale = language.partition("-x-")[0].replace("-", "_")
    catalog = Catalog(locale=locale, fuzzy=False, charset="utf-8")
    for entry in entries:
        before = (outdated or {}).get(entry.key) or entry.before
        catalog.add(
            entry.source,
            entry.text,
            context=entry.key,
            flags=("fuzzy",) if entry.text and (before or entry.state == IN_WORK) else (),
            previous_id=before or (),
            auto_comments=(entry.place,) if entry.place else (),
            user_comments=(entry.comment,) if entry.comment else (),
        )
    out = BytesIO()
    write_po(out, catalog, width=0, include_previous=True)
    return out.getvalue()
