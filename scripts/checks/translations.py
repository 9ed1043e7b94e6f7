"""Every message has a German text, and a translation that is not outdated in each language."""

import re
import sys
import tomllib
from pathlib import Path

import polib
from messages.extract import ExtractionError, Message, catalogue, languages, messages
from messages.merge import is_current

OPEN = tomllib.loads(Path("src/permitdesk/locales/open.toml").read_text("utf-8"))["languages"]
PLACEHOLDER = re.compile(r"\$\{[A-Za-z0-9_]+\}")


def problems(found: list[Message], language: str) -> list[str]:
    """What is wrong with the translations into one language."""
    path = catalogue(language)
    known = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    said = []
    for message in found:
        entry = known.get(message.msgid)
        if entry is None or not entry.msgstr.strip():
            said.append(f"{language}: {message.msgid} is not translated")
        elif entry.fuzzy or not is_current(entry, message):
            said.append(f"{language}: {message.msgid} is outdated (make i18n, then review it)")
        elif set(PLACEHOLDER.findall(entry.msgstr)) != set(PLACEHOLDER.findall(message.german)):
            said.append(f"{language}: {message.msgid} has other placeholders than the German text")
    return said


def main() -> int:
    """Print what is missing; 1 when anything is."""
    try:
        found = messages()
    except ExtractionError as error:
        print(error)
        return 1
    said = [
        f"{message.msgid} has no German text ({', '.join(message.places)})"
        for message in found
        if not message.german
    ]
    for language in languages():
        lacking = problems(found, language)
        if language not in OPEN:
            said += lacking
        elif lacking:
            print(f"{language} is open: {len(lacking)} messages are not translated")
    print("\n".join(said[:40]))
    if len(said) > 40:
        print(f"… and {len(said) - 40} more")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main())
