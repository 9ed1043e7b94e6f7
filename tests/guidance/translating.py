"""A page with its translations, and somebody who works on them."""

import pytest
import transaction
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.app.textfield import RichTextValue
from plone.testing.zope import Browser
from zope.lifecycleevent import modified

from permitdesk.guidance.translating.translations import entries, save
from permitdesk.translation import TRANSLATED


@pytest.fixture
def page(an_editor, make):
    topic = make(an_editor["de"], "Topic", "asyl", title="Asyl")
    made = make(
        topic, "GuidancePage", "arbeiten", title="Arbeiten", description="Zwei Wege.",
        answer="Sie brauchen eine Erlaubnis. Sie kostet 100 Euro.", service="employment",
        who_html="<p>Für <b>Fachkräfte</b>.</p>", occasions={"work"},
    )  # fmt: skip
    transaction.commit()
    return made


@pytest.fixture
def english(page, an_editor, make):
    """The page, translated in full by another editor before anybody noted anything."""
    made = make(
        make(an_editor["en"], "Topic", "asylum", title="Asylum"), "GuidancePage", "work",
        title="Work", description="Two ways.", answer="You need a permit. It costs 100 euros.",
        who_html="<p>For <b>skilled workers</b>.</p>",
    )  # fmt: skip
    ITranslationManager(page).register_translation("en", made)
    transaction.commit()
    return made


def told(page, tag="en"):
    return {each.key: (each.state, each.text) for each in entries(page, tag)}


def entry(page, key, tag="en"):
    return next(each for each in entries(page, tag) if each.key == key)


def say(page, tag="en", **texts):
    """Save texts: ``name=text`` or ``name=(text, state)``."""
    wanted = []
    for name, text in texts.items():
        words, state = text if isinstance(text, tuple) else (text, TRANSLATED)
        known = entry(page, name, tag)
        wanted.append(type(known)(**{**vars(known), "text": words, "state": state}))
    save(page, tag, wanted)


def change(page, **texts):
    """The German, as Plone's editor changes it."""
    for name, text in texts.items():
        rich = name == "who"
        value = RichTextValue(text, "text/html", "text/x-html-safe") if rich else text
        setattr(page, name, value)
    modified(page)


@pytest.fixture
def someone(functional):
    def open_(address):
        browser = Browser(functional["app"])
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        browser.open(address)
        return browser

    return open_
