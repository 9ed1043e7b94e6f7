"""How long a service's start page takes, against a page of stock Plone in the same process.

A ratio, because it says the same on a slow machine as on a fast one. The stock page is Plone's
own login page: main template, viewlets, resource registries, no catalogue query.
"""

import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import running_portal

PAGES = {
    "stock Plone page (/login)": "/login",
    "home (/de)": "/de",
    "service start (/de/antrag/kontakt)": "/de/antrag/kontakt",
}
WARM_UP, ROUNDS = 5, 60


def milliseconds(address: str) -> float:
    """The time of one request to its last byte; raises when the answer is not 200."""
    began = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Measure the pages in turn, so that whatever else the machine does hits all alike."""
    with tempfile.TemporaryDirectory(prefix="permitdesk-bench-") as directory:
        portal = running_portal.start(Path(directory))
        try:
            times = {name: [] for name in PAGES}
            for round_ in range(WARM_UP + ROUNDS):
                for name, path in PAGES.items():
                    taken = milliseconds(portal.url + path)
                    if round_ >= WARM_UP:
                        times[name].append(taken)
        finally:
            portal.stop()
    stock = statistics.median(next(iter(times.values())))
    for name, taken in times.items():
        p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:36} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   {p50 / stock:5.2f} × stock")


if __name__ == "__main__":
    main()
