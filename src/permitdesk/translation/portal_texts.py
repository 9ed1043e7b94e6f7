"""What the portal itself says to visitors: each text with its German, in the order of the work.

All texts stand in the template of the shipped catalogues, with the files that use them. Screens of
staff are German and are left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from zope.i18nmessageid import Message

from permitdesk.core import _

_TEMPLATE = Path(__file__).parents[1] / "locales" / "permitdesk.pot"
_GERMAN = "Deutsch: "
_PACKAGE = "src/permitdesk/"
# The template breaks lines behind hyphens too, of which some belong to "Ein- und Ausreise".
_JOINED = re.compile(r"(?<=\w)-\n(?!(?:und|oder|bzw\.|sowie|bis)\b)")


@dataclass(frozen=True)
class Part:
    """A part of the portal; ``of`` are the beginnings of its files, ``but`` is for staff."""

    name: str
    title: Message
    of: tuple[str, ...]
    but: tuple[str, ...] = ()

    def has(self, file: str) -> bool:
        return file.startswith(self.of) and not file.startswith(self.but)


# What applicants meet first comes first.
PARTS = (
    Part(
        "form",
        _("translation_part_form", default="Online-Formular"),
        (
            "intake/",
            "theme/",
            "documents/",
            "core/in_words",
            "core/tries",
            *(
                f"services/{name}"
                for name in ("announced", "answers", "availability", "patterns", "rules")
            ),
            *(f"services/{name}" for name in ("said", "summary", "values", "when")),
        ),
        (
            "intake/entry",
            "intake/views/entry",
            "intake/views/trial",
            "intake/stock/action",
            "theme/patterns",
        ),
    ),
    Part(
        "status",
        _("translation_part_status", default="Stand des Antrags und E-Mails"),
        ("tracking/", "casework/contact_data", "casework/letters/paper"),
    ),
    Part(
        "pages",
        _("translation_part_pages", default="Startseite, Infoseiten, Suche"),
        (
            "site/",
            *(f"guidance/{name}" for name in ("titles", "views/", "flyers/", "announcing/frame")),
            *(f"guidance/{name}/views/" for name in ("news", "questions")),
        ),
        (
            *(f"site/{name}" for name in ("offering", "plone_frame/", "roots")),
            *(f"site/views/{name}" for name in ("feedback_list", "jobs", "languages")),
            "guidance/views/editing",
            "guidance/flyers/interfaces",
        ),
    ),
    Part(
        "words",
        _("translation_part_words", default="Gebühren, Berufe und andere Wörter"),
        ("district/fees/", "core/codes", "core/isco"),
    ),
)


@dataclass(frozen=True)
class PortalText:
    """A text of the portal by its message id; ``files`` are where visitors see it."""

    msgid: str
    german: str
    part: Part
    files: tuple[str, ...]


@cache
def portal_texts() -> tuple[PortalText, ...]:
    """All that visitors are told, in the order of the work. Reading them takes a second, once."""
    with _TEMPLATE.open("rb") as template:
        found = [text for each in read_po(template) if (text := _text(each))]
    return tuple(sorted(found, key=lambda text: (PARTS.index(text.part), text.files, text.msgid)))


def _text(message) -> PortalText | None:
    files = [file.removeprefix(_PACKAGE) for file, _line in message.locations]
    part = _part(files)
    german = _joined(message.auto_comments)
    if part is None or not german:
        return None
    return PortalText(message.id, german, part, tuple(filter(part.has, files)))


def _part(files: Iterable[str]) -> Part | None:
    return next((part for part in PARTS if any(map(part.has, files))), None)


def _joined(comments: Iterable[str]) -> str:
    text = "\n".join(comments)
    if not text.startswith(_GERMAN):
        return ""
    return _JOINED.sub("-", text.removeprefix(_GERMAN)).replace("\n", " ")
