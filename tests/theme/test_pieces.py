"""Header and footer are drawn once for the same values, and anew for others."""

import pytest
from lxml import html

from permitdesk.core import languages
from permitdesk.theme import Link, PublicPage


@pytest.fixture
def page(portal, integration):
    def in_(language: str) -> PublicPage:
        request = portal.REQUEST.clone()
        languages.fix(request, language)
        return PublicPage(portal, request)

    return in_


def test_other_links_and_another_language_are_drawn_anew(page):
    links = (Link("<Arbeit>", "https://a.example/de/arbeit", current=True),)
    others = (Link("Familie", "https://a.example/de/familie"),)

    german, arabic = page("de"), page("ar")
    first = german.draw_navigation(links=links)

    assert german.draw_navigation(links=links) is first
    assert "&lt;Arbeit&gt;" in first
    assert "Familie" in german.draw_navigation(links=others)
    labels = [
        html.fromstring(each.draw_navigation(links=links)).get("aria-label")
        for each in (german, arabic)
    ]
    assert labels[0] == "Hauptmenü" != labels[1]


def test_a_footer_tells_what_it_is_told_to(page):
    shown = {
        told: page("uk").draw_footer(links=(), german=False, tells_review=told)
        for told in (True, False)
    }

    assert 'id="not-reviewed"' in shown[True]
    assert 'id="not-reviewed"' not in shown[False]
