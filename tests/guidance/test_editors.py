"""Editors find their work from every page; nobody else is shown the way."""

import pytest
import transaction
from lxml import html
from plone import api
from plone.testing.zope import Browser

from permitdesk.core.languages import LANGUAGES

PASSWORD = "Correct-horse-9"


@pytest.fixture
def somebody(functional, an_editor):
    """``somebody(group)``: a browser signed in as a member of a group."""

    def sign_in(group):
        api.user.create("iris@example.org", "iris", PASSWORD)
        api.group.add_user(group, username="iris")
        transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic iris:{PASSWORD}")
        return browser

    return sign_in


def links(browser, page: str, within: str) -> dict[str, tuple[str, str | None]]:
    """The links of a navigation by address, each with its title and what it says of here."""
    browser.open(page)
    found = html.fromstring(browser.contents).xpath(f"//nav[@class='{within}']//a")
    return {
        each.get("href"): (each.text_content().strip(), each.get("aria-current")) for each in found
    }


def test_the_menu_leads_editors_to_their_work_in_every_language(an_editor, somebody):
    site, iris = an_editor.absolute_url(), somebody("editors")

    titles = {
        links(iris, f"{site}/{tag}", "pd-navigation")[f"{site}/@@coverage"] for tag in LANGUAGES
    }

    assert len(titles) == len(LANGUAGES) and ("Redaktion", None) in titles
    for page in ("coverage", "feedback", "upkeep", "announce"):
        here = f"{site}/@@{page}"
        iris.open(f"{site}/de")
        menu = links(iris, f"{here}?lang=de", "pd-navigation")
        assert menu[f"{site}/@@coverage"] == ("Redaktion", "page")
        bar = links(iris, f"{here}?lang=de", "pd-editing")
        assert list(bar) == [
            f"{site}/@@coverage",
            f"{site}/@@announce",
            f"{site}/@@feedback",
            f"{site}/@@upkeep",
            f"{site}/@@glossary",
            f"{site}/de/@@folder_contents",
        ]
        assert [address for address, (_title, current) in bar.items() if current] == [here]
    iris.open(f"{site}/de/@@folder_contents")


@pytest.mark.parametrize("group", ["caseworkers", "service-designers"])
def test_the_menu_of_others_does_not(an_editor, somebody, visitor, group):
    site = an_editor.absolute_url()
    for browser in (somebody(group), visitor):
        menu = links(browser, f"{site}/de", "pd-navigation")
        assert menu and f"{site}/@@coverage" not in menu
