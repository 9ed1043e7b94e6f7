"""What a translation must not be: markup, other placeholders than the German, too long. Pure."""

import re
import unicodedata
from collections import Counter

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.characters import is_whole, turns, whole

LONGEST = 20_000
PLACE = re.compile(r"\$\{([A-Za-z_]\w*)\}")
# The stock editor shows descriptions as they are: markup in them would run there.
MARKUP = re.compile(r"<[A-Za-z/!?]")
# What is left of a placeholder that somebody changed.
_BROKEN = re.compile(r"\$\s*\{|\$\(|\{\s*\$")

TOO_LONG = _("translation_too_long", default="Der Text ist zu lang.")
HAS_MARKUP = _(
    "translation_markup",
    default="Der Text enthält HTML. Das geht nicht: Schreiben Sie „<“ nur mit einem Leerzeichen"
    " dahinter.",
)
NOT_WHOLE = _(
    "translation_characters",
    default="Der Text enthält unsichtbare Zeichen, die hier nicht gehen. Löschen Sie ihn und"
    " tippen Sie ihn neu.",
)


def placeholders(text: str) -> list[str]:
    """The names in ``${…}`` that a text has a place for, each as often as it stands there."""
    return PLACE.findall(text)


def unwritable(text: str) -> list[Message]:
    """What no text may hold, German or translated, in words."""
    found = []
    if not is_whole(text) or turns(text):
        found.append(NOT_WHOLE)
    if MARKUP.search(text):
        found.append(HAS_MARKUP)
    return found


def wrong(source: str, text: str) -> list[Message]:
    """What is wrong with a translation, in words; empty when nothing is, and for an empty one."""
    if not text:
        return []
    found = []
    if len(text) > LONGEST:
        found.append(TOO_LONG)
    found += unwritable(text)
    lost, foreign = _places_changed(source, text)
    if lost:
        found.append(
            _(
                "translation_place_lost",
                default="In der Übersetzung fehlt: ${places}. Das Portal setzt dort etwas ein."
                " Schreiben Sie es genau so.",
                mapping={"places": _named(lost)},
            )
        )
    if foreign:
        found.append(
            _(
                "translation_place_foreign",
                default="Das steht im deutschen Text nicht: ${places}. Nehmen Sie es heraus.",
                mapping={"places": _named(foreign)},
            )
        )
    elif len(_BROKEN.findall(text)) > len(PLACE.findall(text)):
        found.append(
            _(
                "translation_place_broken",
                default="Ein Platzhalter ist beschädigt. Schreiben Sie ihn genau so wie im"
                " deutschen Text.",
            )
        )
    return found


def tidy(text: str) -> str:
    """A typed text as it is kept: one kind of line end, composed, without outer spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", whole(lines)).strip()


def on_one_line(text: str) -> str:
    """A comment as it is kept."""
    return " ".join(tidy(text).split())


def _places_changed(source: str, text: str) -> tuple[list[str], list[str]]:
    german, there = Counter(placeholders(source)), Counter(placeholders(text))
    # Another language may have to name a thing twice; what is not named is lost.
    return sorted(set(german) - set(there)), sorted(set(there) - set(german))


def _named(names: list[str]) -> str:
    return ", ".join(f"${{{name}}}" for name in names)
