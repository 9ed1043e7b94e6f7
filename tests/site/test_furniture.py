"""No visitor meets Plone's own pages: every registered view is tried at every kind of place."""

import pytest
import transaction
from plone import api
from plone.browserlayer.utils import registered_layers
from plone.testing.zope import Browser
from zope.component import getGlobalSiteManager, queryMultiAdapter
from zope.interface import alsoProvides

FURNITURE = ('id="portal-', "++plone++", "portal-top", "plone-toolbar")


@pytest.fixture
def places(an_editor, make):
    topic = make(an_editor["de"], "Topic", "thema", title="Thema")
    make(topic, "GuidancePage", "seite", title="Seite", answer="Ja.")
    make(topic, "Document", "dokument", title="Dokument")
    make(an_editor["de"], "Notice", "hinweis", title="Hinweis", text="Text")
    api.content.create(topic, "Image", "bild")
    api.content.create(topic, "File", "datei")
    transaction.commit()
    lif = next(each for each in an_editor["de"].objectValues() if each.portal_type == "LIF")
    paths = [
        "",
        "de",
        "de/thema",
        "de/thema/seite",
        "de/thema/dokument",
        "de/hinweis",
        "de/thema/bild",
        "de/thema/datei",
        "services",
        "office",
    ]
    return {path: an_editor.unrestrictedTraverse(path) for path in (*paths, f"de/{lif.getId()}")}


def view_names(context, request) -> set[str]:
    found = set()
    for registration in getGlobalSiteManager().registeredAdapters():
        if (
            registration.name
            and len(registration.required) == 2
            and not registration.name.split("_")[0].isupper()  # plone.rest: no pages
        ):
            found.add(registration.name)
    names = set()
    for name in found:
        try:
            view = queryMultiAdapter((context, request), name=name)
        except Exception:
            continue
        if view is not None and callable(view):
            names.add(name)
    return names


def test_no_address_shows_plones_furniture_to_a_visitor(functional, places):
    request = functional["request"]
    alsoProvides(request, *registered_layers())
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    shown, tried = [], 0
    for path, context in places.items():
        for name in ["", *sorted(view_names(context, request))]:
            browser.open(f"{context.absolute_url()}/{'@@' + name if name else ''}")
            tried += 1
            if "html" not in browser.headers.get("Content-Type", ""):
                continue
            if any(sign in browser.contents for sign in FURNITURE):
                shown.append(f"{path}/@@{name}")
    assert tried > 300
    assert not shown, shown
