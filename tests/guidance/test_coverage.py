"""The grid wakes no page, however many there are."""

from datetime import date

import pytest
import transaction
from plone import api
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

from permitdesk.guidance.translating.coverage import Page, Sought, counts, found, pages
from permitdesk.guidance.translating.views.coverage import CoveragePage


@pytest.fixture
def asleep(monkeypatch):
    def wake(brain, *_rest):
        raise AssertionError(f"{brain.getPath()} was woken")

    for name in ("getObject", "_unrestrictedGetObject"):
        monkeypatch.setattr(AbstractCatalogBrain, name, wake)


def test_the_grid_is_read_from_the_catalogue_alone(an_editor, make, request):
    topic = make(an_editor["de"], "Topic", "viele", title="Viele")
    for number in range(5):
        make(topic, "GuidancePage", f"s{number}", title=f"Seite {number}", answer="Ja.")
    transaction.commit()
    request.getfixturevalue("asleep")

    every = pages(an_editor)
    view = CoveragePage(an_editor, an_editor.REQUEST)
    drawn = view.index()

    assert len(every) == 6 and all(len(page.states) == 7 for page in every)
    assert drawn.count('class="pd-coverage__mark ') == 6 * 7
    assert api.content.get_uuid(topic) in {page.uid for page in every}


def test_a_page_of_which_the_catalogue_knows_nothing_yet_counts_as_missing():
    page = Page("u", "Alt", "/alt", "Topic", True, {})
    assert counts([page])["ar"]["missing"] == 1
    assert found([page], Sought(state="missing", tag="ar"), date(2026, 12, 1)) == [page]
