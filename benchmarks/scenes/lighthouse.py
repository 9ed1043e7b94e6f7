"""What Lighthouse says of the main pages: accessibility, best practices, search engines."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.result import Result
from benchmarks.servers import Server
from running_portal import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from portal import node

HERE = Path(__file__).resolve().parents[1] / "lighthouse"
PAGES = {
    "Home page": "/de",
    "Home page in Arabic": "/ar",
    "Topic": "/de/antrag-und-karte",
    "Guidance page": "/de/arbeit-familie-alltag/blaue-karte",
    "Start page of a service": "/de/antrag/kontakt",
    "Flyer": "/de/arbeit-familie-alltag/fuehrerschein",
    "A to Z": "/de/a-z",
}
KINDS = {
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "search engines",
}
_CHROMIUM = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
SECONDS = 180


def measure(ours: Server) -> Iterable[Result]:
    """Each page once: what it says does not vary as times do."""
    install()
    for name, path in PAGES.items():
        said = of(ours.url + path)
        yield Result(
            f"{name}: Lighthouse",
            ", ".join(f"{word} {said[kind]}" for kind, word in KINDS.items()),
            "",
            "",
            "",
            "100 each",
            all(value == 100 for value in said.values()),
        )


def install() -> None:
    """From its lock file, into its own folder; nothing of it runs while it is installed."""
    command, environment = node.npm()
    subprocess.run(
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=HERE,
        env=os.environ | environment,
        check=True,
    )


def of(address: str) -> dict[str, int]:
    """What it gives the page, 0 to 100 by kind; what costs points is printed."""
    _command, environment = node.npm()
    path = environment.get("PATH") or os.environ["PATH"]
    answer = subprocess.run(
        [
            shutil.which("node", path=path),
            HERE / "node_modules" / "lighthouse" / "cli" / "index.js",
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(KINDS)}",
            f"--chrome-flags={_CHROMIUM}",
        ],
        env=os.environ | environment | {"CHROME_PATH": shutil.which("chromium")},
        stdout=subprocess.PIPE,
        check=True,
        timeout=SECONDS,
    )
    said = json.loads(answer.stdout)
    for audit in said["audits"].values():
        if audit["scoreDisplayMode"] == "binary" and audit["score"] == 0:
            print(f"  {address}: {audit['title']}", file=sys.stderr)
    return {kind: round(100 * said["categories"][kind]["score"]) for kind in KINDS}
