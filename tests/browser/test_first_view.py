"""The first view of a page is light and does not jump, also on the first visit."""

import pytest

import first_view

pytestmark = pytest.mark.browser
MOST = 150_000
PAGES = {
    "de": (
        "de",
        "de/antrag-und-karte",
        "de/arbeit-familie-alltag/blaue-karte",
        "de/antrag/kontakt",
        "de/search?q=karte",
        "de/arbeit-familie-alltag/fuehrerschein",
    ),
    "ar": ("ar", "ar/apply/ittisal", "ar/search?q=karte", "ar/status"),
}


@pytest.mark.parametrize("language", PAGES)
def test_a_first_view_is_light_and_stands_still(browser, portal_url, language):
    for path in PAGES[language]:
        found = first_view.measured(browser, f"{portal_url}/{path}")
        assert found.bytes <= MOST, f"{path} weighs {found.bytes} bytes"
        assert found.shifts < 0.01, f"{path} jumps: {found.shifts}"
