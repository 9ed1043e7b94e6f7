"""What a page must keep for everyone: axe's rules, and contrast computed by ourselves.

axe can be silent on right-to-left pages: the same failing colours gave findings in German and
none in Arabic. So each check demands a floor of nodes, and contrast is computed a second time.
"""

from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from weakref import WeakKeyDictionary

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
CONTRAST = Path(__file__).with_name("contrast.js").read_text()

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (standards) => {
  const found = await axe.run(document, {
    runOnly: standards || { type: "rule", values: ["color-contrast", "link-in-text-block"] },
    resultTypes: ["violations", "passes", "incomplete"],
  });
  const nodes = (rules) => rules.filter((rule) => rule.id === "color-contrast")
    .reduce((sum, rule) => sum + rule.nodes.length, 0);
  return {
    violations: found.violations.map((rule) => ({
      rule: rule.id, help: rule.help,
      nodes: rule.nodes.map((node) => node.target.join(" ") + " :: " + node.failureSummary),
    })),
    contrastNodes: nodes(found.passes) + nodes(found.violations),
  };
}"""


def assert_accessible(page, floor: int = 5, whole: bool = True) -> None:
    """Fail with what axe or the contrast check finds.

    ``floor`` is the least number of nodes whose contrast must have been checked, by our own
    check always and by axe where the page runs from left to right. Not the ``whole`` page but its
    colours alone: where nothing else can have changed.
    """
    with scripts_allowed(page):
        page.evaluate(AXE)
        axe = page.evaluate(RUN_AXE, STANDARDS if whole else None)
        own = page.evaluate(CONTRAST)
        direction = page.evaluate("document.documentElement.dir")
    assert not axe["violations"], readable(axe["violations"])
    assert not own["failing"], "Too little contrast:\n" + "\n".join(own["failing"])
    assert not own["unknown"], "Contrast over a picture:\n" + "\n".join(own["unknown"])
    assert own["checked"] >= floor, f"Only {own['checked']} texts were checked for contrast"
    if direction != "rtl":
        assert axe["contrastNodes"] >= floor, f"axe checked only {axe['contrastNodes']} nodes"


# The sessions through which a page's scripts were switched off. Not Playwright's own option:
# with that, the checks could not run in the page either.
WITHOUT_SCRIPTS: WeakKeyDictionary = WeakKeyDictionary()
SWITCH = "Emulation.setScriptExecutionDisabled"


def forbid_scripts(page) -> None:
    """Let the page live without JavaScript from now on."""
    WITHOUT_SCRIPTS[page] = page.context.new_cdp_session(page)
    WITHOUT_SCRIPTS[page].send(SWITCH, {"value": True})


@contextmanager
def scripts_allowed(page):
    """Let our checks run; what the page itself did not run when it loaded stays undone."""
    session = WITHOUT_SCRIPTS.get(page)
    if session:
        session.send(SWITCH, {"value": False})
    yield
    if session:
        session.send(SWITCH, {"value": True})


def readable(violations: list[dict]) -> str:
    """axe's findings as lines."""
    return "\n".join(
        f"{found['rule']}: {found['help']}\n    " + "\n    ".join(found["nodes"][:5])
        for found in violations
    )
