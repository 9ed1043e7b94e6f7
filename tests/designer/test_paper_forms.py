"""The page on which a designer brings the office's own form on paper."""

import json
from base64 import b64encode
from io import BytesIO

import pytest

from designer_builders import Screens, a_designer, signed_in
from documents.files import a_pdf, a_picture
from permitdesk.services.paper_files import paper_forms_of


@pytest.fixture
def screens(functional) -> Screens:
    a_designer(functional["portal"])
    return Screens(functional, "contact")


def upload(screens: Screens, data: bytes, language: str = "all") -> Screens:
    browser = screens.open("paper-forms").browser
    browser.getControl(name="file").add_file(BytesIO(data), "application/pdf", "Antrag.pdf")
    browser.getControl(name="for").value = [language]
    browser.getControl(name="add").click()
    return screens


def forms(screens: Screens) -> dict:
    return dict(paper_forms_of(screens.stored).forms)


def test_a_form_comes_is_replaced_and_goes(screens):
    revision = screens.stored.published_number
    upload(screens, a_pdf())
    assert not screens.errors and "Antrag.pdf" in screens.text.replace("\u2068", "")
    upload(screens, a_pdf(2))
    upload(screens, a_pdf(3), "uk")
    assert {tag: each.pages for tag, each in forms(screens).items()} == {"all": 2, "uk": 3}
    assert screens.stored.published_number == revision

    screens.browser.open(f"{screens.address}/@@paper-forms?show=uk")
    assert screens.browser.contents.startswith(b"%PDF-")

    screens.open("paper-forms").press("do", "instead")
    assert paper_forms_of(screens.stored).instead
    screens.open("paper-forms").press("do", "remove:all")
    assert set(forms(screens)) == {"uk"}


def test_what_is_no_harmless_pdf_is_refused_in_words(screens):
    upload(screens, a_picture("PNG"))
    assert len(screens.errors) == 1 and not forms(screens)
    screens.open("paper-forms").press("add")
    assert len(screens.errors) == 1 and not forms(screens)


def test_two_at_once_are_told(functional, screens):
    a_designer(functional["portal"], "otto", "Otto Ordnung")
    upload(screens, a_pdf())
    other = Screens(functional, "contact", by="otto").open("paper-forms")
    upload(screens, a_pdf(2))
    other.press("do", "remove:all")
    assert "Gesa Gestalt" in other.text and forms(other)
    other.press("do", "remove:all")
    assert not forms(other)


def test_the_same_by_the_api(functional, screens):
    browser = signed_in(functional["app"], "gesa")
    browser.addHeader("Accept", "application/json")
    address = f"{screens.address}/@paper-forms"

    def post(**body):
        browser.post(address, json.dumps(body), "application/json")
        return browser.headers["status"][:3], json.loads(browser.contents)

    data = b64encode(a_pdf(2)).decode()
    status, answer = post(language="fr", data=data, filename="F.pdf", day="2026-05-03")
    assert (status, answer["items"][0]["pages"]) == ("200", 2)
    png = b64encode(a_picture("PNG")).decode()
    status, answer = post(language="fr", data=png, filename="F.pdf", day="2026-05-03")
    assert status == "400" and answer["error"]["message"]
    assert post(language="xx", data=data)[0] == "400"
    assert post(instead=True)[1]["instead"] is True
    assert post(language="fr", remove=True)[1]["items"] == []
