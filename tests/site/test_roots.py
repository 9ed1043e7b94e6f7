"""A language's root folder is no page: with it would go the way to apply in that language."""

import pytest
import transaction
from plone import api
from zExceptions import Forbidden


def test_an_editor_takes_no_language_away(an_editor):
    with api.env.adopt_roles(["Member", "Editor"]):
        assert api.user.has_permission("Delete objects", obj=an_editor["fr"]), "as Plone has it"
        with pytest.raises(Forbidden):
            api.content.delete(an_editor["fr"], check_linkintegrity=False)

    transaction.abort()
    assert "fr" in an_editor


def test_an_editor_deletes_pages(an_editor, make):
    page = make(an_editor["fr"], "GuidancePage", "page", title="Page", answer="Oui.")
    with api.env.adopt_roles(["Member", "Editor"]):
        api.content.delete(page, check_linkintegrity=False)
    assert "page" not in an_editor["fr"]


def test_who_sets_the_languages_may(an_editor):
    with api.env.adopt_roles(["Site Administrator"]):
        api.content.delete(an_editor["fr"], check_linkintegrity=False)
    assert "fr" not in an_editor
