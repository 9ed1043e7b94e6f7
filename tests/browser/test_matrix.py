"""Every page of the portal for everybody: in three languages and both directions, on phone and
desk, by day and by night, enlarged, in the system's colours; its HTML and its papers as well.
"""

import pytest

import markup
from matrix import LANGUAGES, all_tours
from matrix.visit import Visit
from matrix.world import World

pytestmark = pytest.mark.browser
TOURS = {tour.name: tour for tour in all_tours()}


@pytest.fixture(scope="session")
def kept():
    return {}


# Each day some of the public ones; all of the others take minutes.
SAMPLE = ("finding", "news", "doors")
VISITS = [
    pytest.param(
        name,
        language,
        marks=pytest.mark.rotating(2) if name in SAMPLE else pytest.mark.long,
        id=f"{name}-{language}",
    )
    for language in LANGUAGES
    for name, tour in TOURS.items()
    if language in tour.languages
]


@pytest.mark.parametrize("name, language", VISITS)
def test_pages_are_for_everybody(demo, open_page, staff, kept, tmp_path, name, language):
    tour, pages = TOURS[name], {}
    visit = Visit(language, World(demo, open_page, staff, kept), pages.setdefault)
    tour.walk(visit)
    visit.problems += markup.findings(pages, tmp_path)
    assert not set(tour.templates) - visit.seen, "templates that the tour does not show"
    assert not visit.problems, "\n".join(visit.problems)
