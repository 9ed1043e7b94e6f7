"""Finds every message of the domain ``permitdesk`` in Python, templates and ZCML.

The German text is the message's default in the source; lingua writes it as a comment.
"""

import html
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "permitdesk"
LOCALES = PACKAGE / "locales"
DOMAIN = "permitdesk"
SOURCE = "de"
IDENTIFIER = re.compile(r"[a-z0-9]+([_.-][a-z0-9]+)+|[a-z0-9]+")
EXTRACTORS = "[extensions]\n.pt = zope\n.py = python\n.zcml = zcml\n.xml = zope\n"


class ExtractionError(RuntimeError):
    """The sources contain something that lingua cannot read, or two defaults for one message."""


@dataclass(frozen=True)
class Message:
    """A message and its German text; ``places`` are the files that use it."""

    msgid: str
    german: str
    places: tuple[str, ...]


def messages() -> list[Message]:
    """All messages of the sources, sorted; raises ``ExtractionError``."""
    with tempfile.TemporaryDirectory() as directory:
        pot, configuration = Path(directory) / "x.pot", Path(directory) / "lingua.cfg"
        configuration.write_text(EXTRACTORS)
        said = subprocess.run(
            [
                Path(sys.executable).with_name("pot-create"),
                *("--config", configuration, "--domain", DOMAIN, "--output", pot),
                *("--width", "1000000", "--no-linenumbers", "--sort-output"),
                *sources(),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if said.returncode or not pot.exists():
            raise ExtractionError(said.stdout + said.stderr)
        found = [message(entry) for entry in polib.pofile(str(pot), wrapwidth=0)]
    return sorted(found, key=lambda found: found.msgid)


def sources() -> list[str]:
    """The files that can hold messages. Service definitions have their own translations."""
    return [
        str(path.relative_to(ROOT))
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in (".py", ".pt", ".zcml")
        or (path.suffix == ".xml" and path.parent.name == "types")
    ]


def message(entry: polib.POEntry) -> Message:
    """Read the German text from lingua's comment, or from the msgid where that is the text."""
    # A text may have several lines, such as that of a mail; translators see them as one.
    # lingua also takes up what the source says to other tools, and which texts belong together.
    comment = re.sub(
        r"^(noqa\b|Canonical text for|Used in sentence).*$", "", entry.comment, flags=re.MULTILINE
    )
    texts = {
        " ".join(html.unescape(text).split())
        for text in re.split(r"^Default:", comment, flags=re.MULTILINE)[1:]
    }
    if len(texts) > 1:
        where, what = ", ".join(places(entry)), " | ".join(sorted(texts))
        raise ExtractionError(f"{entry.msgid} has several German texts in {where}: {what}")
    german = texts.pop() if texts else ""
    if not german and not IDENTIFIER.fullmatch(entry.msgid):
        german = entry.msgid
    return Message(entry.msgid, german, places(entry))


def places(entry: polib.POEntry) -> tuple[str, ...]:
    """The files that use a message."""
    return tuple(sorted({place.removeprefix("./") for place, _line in entry.occurrences}))


def languages() -> list[str]:
    """The shipped languages besides German, as ``core.languages`` lists them."""
    from permitdesk.core.languages import LANGUAGES

    return [tag for tag in LANGUAGES if tag != SOURCE]


def catalogue(language: str) -> Path:
    """Where the translations of a language are."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
