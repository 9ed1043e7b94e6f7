"""Who has no mouse goes through a page from the skip link to its end, in order, and out again."""

import pytest

from keyboard import Keyboard

pytestmark = pytest.mark.browser
MOST = 1_000  # stops: the table of all pages in all languages has one a cell
PAGES = {
    "/de": "",
    "/de/antrag-und-karte": "",
    "/de/arbeit-familie-alltag/blaue-karte": "",
    "/de/arbeit-familie-alltag/fuehrerschein": "",
    "/ar/search?q=karte": "",
    "/ar/apply/ittisal": "",
    "/de/status": "",
    "/@@coverage": "herr.winter",
    "/de/antrag-und-karte/verloren/@@translate?to=ar": "herr.winter",
    "/office": "frau.kaya",
}
# What has the focus: its place in the page, and whether a screen reader has a name for it.
PLACE = """() => {
  const it = document.activeElement;
  const named = it.getAttribute("aria-labelledby") || it.getAttribute("aria-label")
    || (it.labels && [...it.labels].map((each) => each.textContent).join("").trim())
    || it.textContent.trim() || it.title || it.value;
  return [[...document.querySelectorAll("*")].indexOf(it), Boolean(named), it.tabIndex];
}"""


@pytest.mark.rotating(2)
@pytest.mark.parametrize("path", PAGES)
def test_every_stop_is_marked_named_and_in_order(open_page, staff, path):
    """What is folded stays so: its parts are no stops."""
    login = PAGES[path]
    page = staff(login, javascript=True) if login else open_page(width=1280, javascript=True)
    page.goto(path)
    keyboard, stops = Keyboard(page, MOST), []
    for _stop in range(keyboard.most):
        it = keyboard.next()
        if it["tag"] == "body":
            break
        place, is_named, index = page.evaluate(PLACE)
        assert is_named, it
        assert index == 0, it
        stops.append(place)
        if len(stops) == 1:
            assert 'href="#main"' in it["html"], "the first stop leads to the content"
    else:
        raise AssertionError(f"Nobody gets out of {path}")
    assert len(stops) > 5
    assert stops == sorted(stops), "the order of the stops is not that of the page"


def test_the_skip_link_leads_into_the_content(open_page):
    page = open_page(width=1280)
    page.goto("/de")
    keyboard = Keyboard(page)
    keyboard.reach("[href='#main']")
    page.keyboard.press("Enter")
    keyboard.next()
    assert keyboard.has("main *")
