"""Each change of a page is kept; an earlier one comes back, and what follows from it is told."""

import json
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.multilingual.interfaces import ITG
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.lifecycleevent import modified

from guidance.translating import change, say, told
from permitdesk.guidance.history.versions import as_it_was, restore, versions
from permitdesk.site.finding.search import search
from permitdesk.translation import IN_WORK, OUTDATED, TRANSLATED

ANSWER = "Sie brauchen eine Erlaubnis. Sie kostet 200 Euro."


def numbers(page):
    return [each.number for each in versions(page)]


def test_each_change_is_a_version_a_save_without_one_is_none(page):
    assert numbers(page) == [0]
    change(page, answer=ANSWER)
    modified(page)
    change(page, who="<p>Für <b>alle</b>.</p>")
    assert numbers(page) == [2, 1, 0]
    assert as_it_was(page, 0).answer != ANSWER == as_it_was(page, 1).answer


def test_a_note_is_kept_with_its_version(someone, page):
    editor = someone(f"{page.absolute_url()}/edit")
    editor.getControl(name="form.widgets.answer").value = ANSWER
    editor.getControl(name="form.widgets.IVersionable.changeNote").value = "Neue Gebühr"
    editor.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert [each.note for each in versions(page)] == ["Neue Gebühr", ""]
    editor.open(f"{page.absolute_url()}/edit")
    editor.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert numbers(page) == [1, 0]


def test_where_the_german_is_again_what_was_translated_the_translation_is_true_again(page, english):
    change(page, answer=ANSWER)
    assert told(page)["answer"][0] == OUTDATED
    restore(page, 0)
    assert told(page)["answer"][0] == TRANSLATED
    brain = api.content.find(UID=page.UID())[0]
    assert brain.guidance_states["en"][0] == TRANSLATED
    assert versions(page)[0].note.startswith("Wieder der Stand vom ")


def test_a_translation_of_before_translates_the_german_of_before(page, english):
    say(page, answer="You need a permit. It costs 100 EUR.")
    before = numbers(english)[0]
    change(page, answer=ANSWER)
    say(page, answer="You need a permit. It costs 200 EUR.", who=("**Everybody**", IN_WORK))
    assert told(page)["answer"][0] == TRANSLATED
    restore(english, before)
    assert told(page)["answer"] == (OUTDATED, "You need a permit. It costs 100 EUR.")
    assert told(page)["who"] == (IN_WORK, "**Everybody**")
    assert ITG(english) == ITG(page)
    # And the German of that time makes it true.
    restore(page, 0)
    assert told(page)["answer"][0] == TRANSLATED


def test_a_translation_of_which_nobody_noted_the_german_has_to_be_looked_at(page, english):
    say(page, answer="You need another permit.")
    restore(english, 0)
    assert told(page)["answer"] == (OUTDATED, "You need a permit. It costs 100 euros.")
    assert told(page)["title"][0] == TRANSLATED


def test_the_catalogue_and_the_search_know_what_came_back(page):
    from plone.app.testing import logout

    change(page, title="Arbeiten", who="<p>Zirkusdirektoren</p>")
    change(page, who="<p>Alle</p>")
    restore(page, 1)
    found = api.portal.get_tool("portal_catalog")(SearchableText="Zirkusdirektoren")
    assert [brain.getId for brain in found] == ["arbeiten"]
    transaction.commit()
    logout()
    assert [each.address for each in search("Zirkusdirektoren", "de").found] == [
        page.absolute_url()
    ]


def test_what_is_published_and_where_a_page_lies_stays(page, an_editor, make):
    topic = page.aq_parent
    change(topic, title="Asyl und mehr")
    make(topic, "GuidancePage", "reisen", title="Reisen", answer="Ja.")
    page.expiration_date = page.created() + 1000
    change(page, title="Arbeiten hier")
    restore(topic, 0)
    restore(page, 0)
    assert topic.title == "Asyl" and topic.objectIds() == ["arbeiten", "reisen"]
    assert page.expiration_date is not None and page.getId() == "arbeiten"
    assert api.content.get_state(page) == "published"


def test_editors_see_what_changed_and_take_it_back(someone, page):
    change(page, answer=ANSWER, occasions={"work", "family"})
    transaction.commit()
    editor = someone(page.absolute_url())
    editor.getLink("Verlauf").click()
    assert "Veröffentlicht" in unescape(editor.contents)
    editor.open(f"{page.absolute_url()}/@@versions?version=0")
    assert "<del>100</del>" in editor.contents and "<ins>200</ins>" in editor.contents
    assert "Familie" in editor.contents
    editor.getControl("Diesen Stand zurückholen").click()
    transaction.begin()
    assert "wieder den früheren Inhalt" in unescape(editor.contents)
    assert "100 Euro" in page.answer and page.occasions == {"work"}


def test_plones_own_ways_back_take_the_same_way(functional, someone, page, english):
    import requests

    change(page, answer=ANSWER)
    transaction.commit()
    answer = requests.patch(
        f"{page.absolute_url()}/@history",
        data=json.dumps({"version": 0}),
        auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
        headers={"Accept": "application/json", "Content-Type": "application/json"},
        timeout=60,
    )
    transaction.begin()
    assert answer.status_code == 200 and told(page)["answer"][0] == TRANSLATED


@pytest.mark.parametrize("address", ["@@versions", "@@versions?version=0", "@@revertversion"])
def test_visitors_see_no_version(functional, page, address):
    import requests

    answer = requests.get(f"{page.absolute_url()}/{address}", allow_redirects=False, timeout=60)
    assert answer.status_code in (302, 401)


def test_an_existing_portal_gets_a_first_version_of_each_page(an_editor, page):
    from permitdesk.setuphandlers import keep_page_versions

    repository = api.portal.get_tool("portal_repository")
    repository.setVersionableContentTypes(["Document"])
    made = api.content.create(page.aq_parent, "GuidancePage", "alt", title="Alt", answer="Ja.")
    assert numbers(made) == []
    keep_page_versions(an_editor.portal_setup)
    assert numbers(made) == numbers(page) == [0]
    assert "GuidancePage" in repository.getVersionableContentTypes()
