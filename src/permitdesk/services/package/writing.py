"""A service into a package."""

import json
import re
from collections.abc import Sequence

from permitdesk.services.compose import ServiceFiles
from permitdesk.services.layout import laid_out
from permitdesk.services.package.archive import PAPER, packed
from permitdesk.services.package.manifest import manifest_of
from permitdesk.services.package.papers import papers_of
from permitdesk.translation import po

_DATES = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE)


def write(files: ServiceFiles, order: Sequence[str] = ()) -> bytes:
    """The package of a service. ``order`` are the keys of its texts as they are asked: the
    translations of others are left out; without it all stay, by name."""
    members = {
        "manifest.json": _json(manifest_of(files)),
        "fields.xml": laid_out(files.fields_model),
        "texts.json": _json({name: _lines(text) for name, text in files.texts.items()}),
        "hints.json": _json(list(files.hints)),
        "fee_rules.json": _json(list(files.fee_rules)),
    }
    if files.paper_forms.forms:
        members[PAPER] = _json(papers_of(files.paper_forms))
        for tag, form in files.paper_forms.forms.items():
            members[f"paper_forms/{tag}.pdf"] = files.paper_bytes(form.sha256)
    if json.loads(files.examples):
        members["examples.json"] = files.examples + "\n"
    for language, table in files.labels.items():
        entries = [
            po.Entry(key, table[key].source, table[key].text)
            for key in order or sorted(table)
            if key in table and table[key].source and table[key].text
        ]
        if entries:
            members[f"labels/{language}.po"] = _undated(po.write(language, entries))
    return packed(members)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _lines(text: str) -> str | list[str]:
    """A text of several lines as a list: then a change shows in its line."""
    return text.split("\n") if "\n" in text else text


def _undated(data: bytes) -> bytes:
    return _DATES.sub(b"", data)
