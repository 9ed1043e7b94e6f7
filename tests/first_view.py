"""What the first view of a page costs a phone: bytes on the line, time, how much it jumps."""

from dataclasses import dataclass

# Slow 4G and a phone a quarter as fast, as Lighthouse has them.
SLOW = {"latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 96_000}
SLOWER = 4
WATCH = """() => {
  window.seen = { largest: 0, shifts: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    window.seen.largest = entry.startTime;
  })).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    window.seen.shifts += entry.value;
  })).observe({ type: "layout-shift", buffered: true });
}"""


@dataclass(frozen=True)
class FirstView:
    """``bytes`` as they came over the line; ``largest`` in seconds, when the largest part of the
    page stood there; ``shifts`` is Chromium's measure of what jumped."""

    bytes: int
    largest: float
    shifts: float


def measured(browser, address: str, slow: bool = False, locale: str = "de-DE") -> FirstView:
    """Load a page on a phone that was never here."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale=locale)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    lengths: list[float] = []
    line.on("Network.loadingFinished", lambda done: lengths.append(done["encodedDataLength"]))
    if slow:
        line.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate("window.seen")
    context.close()
    return FirstView(int(sum(lengths)), seen["largest"] / 1000, seen["shifts"])
