"""What html-validate finds in pages as the portal sends them."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import permitdesk
import running_portal

STYLES = Path(permitdesk.__file__).parent / "theme" / "styles"
RULES = Path(__file__).parent / "matrix" / "markup.mjs"


def findings(pages: Mapping[str, str], directory: Path) -> list[str]:
    """A line for each thing that is wrong; ``pages`` by name, ``directory`` is written to."""
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
        f"{names[page['filePath']]}: {found['ruleId']}: {found['message']}"
        f" ({found['line']}, {found.get('selector')})"
        for page in json.loads(report.read_text())
        for found in page["messages"]
    ]
