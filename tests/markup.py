"""What html-validate finds in pages as the portal sends them."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import permitdesk
import running_portal

STYLES = Path(permitdesk.__file__).parent / "theme" / "styles"
RULES = Path(__file__).parent / "matrix" / "markup.mjs"


def findings(pages: Mapping[str, str], directory: Path) -> list[str]:
    """A line for the first of each kind of thing that is wrong on a page, and how many there are.

    ``pages`` by name; ``directory`` is written to.
    """
    if not pages:
        return []
    names = {}
    for number, (name, text) in enumerate(pages.items()):
        path = directory / f"{number}.html"
        path.write_text(text, "utf-8")
        names[str(path)] = name
    report = directory / "report.json"
    npm, env = running_portal.set_up("node").npm()
    how = ("--config", str(RULES), "--formatter", f"json={report}")
    said = subprocess.run(
        [*npm, "exec", "--offline", "--", "html-validate", *how, *names],
        cwd=STYLES,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
    )
    assert report.exists(), said.stderr
    return [
        f"{names[page['filePath']]}: {rule}: {message} ({line}, {selector}), {many} in all"
        for page in json.loads(report.read_text())
        for rule, message, line, selector, many in _kinds(page["messages"])
    ]


def _kinds(messages: list[dict]) -> Iterator[tuple[str, str, int, str, int]]:
    """The first message of each rule, and how many it has."""
    by_rule: dict[str, list[dict]] = {}
    for found in messages:
        by_rule.setdefault(found["ruleId"], []).append(found)
    for rule, (first, *others) in by_rule.items():
        yield rule, first["message"], first["line"], first.get("selector"), 1 + len(others)
