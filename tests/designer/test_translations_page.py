"""The translator's pages without scripts: the table, one text, files, changed texts."""

from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from permitdesk.services import exchange, translations
from permitdesk.translation import REVIEWED, Entry, xliff

TITLE = "service.title"


@pytest.fixture
def service(functional):
    return functional["portal"]["services"]["contact"]


@pytest.fixture
def someone(functional, service):
    """Opens pages of the service as somebody who may configure it."""

    def open_(path):
        browser = Browser(functional["app"])
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        browser.open(f"{service.absolute_url()}/{path}")
        return browser

    return open_


def text(service, key=TITLE, language="en"):
    transaction.begin()
    return next(each for each in translations.entries(service, language) if each.key == key)


def number_of(browser, key):
    for number in range(50):
        if browser.getControl(name=f"key.{number}").value == key:
            return number
    raise KeyError(key)


def test_the_languages_are_listed_and_lead_to_their_tables(someone):
    browser = someone("@@translations")

    for name in ("English", "Українська", "العربية"):
        assert name in unescape(browser.contents)
    browser.getLink(url="@@translations?to=en").click()
    assert "to=en" in browser.url and number_of(browser, TITLE) == 0


def test_what_is_saved_stays_and_what_is_wrong_is_told_beside_it(someone, service):
    browser = someone("@@translations?to=en")
    summary = number_of(browser, "service.summary")
    browser.getControl(name="text.0").value = "Write to us"
    browser.getControl(name="comment.0").value = "Kürzer"
    browser.getControl(name="state.0").value = [REVIEWED]
    browser.getControl(name=f"text.{summary}").value = "<b>Bold</b>"
    browser.getControl(name="save").click()

    saved = text(service)
    assert (saved.text, saved.state, saved.comment) == ("Write to us", REVIEWED, "Kürzer")
    assert "HTML" in browser.contents and text(service, "service.summary").text != "<b>Bold</b>"
    assert browser.getControl(name=f"text.{summary}").value == "<b>Bold</b>"
    browser.getControl(name=f"text.{summary}").value = "Better"
    browser.getControl(name="save").click()
    assert "saved=1" in browser.url and text(service, "service.summary").text == "Better"


def test_two_translators_at_once_lose_nothing(someone, service):
    mine, theirs = someone("@@translations?to=en"), someone("@@translations?to=en")
    theirs.getControl(name="text.0").value = "Their words"
    theirs.getControl(name="save").click()
    mine.getControl(name="text.0").value = "My words"
    mine.getControl(name="text.1").value = "Something else"
    mine.getControl(name="save").click()

    assert text(service).text == "Their words" and "Their words" in mine.contents
    assert mine.getControl(name="text.0").value == "My words"
    assert mine.getControl(name="text.1").value == "Something else"
    mine.getControl(name="save").click()
    assert text(service).text == "My words"


def test_save_and_next_leads_to_the_next_open_text(someone, service):
    table = dict(service.labels["en"])
    missing = [e.key for e in translations.entries(service, "en") if e.key in table][-1]
    del table[missing]
    service.labels["en"] = table
    transaction.commit()
    browser = someone("@@translations?to=en")
    browser.getControl(name="text.0").value = "Contact"
    browser.getControl(name="next", index=0).click()

    at = int(browser.url.split("at=")[1].split("#")[0])
    assert browser.getControl(name=f"key.{at}").value == missing
    assert 'autofocus="autofocus"' in browser.contents


def test_one_text_is_shown_as_the_applicant_sees_it(someone):
    browser = someone("@@translation?to=ar&key=field.family_name.title")

    start = browser.contents.index('class="pd-picture"')
    picture = browser.contents[start : browser.contents.index("</fieldset>\n", start)]
    assert 'dir="rtl"' in browser.contents[start : start + 200] and "f-picture" in picture
    assert "مثلاً" in unescape(picture), "the words around it are in that language too"


def test_a_file_is_shown_first_and_taken_then(someone, service):
    german = text(service).source
    data = xliff.write("x", "en", [
        Entry(TITLE, german, "From a file"), Entry("service.summary", "Anders", "No"),
    ])  # fmt: skip
    browser = someone("@@translation-file?to=en")
    browser.getControl(name="file").add_file(data, "application/xml", "en.xlf")
    browser.getControl(name="look").click()
    assert "From a file" in browser.contents and "Anders" in browser.contents
    assert text(service).text != "From a file", "nothing yet"

    browser.getControl(name="take").click()
    assert text(service).text == "From a file"
    again = someone("@@translation-file?to=en&kind=xliff")
    assert again.contents == exchange.export(service, "en", exchange.XLIFF)


def test_the_editor_says_whether_a_changed_text_is_still_true(someone, service):
    german = text(service).source
    service.texts = service.texts.replace(f'"{german}"', f'"{german}!"', 1)
    transaction.commit()
    browser = someone("@@changed-texts")
    assert browser.getControl(name="say.0").value == ["still"], "only a mark: proposed"
    browser.getControl("Entscheidung speichern").click()

    assert text(service).before == "" and translations.changed_texts(service) == ()


def test_translators_need_the_right_to_configure(functional, service):
    with api.env.adopt_roles(["Manager"]):
        users = functional["portal"].acl_users
        users.userFolderAddUser("editor-x", "Correct-horse-9", ["Member", "Editor"], [])
    transaction.commit()
    for name in ("translations?to=en", "translation?to=en&key=service.title", "changed-texts",
                 "translation-file?to=en"):  # fmt: skip
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", "Basic editor-x:Correct-horse-9")
        browser.open(f"{service.absolute_url()}/@@{name}")
        assert "text.0" not in browser.contents and "f-file" not in browser.contents, name
