"""No page of the portal is left out when pages are looked at (``tests/matrix``)."""

import pytest

from matrix import TOURS, all_tours, templates


def test_every_page_is_looked_at_by_a_tour():
    named = {template for tour in all_tours() for template in tour.templates}
    assert templates.pages() - named == set(), "tests/matrix has no way to these"


def test_no_tour_names_a_page_that_there_is_not():
    named = {template for tour in all_tours() for template in tour.templates}
    assert named - templates.pages() == set()
    assert len({tour.name for tour in TOURS}) == len(TOURS)


@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_most_pages_are_known_by_a_text_of_their_own(language):
    """Those without are looked at, but it is not seen that they are what was looked at."""
    known = [page for page in templates.pages() if templates.marks(page, language)]
    assert len(known) > 0.8 * len(templates.pages())
