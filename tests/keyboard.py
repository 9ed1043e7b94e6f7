"""Somebody without a mouse: what has the focus is marked and in sight, always."""

# What has the focus: its kind, its name and value, whether it is marked and in sight.
FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const label = it.labels && it.labels[0] ? getComputedStyle(it.labels[0]) : style;
  // A link that fills its card is marked by the box that it lays over the card.
  const after = getComputedStyle(it, "::after");
  const marked = [style, label, after].some((each) =>
    (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0)
    || each.boxShadow !== "none");
  return {
    tag: it.tagName.toLowerCase(), type: it.type || "", name: it.name || "",
    value: it.value || "", checked: Boolean(it.checked), marked,
    html: it.outerHTML.slice(0, 200),
    seen: box.bottom > 0 && box.top < innerHeight,
  };
}"""


class Keyboard:
    """The keys of a page. ``wanted`` is a selector of CSS."""

    def __init__(self, page, most: int = 400) -> None:
        self.page, self.keys, self.most = page, page.keyboard, most

    def next(self) -> dict:
        """Press Tab; whatever has the focus then is marked, and in sight."""
        self.keys.press("Tab")
        it = self.page.evaluate(FOCUSED)
        assert it["tag"] == "body" or (it["marked"] and it["seen"]), (it, self.page.url)
        return it

    def has(self, wanted: str) -> bool:
        return self.page.evaluate("(it) => document.activeElement.matches(it)", wanted)

    def reach(self, wanted: str) -> None:
        """Press Tab until it has the focus."""
        for _key in range(self.most):
            self.next()
            if self.has(wanted):
                return
        raise AssertionError(f"Nothing that is {wanted} gets the focus at {self.page.url}")

    def follow(self, wanted: str) -> None:
        """Open a link, or press a button, that leads to another page."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def unfold(self, wanted: str) -> None:
        """Open the folded part whose heading that is, where it is not open already."""
        self.reach(wanted)
        if not self.page.evaluate("document.activeElement.parentElement.open"):
            self.keys.press("Enter")

    def write(self, wanted: str, text: str) -> None:
        """Write over what stands there."""
        self.reach(wanted)
        self.keys.press("Control+A")
        self.keys.type(text)

    def tick(self, wanted: str) -> None:
        self.reach(wanted)
        self.keys.press("Space")

    def choose(self, name: str, value: str) -> None:
        """One of several, with the arrows."""
        self.reach(f"[name='{name}']")
        if not self.page.evaluate("document.activeElement.checked"):
            self.keys.press("Space")
        for _other in range(40):
            if self.has(f"[value='{value}']"):
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def date(self, name: str, day) -> None:
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.write(f"[name='{name}.{part}']", str(value))

    def pick(self, wanted: str, value: str) -> None:
        """One of a folded list."""
        self.reach(wanted)
        for _other in range(100):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{wanted} has no {value}")
