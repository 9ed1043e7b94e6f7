"""The templates that come with the software, for an office to begin with."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from permitdesk.casework.letters.templates import Wording, Written, save, templates


@cache
def shipped() -> tuple[tuple[str, str, Wording], ...]:
    """Id, kind and wording of each."""
    return tuple(_read())


def add_shipped(office) -> int:
    """Give an office those that it has not; what it changed or switched off stays. How many."""
    known, added = templates(office), 0
    for id_, kind, wording in shipped():
        if known.get(id_) is None:
            save(office, id_, kind, wording, 0)
            known, added = templates(office), added + 1
    return added


def _read() -> Iterator[tuple[str, str, Wording]]:
    file = resources.files("permitdesk.casework.letters") / "data" / "templates.toml"
    for each in tomllib.loads(file.read_text(encoding="utf-8"))["templates"]:
        texts = {
            language: Written(text["subject"], text["body"].strip())
            for language, text in each["texts"].items()
        }
        wording = Wording(each["title"], texts, source=each["source"], verified=False)
        yield each["id"], each["kind"], wording
