"""``make test``, ``test-all``, ``bench``, ``faults``, ``pictures``."""

import os
from pathlib import Path

from portal import debian, packages, styles
from portal.paths import ROOT, binary
from portal.say import say
from portal.shell import aloud

CHROMIUM = {"chromium": "chromium"}
PDF_READER = {"pdftotext": "poppler-utils"}
SCANNER = {"clamd": "clamav-daemon"}


def prepare() -> None:
    """What the tests need, installed or asked for by name."""
    debian.need(CHROMIUM, "Driving a browser in the tests")
    debian.need(PDF_READER, "Reading PDFs in the tests")
    debian.need(SCANNER, "Looking for viruses in the tests")
    debian.need_postgresql("Testing the PostgreSQL profile")
    packages.install("build", "test", "lint")
    styles.build()


def test() -> int:
    """Unit, integration and browser tests."""
    return run(
        "not browser and not fault and not long", "browser and not long", "fault and not long"
    )


def test_all() -> int:
    """All of that, the long ones, and every variant of those that rotate."""
    os.environ["TESTS"] = "all"
    return run("not browser and not fault", "browser", "fault")


def run(*selections: str) -> int:
    """Run pytest for each selection of markers; the first ones in parallel."""
    prepare()
    workers = os.environ.get("WORKERS") or str(min(os.cpu_count() or 1, 4))
    worst = 0
    for selection in selections:
        say(f"\nTests: {selection}")
        # A file stays on one worker: its layer (a whole Plone site) is set up once there. Browser
        # tests share one portal, and a browser keeps two cores busy.
        spread = [] if selection.startswith(("browser", "fault")) else ["-n", workers]
        code = aloud([binary("pytest"), "-q", "-m", selection, *spread, "--dist", "loadfile"])
        if code == 5:  # nothing collected: only right where no such test was written yet
            code = 0 if not any(f"mark.{selection.split()[0]}" in text for text in sources()) else 5
        worst = worst or code
    return worst


def sources() -> list[str]:
    """The text of all test modules."""
    return [path.read_text() for path in sorted(Path(ROOT / "tests").rglob("test_*.py"))]


def bench() -> int:
    """Measure beside stock Plone, and write the figures into docs/performance.md."""
    packages.install("build", "test")
    styles.build()
    return aloud([binary("python"), "-m", "benchmarks"])


def faults() -> int:
    """Kill storage and clients while people send, on both storages; at most 15 minutes."""
    debian.need_postgresql("Testing the PostgreSQL profile")
    packages.install("build", "test")
    styles.build()
    return aloud([binary("python"), ROOT / "tests" / "faults"])


def pictures() -> int:
    """Draw the pictures of the guide for designers, from a demo district of their own."""
    debian.need(CHROMIUM, "Drawing pages")
    packages.install("build", "test")
    styles.build()
    return aloud([binary("python"), ROOT / "tests" / "pictures.py"])
