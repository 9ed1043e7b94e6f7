"""An application in a language that the office added, of whose texts only some were read in."""

import re

import pytest
import transaction
from lxml import html
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from added_language import KURMANJI, PASHTO, as_xliff, read_in
from permitdesk.core import jobs
from permitdesk.core.languages import KNOWN
from permitdesk.site.offering import offer
from permitdesk.translation.portal_texts import portal_texts

from .applicant import Applicant
from .test_gaps import text_of

TEXTS = {"ps": PASHTO, "kmr": KURMANJI}
PLACE = re.compile(r"\$\{\w+\}")


@pytest.fixture
def added(offices):
    """Calls offer a language and read its small file in."""

    def add(tag):
        offer(KNOWN[tag])
        read_in(tag, TEXTS[tag])
        transaction.commit()

    return add


def lacking(tag):
    """Long pieces of the German of texts that were not read in."""
    pieces = {
        piece.strip()
        for text in portal_texts()
        if text.msgid not in TEXTS[tag]
        for piece in PLACE.split(text.german)
    }
    return [each for each in pieces if len(each) > 14]


def assert_honest(person, tag, german):
    """What stands on the page in German says so, and nowhere is a mark that shows."""
    assert person.status == 200, person.address
    page = person.page
    assert not re.search('[\ue000-\ue003]|&lt;span|="[^"<>]*<span', page), person.address
    tree = html.document_fromstring(page)
    assert tree.get("lang") == tag
    unmarked = []
    for node in tree.xpath("//body//text()[normalize-space()]"):
        element = node.getparent().getparent() if node.is_tail else node.getparent()
        text = " ".join(node.split())
        if element.tag in ("script", "option") or not any(piece in text for piece in german):
            continue
        if element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "de":
            unmarked.append(text)
    assert not unmarked, (person.address, unmarked)


@pytest.mark.parametrize("tag", ["ps", "kmr"])
def test_from_the_start_to_the_receipt_what_is_german_says_so(
    functional, offices, added, asked, tag
):
    added(tag)
    german, own = lacking(tag), TEXTS[tag]
    person = Applicant(functional, tag)

    person.open()
    assert own.get("theme_in_parts_german", "Einige Teile sind auf Deutsch") in person.page
    assert_honest(person, tag, german)
    person.open("/step/municipality")
    assert own["intake_continue"] in person.texts("button")
    person.go_on()  # nothing was answered
    assert_honest(person, tag, german)
    person.fill(residence_municipality="neumuehl").go_on()
    assert_honest(person, tag, german)
    assert own["intake_back"] in " ".join(person.texts(".pd-actions"))
    person.answer_contact()
    for path in ("/save", "/save/mail", "/help", "/check"):
        assert_honest(person.open(path), tag, german)
    assert person.open("/save/card.pdf").response.body.startswith(b"%PDF")
    person.open("/check")
    person.press("send")
    assert person.address.endswith("/receipt"), (
        person.status,
        person.texts(".kern-alert, #errors, .pd-done"),
    )
    assert_honest(person, tag, german)

    paper = person.open("/receipt.pdf").response.body
    assert b"%PDF" in paper[:8]
    if tag == "kmr":  # letters from right to left come out of a PDF in other forms
        text = text_of(paper)
        assert own["intake_pdf_title"] in text
        assert text.count("Wie es weitergeht") == 1, "German that stands in has none beside it"
    assert asked <= {text.msgid for text in portal_texts()}, "texts that are not in the file"


def test_a_mail_is_in_that_language_as_far_as_it_is_there(functional, offices, added):
    added("ps")
    person = Applicant(functional, "ps").answer_contact()
    person.open("/save/mail").fill(mail_address="someone@example.org").press("code")

    transaction.begin()
    queue = jobs.queue(offices)
    (mail,) = [jobs.payload(each) for each in map(queue.get, queue) if "mail" in each.name]
    assert mail["subject"] == PASHTO["intake_save_code"]
    assert "hier ist Ihr Code zum Weitermachen" in mail["body"]
    assert "<span" not in mail["body"]


def test_what_is_taken_shows_on_the_very_next_page(functional, offices, added):
    added("ps")
    person = Applicant(functional, "ps").begin()
    before = person.html.select_one(".pd-skip").get_text(strip=True)
    assert before == PASHTO["theme_skip_link"]

    read_in("ps", {"theme_skip_link": "نوی متن", "theme_languages_label": "ژبه"})
    transaction.commit()

    person.begin()
    assert person.html.select_one(".pd-skip").get_text(strip=True) == "نوی متن"
    assert person.html.select_one("nav.pd-languages, [aria-label='ژبه']") is not None


def test_an_administrators_file_through_the_page_reaches_the_wizard(functional, offices):
    offer(KNOWN["kmr"])
    transaction.commit()
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{offices.absolute_url()}/@@portal-texts?to=kmr")
    file = as_xliff("kmr", KURMANJI, "machine")
    browser.getControl(name="file").add_file(file, "application/xliff+xml", "portal.xlf")
    browser.getControl(name="look").click()
    browser.getControl(name="take").click()

    person = Applicant(functional, "kmr").begin()
    assert KURMANJI["intake_continue"] in person.texts("button")
    assert "hat noch keine Person" in person.texts("#not-reviewed")[0], "a machine is no reader"
