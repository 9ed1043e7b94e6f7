"""A change of a published page is prepared on a copy; until it is put back, the page stays."""

from html import unescape

import pytest
import requests
import transaction
from plone import api
from plone.app.multilingual.interfaces import ITG
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.locking.interfaces import ILockable
from Products.CMFCore.WorkflowCore import WorkflowException

from guidance.translating import change, told
from permitdesk.core import clock
from permitdesk.guidance.copies.copy import begin, copy_of, drop, may_begin, put_back
from permitdesk.guidance.history.versions import versions
from permitdesk.guidance.reviews import due
from permitdesk.guidance.translating import coverage
from permitdesk.translation import OUTDATED, TRANSLATED

ANSWER = "Sie brauchen eine Erlaubnis. Sie kostet 200 Euro."


@pytest.fixture
def copy(page, english):
    page.review_by = clock.today()
    change(page)
    made = begin(page)
    change(made, answer=ANSWER, title="Arbeiten hier")
    transaction.commit()
    return made


def test_the_page_stays_as_it_is_and_the_copy_is_nowhere(functional, page, copy, an_editor):
    assert "100 Euro" in page.answer and told(page)["answer"][0] == TRANSLATED
    assert [each.address for each in coverage.pages(an_editor)].count(copy.absolute_url()) == 0
    assert [address for _day, _title, address in due(an_editor, clock.today())] == [
        page.absolute_url()
    ]
    home = f"{an_editor.absolute_url()}/de"
    for address in (
        page.absolute_url(), page.aq_parent.absolute_url(), home, f"{home}/a-z", f"{home}/rss.xml",
        f"{home}/search?q=Arbeiten", f"{an_editor.absolute_url()}/sitemap.xml",
    ):  # fmt: skip
        answer = requests.get(address, timeout=60)
        assert answer.status_code == 200 and copy.getId() not in answer.text, address
    answer = requests.get(copy.absolute_url(), timeout=60)
    assert answer.status_code == 404 and "200 Euro" not in answer.text


def test_visitors_learn_of_nobody_who_works_on_a_page_and_of_no_draft(page, copy, an_editor):
    address, home = page.absolute_url(), an_editor.absolute_url()
    name = "@vocabularies/permitdesk.guidance"
    api.content.create(an_editor["de"], "Topic", title="Noch ein Entwurf")
    transaction.commit()
    assert ILockable(page).locked()
    who = ILockable(page).lock_info()[0]["creator"]
    for asked in (
        address, f"{address}/@lock", f"{address}/@@plone_lock_info/lock_info", f"{home}/de",
        f"{address}/@workingcopy", f"{home}/{name}.pages", f"{home}/{name}.notice_places",
    ):  # fmt: skip
        answer = requests.get(asked, headers={"Accept": "application/json"}, timeout=60)
        assert answer.ok, asked
        for hidden in (who, "Arbeiten hier", "Noch ein Entwurf", copy.getId()):
            assert hidden not in answer.text, asked
    answer = requests.get(
        f"{address}/@lock",
        headers={"Accept": "application/json"},
        auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
        timeout=60,
    )
    assert answer.json()["creator"] == who


def test_plones_api_copies_neither_folders_nor_the_portal(page, an_editor):
    before = an_editor.objectIds()
    for place in (an_editor, an_editor["de"], an_editor["office"]):
        answer = requests.post(
            f"{place.absolute_url()}/@workingcopy",
            headers={"Accept": "application/json"},
            auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
            timeout=60,
        )
        assert answer.status_code == 403, place
    transaction.begin()
    assert an_editor.objectIds() == before


def test_put_back_it_changes_the_page_and_outdates_its_translations(page, english, copy):
    address, group, published = page.absolute_url(), ITG(page), page.effective()
    uid = page.UID()
    assert put_back(copy, "Neue Gebühr") == page
    transaction.commit()
    assert page.answer == ANSWER and page.absolute_url() == address and page.UID() == uid
    assert page.effective() == published and api.content.get_state(page) == "published"
    assert ITG(page) == group == ITG(english)
    assert told(page)["answer"][0] == OUTDATED
    assert [brain.getId for brain in api.content.find(portal_type="GuidancePage")] == [
        "arbeiten",
        "work",
    ]
    assert [each.note for each in versions(page)] == ["Neue Gebühr", ""]
    change(page, answer="Nein.")
    assert len(versions(page)) == 3
    assert may_begin(page)


def test_dropped_it_leaves_the_page_as_it_was(page, copy):
    drop(copy)
    transaction.commit()
    assert "100 Euro" in page.answer and copy_of(page) is None and may_begin(page)


def test_nobody_publishes_a_copy(page, copy):
    workflow = api.portal.get_tool("portal_workflow")
    assert [each["id"] for each in workflow.getTransitionsFor(copy)] == []
    with pytest.raises(WorkflowException):
        workflow.doActionFor(copy, "publish")
    kept = put_back(copy, "")
    assert [each["id"] for each in workflow.getTransitionsFor(kept)] == ["retract", "reject"]


def test_what_has_no_copies(page, english):
    assert may_begin(page)
    assert not may_begin(english) and not may_begin(page.aq_parent)
    api.content.transition(page, "retract")
    assert not may_begin(page)


def test_an_editor_prepares_a_change_and_puts_it_on_the_page(someone, page, english):
    editor = someone(page.absolute_url())
    editor.getLink("Änderung vorbereiten").click()
    editor.getControl("Kopie anlegen").click()
    assert "copy_of_arbeiten/edit" in editor.url
    editor.getControl(name="form.widgets.answer").value = ANSWER
    editor.getControl(name="form.buttons.save").click()
    assert "Besucher sehen noch die Seite" in unescape(editor.contents)
    editor.open(page.absolute_url())
    editor.getLink("Zur vorbereiteten Änderung").click()
    editor.getLink("Übernehmen oder verwerfen").click()
    assert "<ins>200</ins>" in editor.contents
    editor.getControl(name="note").value = "Neue Gebühr"
    editor.getControl("Änderung übernehmen").click()
    assert editor.url.rstrip("/") == page.absolute_url() and "200 Euro" in editor.contents
    editor.getLink("Verlauf").click()
    assert "Neue Gebühr" in unescape(editor.contents)
