"""The first view of public pages on an old phone: Slow 4G, a CPU four times slower."""

import shutil
import statistics
from collections.abc import Iterable

from playwright.sync_api import sync_playwright

import first_view
from benchmarks.result import Result
from benchmarks.servers import Server

PAGES = {
    "Home page": "/de",
    "Home page in Arabic": "/ar",
    "Topic": "/de/antrag-und-karte",
    "Guidance page": "/de/arbeit-familie-alltag/blaue-karte",
    "Start page of a service": "/de/antrag/kontakt",
    "Flyer": "/de/arbeit-familie-alltag/fuehrerschein",
}
MOST_SECONDS, MOST_BYTES = 2.5, 150_000


def measure(ours: Server, rounds: int) -> Iterable[Result]:
    """Each page on a browser that was never here; the median of the rounds."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path in PAGES.items():
            found = [
                first_view.measured(chromium, ours.url + path, slow=True) for _ in range(rounds)
            ]
            largest = statistics.median(each.largest for each in found)
            weight = max(each.bytes for each in found)
            shifts = max(each.shifts for each in found)
            yield Result(
                f"{name}, first view on Slow 4G with a CPU four times slower",
                f"largest part after {largest:.2f} s, {weight / 1000:.0f} kB, jumps {shifts:.2f}",
                "",
                "",
                "",
                f"< {MOST_SECONDS} s, < {MOST_BYTES // 1000} kB, 0",
                largest < MOST_SECONDS and weight < MOST_BYTES and shifts < 0.005,
            )
        chromium.close()
