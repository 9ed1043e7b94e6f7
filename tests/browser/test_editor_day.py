"""An editor's day: a page is written, translated, changed, looked up; a flyer is printed."""

import io

import pikepdf
import pytest

from clerk import Clerk

pytestmark = pytest.mark.browser
EDITOR = "herr.winter"
TOPIC = "/de/arbeit-familie-alltag"
TITLE = "Umzug melden"
BEFORE = "Ziehen Sie um? Melden Sie das in zwei Wochen."
AFTER = "Ziehen Sie um? Melden Sie das in einer Woche."
ARABIC = {
    "title": "الإبلاغ عن الانتقال",
    "description": "ما يجب فعله عند الانتقال.",
    "answer": "هل ستنتقل؟ أبلغنا خلال أسبوعين.",
    "who": "لكل من لديه تصريح إقامة.",
}
REFRESHED = "هل ستنتقل؟ أبلغنا خلال أسبوع."


class Editor(Clerk):
    """Somebody who works in Plone's forms and on our pages."""

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"[name='form.widgets.{name}']").fill(text)

    def typeset(self, name: str, text: str) -> None:
        """Into Plone's editor, which comes by script."""
        frame = self.page.frame_locator(f"#formfield-form-widgets-{name} iframe")
        frame.locator("body").fill(text)

    def save(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("#form-buttons-save").click()

    def publish(self) -> None:
        self.follow("Veröffentlichen")
        self.page.locator("[name=workflow_action][value=publish]").check()
        with self.page.expect_navigation():
            self.page.locator("main [type=submit], #content [type=submit]").first.click()

    def text(self, key: str):
        return self.page.locator(f"[name='text.{key}']")


@pytest.fixture
def editor(demo, open_page):
    page = open_page(width=1280, height=900, javascript=True)
    return Editor(page, EDITOR, demo.password(EDITOR))


def test_a_page_is_written_translated_changed_and_looked_up(editor, open_page, axe):
    page = editor.page
    assert "/@@coverage" in page.url

    page.goto(f"{TOPIC}/++add++GuidancePage")
    editor.fill(**{"IBasic.title": TITLE, "IBasic.description": "Was beim Umzug zu tun ist."})
    editor.fill(answer=BEFORE)
    editor.typeset("who", "Für alle mit einem Aufenthaltstitel.")
    editor.save()
    address = page.url.removesuffix("/view")
    visitor = open_page()
    assert visitor.goto(address).status == 404
    editor.publish()
    assert visitor.goto(address).status == 200
    assert "Für alle mit einem Aufenthaltstitel." in visitor.locator("main").inner_text()

    page.goto(f"{address}/@@translate?to=ar")
    for key, words in ARABIC.items():
        editor.text(key).fill(words)
    editor.press("Speichern und veröffentlichen")
    visitor.goto(address)
    visitor.get_by_role("link", name="العربية").first.click()
    assert visitor.locator("h1").inner_text() == ARABIC["title"]
    assert visitor.locator("html").get_attribute("dir") == "rtl"

    # The German changes on a copy, and with it what is true of the Arabic.
    page.goto(address)
    editor.follow("Änderung vorbereiten")
    editor.press("Kopie anlegen und bearbeiten")
    editor.fill(answer=AFTER)
    editor.save()
    visitor.reload()
    visitor.goto(address)
    assert BEFORE in visitor.locator("main").inner_text()
    editor.follow("Übernehmen oder verwerfen")
    axe(page)
    editor.write("Was haben Sie geändert?", "Kürzere Frist")
    editor.press("Änderung übernehmen")
    other = open_page()  # keeps no copy of what it was
    other.goto(address)
    assert AFTER in other.locator("main").inner_text()

    editor.follow("Übersetzungen")
    row = page.get_by_role("row", name="العربية")
    assert "veraltet" in row.inner_text()
    row.get_by_role("link").first.click()
    changed = page.locator(".pd-difference__changed")
    assert changed.locator("del").all_inner_texts() == ["zwei", "Wochen"]
    assert changed.locator("ins").all_inner_texts() == ["einer", "Woche"]
    editor.text("answer").fill(REFRESHED)
    editor.press("Speichern")
    assert not page.locator(".pd-difference").count()

    page.goto(address)
    editor.follow("Verlauf")
    steps = page.locator("main tbody tr")
    assert "Kürzere Frist" in steps.first.inner_text()
    axe(page)
    steps.last.get_by_role("link").click()
    assert "zwei" in page.locator(".pd-difference__changed del").all_inner_texts()
    axe(page)


def test_a_flyer_is_printed_in_two_languages(editor):
    page = editor.page
    page.goto("/de/arbeit-familie-alltag/die-ersten-wochen")
    editor.follow("Als Blatt zum Ausdrucken")
    for tag in ("de", "ar"):
        page.locator(f"#language-{tag}").check()
    # Chromium would show it in a viewer of its own.
    asked = page.locator("main form").last.evaluate(
        "form => `${form.action}?${new URLSearchParams(new FormData(form))}`"
    )
    answer = page.request.get(asked)
    assert answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == "de"
        assert len(pdf.pages) >= 1
